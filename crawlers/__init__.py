"""The world → RawDocument: what is fetched, what is read in files, and what is judged before anything is stored."""
