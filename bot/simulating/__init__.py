"""Simulated shoppers: how soon the salesperson shows what they want, beside a form and the best there could be."""
