"""Any number of submissions: judged by worker processes, in order, each one's failure its own."""
