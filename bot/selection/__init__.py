"""The judgement: which products fit a shopper, and why. Pure Python and numpy."""
