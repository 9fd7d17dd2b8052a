"""The way in: command line, settings, wiring, jobs. The only place that reads the environment."""

__version__ = "0.1.0"
