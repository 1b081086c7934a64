"""A person in every store of the shop: all that is known of them shown, or forgotten."""
