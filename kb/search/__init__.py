"""Finding and ranking: what the records hold, asked through the index."""
