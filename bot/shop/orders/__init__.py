"""Orders of the shop, read only: a port, the demo shop's own, and the proof that an order is the shopper's."""
