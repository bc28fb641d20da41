"""Reports for machines that build and review: one view of a run, thin writers."""
