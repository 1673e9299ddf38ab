"""An object for each screen of families, with what it shows."""
