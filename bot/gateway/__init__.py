"""The public side: chat, widget and demo shop."""
