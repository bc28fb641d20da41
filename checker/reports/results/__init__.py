"""What a store holds: lists, one submission, and files for other programs."""
