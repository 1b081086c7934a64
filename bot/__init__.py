"""The bot: it talks and judges."""
