"""Summaries laid out on paper."""
