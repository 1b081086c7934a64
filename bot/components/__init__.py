"""What config.yml names: thin shells that give `bot.language` to Rasa's pipeline."""
