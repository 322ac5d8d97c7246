"""Worlds: concrete settings in which every symbol of a question has a value."""
