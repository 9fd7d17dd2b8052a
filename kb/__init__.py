"""What Utblick holds to be true: domain, catalogue, store, index, search. Imports nothing above it."""
