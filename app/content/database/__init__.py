"""content.db as a file: its schema, connections, integrity, snapshots, migration and checksums.

Whatever goes wrong with the file leaves here as one ContentError. It uses nothing else of
content.
"""
