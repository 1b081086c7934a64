"""The worker: takes messages from the log, answers them with Rasa in process, commits."""
