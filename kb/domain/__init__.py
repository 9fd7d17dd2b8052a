"""The nouns of the field and the rules that need neither disk, clock nor network."""
