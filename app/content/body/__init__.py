"""A text of a page as it is edited: block by block, and only what changed is written anew.

`line` writes the words of one block, `body` puts blocks among those that stay to the letter.
"""
