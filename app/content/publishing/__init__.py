"""From the workshop to the screens: an edition of what is signed, and what it changes for families.

It may use workshop, checks, items, database, and updates for how files are written and switched.
"""
