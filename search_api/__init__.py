"""What leaves over HTTP: JSON routes and web pages, rendered on the server and complete without JavaScript."""
