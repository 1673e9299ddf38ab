"""How a kiosk takes a library: a checked private copy, and editions beside each other.

What comes from outside is opened by `worker`, a process of its own, which `worker_client` speaks
to; `fetching` is what it does. They may use checks, database and reader.
"""
