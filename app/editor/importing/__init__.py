"""The editor's dialog that brings documents and spreadsheets in.

It shows what would come in before anything is written. It may use document and widgets.
"""
