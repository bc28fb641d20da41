"""Assessment -> text or bytes, one module a format. Reports render; they never judge."""
