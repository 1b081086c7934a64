"""The port of figures and health: what a scraper reads and what a load balancer asks."""
