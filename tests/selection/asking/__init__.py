"""Tests of the asking."""
