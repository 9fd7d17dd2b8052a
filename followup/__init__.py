"""What municipalities answered about lag (2023:196), and the feedback each of them gets."""
