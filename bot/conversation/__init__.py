"""Every message of every conversation: in order, once, with one owner."""
