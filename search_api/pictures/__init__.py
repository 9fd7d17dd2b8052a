"""Pictures as SVG, made from what is held: no script, no style attribute, every text escaped."""
