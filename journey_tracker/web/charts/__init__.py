"""Charts as pure functions: numbers and finished labels in, inline SVG out. Colours come from the style sheet."""
