"""What the bot does: one module per journey phase, judgement left to `bot.selection`, sentences to `data/responses`."""
