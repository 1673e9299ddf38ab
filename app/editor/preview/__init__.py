"""The family's own screen beside the text that staff edit, and the handout as it will print."""
