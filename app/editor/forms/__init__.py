"""The pages of fields: one for each kind of thing in a library."""
