"""What a library is checked for, and what a check finds.

`rules` go over what is in content.db, `passages` and `wording` over its texts, and `gate` lets a
whole file through or not. They may use database, items and reader.
"""
