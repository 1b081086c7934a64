"""The commands of the journey: each module adds its own to the parser with `add`.

A command is a function of what was asked for and of the URL of the database; it returns the exit code. Its parser sets
it as `command`. `opening.opened` gives it the store.
"""
