"""The weekly digest: what is new for whom, written as a mail and sent once."""
