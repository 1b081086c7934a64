"""Every number that the README gives, each by one command and beside its peer: `./run bench`."""
