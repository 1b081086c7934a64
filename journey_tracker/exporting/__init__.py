"""Hands the journey on: as files that other programs read, row by row, and as counts of paths."""
