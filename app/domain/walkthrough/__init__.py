"""A walkthrough: what it is, where answers lead, and every path through it. It may use library."""
