"""The staff's application, in Qt Widgets.

`window.py` joins the tree, the page that is open and the families' screen; `work_area.py` is its
middle. Its folders know each other as `tests/test_architecture.py` says. It may use the domain, the
content and the handout rooms.
"""
