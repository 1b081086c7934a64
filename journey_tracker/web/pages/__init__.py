"""The pages of reports: which reports stand on which page, and what is drawn beside their tables."""
