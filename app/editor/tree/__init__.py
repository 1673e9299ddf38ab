"""The library's tree at the left of the editor: its model, menu, new items and search.

It may use document and widgets.
"""
