"""The family's own screen beside the text that staff edit, and the handout as it will print.

It makes a library with the text as it is typed, behind the typing, and shows that. It may use texts
and widgets; the screens themselves are handed to it.
"""
