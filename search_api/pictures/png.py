"""Pictures as PNG, drawn here by resvg, with a font that comes with the program: a server may have none."""

from importlib import resources

import resvg_py

_FONTS = [str(resources.files("font_roboto") / "files" / f"Roboto-{weight}.ttf") for weight in ("Regular", "Bold")]
_ZOOM = 2.0  # for print and for screens with small dots


def png_file(picture: str) -> bytes:
    """Return a picture, an SVG file of our own making, as PNG of twice its size in pixels; it reads no other file."""
    return resvg_py.svg_to_bytes(
        svg_string=picture,
        zoom=_ZOOM,
        background="#ffffff",
        skip_system_fonts=True,
        font_files=_FONTS,
        font_family="Roboto",
        sans_serif_family="Roboto",
    )
