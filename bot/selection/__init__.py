"""The judgement: which products fit a shopper, what to ask next, and why. Pure Python and numpy.

From what is said to what is shown (docs/selection.md has the whole of it):

- said: `wishes`, `critique`, `household`, `phrases`, `attributes` and `answering/` make a `state`; `needs` and `judged`
  what it comes down to
- known: `schema/` what a feed means, `views/` and `columns` (`ids`, `values`, `prior`) a category as arrays
- judged: `matching`, `meeting`, `likelihoods` by one wish, `belief` by all; `shortlist` the three to show, `likeness`
- asked: `asking/`, and `engine` for all of it at one moment
- found: `search/` by words, `titles` by name, `ideas` without any
- told: `reasons`, `compare`, `standing`, `winning` the facts; `cards`, `telling`, `format`, `glossary` their wording
- beside: `relaxation` and `compromise` when nothing fits; `enough`, `alternatives`, `accessories` at a choice; `mood`
"""
