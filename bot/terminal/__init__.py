"""Talking in the terminal: a client of the chat protocol, as the widget is one."""
