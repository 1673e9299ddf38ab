"""What staff are told of a library: status, reviews, sources, a calendar, evidence for an audit.

They read and write nothing. They may use database, items, reader and checks.
"""
