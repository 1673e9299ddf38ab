"""What a family takes away, as values, and what lays it out. It may use library and walkthrough."""
