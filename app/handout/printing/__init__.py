"""From a PDF to paper: CUPS, the desk that follows the jobs, and the check of the set-up."""
