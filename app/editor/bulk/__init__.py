"""Changes to many texts at once: each is shown before it is made, and all are undone as one."""
