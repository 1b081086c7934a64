"""From the bot to people: call-backs that shoppers ask for."""
