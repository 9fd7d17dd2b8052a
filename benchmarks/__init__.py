"""Measurements of speed and quality: `make bench`, `make eval`. Nothing here is imported by the program."""
