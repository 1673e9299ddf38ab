"""What the editor shows of a walkthrough: its graph, every path, expected cases and behaviour.

These take values of the domain and give signals; they know no database. They may use widgets.
"""
