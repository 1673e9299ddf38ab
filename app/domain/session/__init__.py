"""What one family does, and when it ends. It may use library, walkthrough and handout."""
