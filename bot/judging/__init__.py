"""Judging the assistant: labelled lines scored, whole dialogues played."""
