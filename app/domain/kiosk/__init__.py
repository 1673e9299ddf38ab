"""What one machine decides: its editions, its clock, its door. It uses nothing else."""
