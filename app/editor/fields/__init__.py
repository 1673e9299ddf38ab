"""The fields of a page: what one types and chooses in, without knowing a library."""
