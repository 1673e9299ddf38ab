"""The staff's application, in Qt Widgets."""
