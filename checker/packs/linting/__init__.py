"""What is wrong or doubtful in the files of a pack: all of it, not only the first mistake."""
