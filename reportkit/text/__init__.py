"""Pure functions on text, by subject."""
