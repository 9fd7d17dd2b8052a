"""The search index: a projection of the records that can be rebuilt at any time."""
