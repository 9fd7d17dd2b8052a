"""The commands: they translate and call; they decide nothing. Each module adds its own to the application.

What is heavy (torch, spaCy, Scrapy, SQLAlchemy) is imported by the command that needs it, so that --help is quick.
"""
