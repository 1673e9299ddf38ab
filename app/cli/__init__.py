"""The staff's commands, `clinic-content …`, a file for each group.

They read options, ask the content and handout rooms, and say in plain words what came of it; what
they decide, a function of those rooms decides. They may use every room but the families' bridge,
and no Qt.
"""
