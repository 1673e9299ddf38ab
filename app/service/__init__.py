"""The kiosk as a service of its machine: started, watched, ended; what it remembers and reports."""
