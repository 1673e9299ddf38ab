"""What stands behind the staff's door: PIN, printer, editions, their trial."""
