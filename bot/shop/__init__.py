"""The shop: its catalogue, and the feeds it comes from."""
