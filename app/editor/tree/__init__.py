"""The library's tree at the left of the editor: its model, menu, new items and search.

What one goes to in it is given by signal. It may use document, texts and widgets.
"""
