"""The pages of fields: one for each kind of item, for a section, and for the library's settings.

A form binds fields to the cells of a text and shows what the checks say beside each. It may use
document, fields, texts and widgets.
"""
