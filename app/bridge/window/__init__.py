"""The window: what it lets through, what QML is given, and the screens as a picture."""
