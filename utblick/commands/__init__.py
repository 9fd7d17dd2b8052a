"""The commands: they translate and call; they decide nothing. Each module adds its own to the application."""
