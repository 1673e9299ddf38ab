"""The ideas of the kiosk, in plain Python: nothing here reads a file, a clock or a screen."""
