"""From text to claims, passages and vectors."""
