"""Brings a shop's history in: files of events, read line by line and written like any other event."""
