"""A library that staff work on: one person at a time, and every change in its history."""
