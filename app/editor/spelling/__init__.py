"""Spelling as one types: the library's language and its own words, on a thread of its own."""
