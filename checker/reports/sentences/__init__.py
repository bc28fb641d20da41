"""Rules in sentences, zh and en, read back from their trees."""
