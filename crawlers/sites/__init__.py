"""Sources whose layout data cannot describe: a module each, with `find_links(content, address) -> list[str]`."""
