"""Child processes, their sockets, logs and locks: what the supervisor is made of."""
