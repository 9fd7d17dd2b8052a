"""The files that pages load: one style sheet, one script and the icon, each at an address that carries its version."""

import hashlib
from dataclasses import dataclass
from importlib import resources

_STATIC = resources.files("search_api") / "static"


@dataclass(frozen=True, slots=True)
class Asset:
    """A file as it is sent, and the version of its bytes: another version is another address, so it may be kept."""

    body: bytes
    media_type: str

    @property
    def version(self) -> str:
        """The beginning of the hash of the bytes."""
        return hashlib.sha256(self.body).hexdigest()[:10]


def _joined(folder: str, ending: str, media_type: str) -> Asset:
    parts = sorted((one for one in (_STATIC / folder).iterdir() if one.name.endswith(ending)), key=lambda one: one.name)
    return Asset(b"\n".join(one.read_bytes() for one in parts), media_type)


STYLE = _joined("css", ".css", "text/css")
SCRIPT = _joined("js", ".js", "text/javascript")
ICON = Asset((_STATIC / "utblick.svg").read_bytes(), "image/svg+xml")
