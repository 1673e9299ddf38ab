"""Every word of a library that is worked on, found as people remember words."""
