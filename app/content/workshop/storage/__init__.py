"""The file of a library that is worked on: opened by one person, and changed whole or not at all.

It may use database and items.
"""
