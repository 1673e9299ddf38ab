"""The publisher's side of signed editions: keys in files, and the list that they sign.

It may use updates, for how files are written and what a list is called. Nothing of the kiosk's
screens uses it: a kiosk holds no key.
"""
