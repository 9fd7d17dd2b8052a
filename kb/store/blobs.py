"""The bytes that sources gave, kept under the hash of their content; a folder or any object store (fsspec)."""

import hashlib
import uuid
from pathlib import Path

import fsspec
from fsspec.implementations.local import LocalFileSystem

from kb.errors import NotFound


class Blobs:
    """Content-addressed bytes. Writing the same bytes twice is one file; a half-written file is never seen."""

    def __init__(self, url: str) -> None:
        """Keep bytes under `url`: a folder, or an address that fsspec understands (s3://…, memory://…)."""
        self._files, self._root = fsspec.core.url_to_fs(url)
        self._local = isinstance(self._files, LocalFileSystem)

    def put(self, content: bytes) -> str:
        """Keep `content` and return its SHA-256 in hexadecimal, under which `get` finds it."""
        key = hashlib.sha256(content).hexdigest()
        if self._local:  # not by fsspec: its own move is not atomic, and it takes 1.3 ms a page where this takes 0.4
            _put_whole(Path(self._path(key)), content)
        elif not self._files.exists(self._path(key)):  # object stores show a file only when it is whole
            self._files.pipe_file(self._path(key), content)
        return key

    def get(self, key: str) -> bytes:
        """Return the bytes kept under `key`, or raise NotFound."""
        try:
            found: bytes = self._files.cat_file(self._path(key))
        except FileNotFoundError as error:
            raise NotFound(f"no bytes are kept under {key}") from error
        return found

    def _path(self, key: str) -> str:
        return f"{self._root}/{key[:2]}/{key}"


def _put_whole(path: Path, content: bytes) -> None:
    if path.exists():
        return
    partial = path.with_name(f"{path.name}.{uuid.uuid4().hex}.part")
    try:
        partial.write_bytes(content)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        partial.write_bytes(content)
    partial.replace(path)
