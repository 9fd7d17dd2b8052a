"""Measurements of speed and quality: `make bench`, `make eval`. Nothing here is imported by the program."""

from pathlib import Path

# Where real documents stand by default, beside the repository and never in it; each command takes another folder.
REAL = Path("../shared/real")
