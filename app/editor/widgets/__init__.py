"""Plain widgets of the editor, which know nothing of a library.

Every panel may use them; they use nothing else of the editor.
"""
