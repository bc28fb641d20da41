"""Values as people write them: one table of readings, the same for every format. Nothing is guessed."""
