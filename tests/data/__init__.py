"""What the training lines and the texts of the bot promise, read as plain YAML."""
