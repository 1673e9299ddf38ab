"""What IT does at a kiosk's own terminal: set it up, and have it looked over."""
