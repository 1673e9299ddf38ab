"""What a library holds, as values: topics, contacts, terms, markup. It uses nothing else."""
