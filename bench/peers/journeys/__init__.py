"""retentioneering and PM4Py counting the same paths: funnel, transitions, and our XES read back."""
