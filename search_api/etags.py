"""ETags over whole answers, and 304 for a reader that has the answer already (RFC 9110 sections 8.8.3 and 13.1.2).

A hash of the bytes is strong and always true: it changes when the records, the catalogue or the program change what is
said, and only then. It saves the way out, not the work.
"""

import hashlib

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_LONGEST = 32 * 2**20  # bytes kept to be hashed; what is longer goes as it comes
_KEPT_IN_304 = ("cache-control", "vary", "date", "link")


class ETags:
    """Adds an ETag to every 200, and answers 304 where If-None-Match names it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the call on; the beginning of its answer waits for the end of the body."""
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            await self.app(scope, receive, send)
            return
        held: list[Message] = []
        size = 0
        passing = False

        async def send_tagged(message: Message) -> None:
            nonlocal size, passing
            if passing:
                await send(message)
                return
            held.append(message)
            size += len(message.get("body", b""))
            start = held[0]
            if start["status"] != 200 or size > _LONGEST:
                passing = True
                for one in held:
                    await send(one)
            elif message["type"] == "http.response.body" and not message.get("more_body", False):
                passing = True
                await self._finish(scope, held, send)

        await self.app(scope, receive, send_tagged)

    async def _finish(self, scope: Scope, held: list[Message], send: Send) -> None:
        body = b"".join(message.get("body", b"") for message in held[1:])
        headers = MutableHeaders(scope=held[0])
        etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
        headers["ETag"] = etag
        if _names(Headers(scope=scope).get("if-none-match", ""), etag):
            kept = [(key, value) for key, value in headers.raw if key.decode() in (*_KEPT_IN_304, "etag")]
            await send({"type": "http.response.start", "status": 304, "headers": kept})
            await send({"type": "http.response.body", "body": b""})
            return
        await send(held[0])
        await send({"type": "http.response.body", "body": body})


def _names(given: str, etag: str) -> bool:
    """Return whether If-None-Match names the tag; compared weakly, as section 13.1.2 has it."""
    return given.strip() == "*" or etag in (tag.strip().removeprefix("W/") for tag in given.split(","))
