"""The library that is open in the editor: every change, undo, autosave and checks while one types.

`document` is where each change goes through, and `actions` are what is done to the library at
once. It may use widgets and texts.
"""
