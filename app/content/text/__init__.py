"""A library as text files that a person can read: build and export.

The two directions of one form; building what was exported gives the same file. They may use
database, items and checks.
"""
