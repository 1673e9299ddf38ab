"""What each text says now, read once and kept in step with every change. It may use storage."""
