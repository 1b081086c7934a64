"""The roles a process can have, one module each: what a role opens, runs and closes."""
