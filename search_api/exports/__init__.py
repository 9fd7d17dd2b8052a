"""What is found, as files: tables, references and feeds. Every file says what was asked, when, and of which version."""
