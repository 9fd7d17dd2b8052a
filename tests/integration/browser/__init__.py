"""The workplace as people use it: Playwright in Debian's Chromium, over a real server with records of our own."""
