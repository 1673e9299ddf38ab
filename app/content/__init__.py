"""The library as a file: its schema, reading it safely, building it from text, and checking it."""
