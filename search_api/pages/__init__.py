"""The web pages, in Swedish. A route asks, a template shows."""
