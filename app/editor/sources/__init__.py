"""The editor's page of the sources: where facts come from, and what stands on each.

It works on a Workshop and gives signals. It may use document and widgets.
"""
