"""The library that is open in the editor: every change, undo, autosave and checks while one types.

`document.py` is where each change to a text goes through, and `actions.py` is what is done to the
library at once. It may use texts and widgets.
"""
