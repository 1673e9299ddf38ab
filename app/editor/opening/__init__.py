"""Which library is open, and who sits here: new ones, open ones, recent ones, copies."""
