"""What a printer and a job say, and what may be claimed of them. It uses nothing else."""
