"""The fields of a page: what one types and chooses in.

They know no library: a value is shown in a field, and it says by signal what somebody made of it.
They may use widgets.
"""
