"""Many submissions taken together: tables by province, point or rule, and the summary of a batch."""
