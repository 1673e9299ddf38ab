"""Pictures that others made, decoded and written anew. In the reading process only.

May use reader, and nothing of documents.
"""
