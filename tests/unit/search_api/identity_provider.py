"""A small OpenID Connect provider on loopback: discovery, keys, and tokens for codes that were given out."""

import base64
import hashlib
import json
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT_ID, CLIENT_SECRET = "utblick", "a made-up secret"


class IdentityProvider:
    """Signs in whoever is asked for. `change` alters the claims of the next tokens, `told` what it says of itself."""

    def __init__(self) -> None:
        self.key = RSAKey.generate_key(2048, parameters={"kid": "1"}, private=True)
        self.signed_with = self.key
        self.algorithm = "RS256"
        self.change: Callable[[dict[str, Any]], object] = lambda _claims: None
        self.told: dict[str, Any] = {}
        self._codes: dict[str, dict[str, str]] = {}
        provider = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self._answer(200, provider.document(self.path))

            def do_POST(self) -> None:
                form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
                answer = provider.token(self.headers["Authorization"], {key: value[0] for key, value in form.items()})
                self._answer(400 if "error" in answer else 200, answer)

            def _answer(self, status: int, body: object) -> None:
                content = json.dumps(body).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *args: object) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()
        self.issuer = f"http://127.0.0.1:{self._server.server_port}"

    def close(self) -> None:
        """Answer no more."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def document(self, path: str) -> object:
        """Return what it says of itself, or its keys."""
        if path == "/jwks":
            return {"keys": [self.key.as_dict(private=False)]}
        endpoints = {"authorization_endpoint": "authorize", "token_endpoint": "token", "jwks_uri": "jwks"}
        found = {name: f"{self.issuer}/{end}" for name, end in endpoints.items()}
        return {"issuer": self.issuer, **found, **self.told}

    def approve(self, address: str) -> tuple[str, str]:
        """Return the code and the state for somebody who has signed in at the address a browser was led to."""
        asked = {key: value[0] for key, value in parse_qs(urlsplit(address).query).items()}
        assert address.startswith(f"{self.issuer}/authorize?")
        assert (asked["client_id"], asked["response_type"], asked["scope"]) == (CLIENT_ID, "code", "openid email")
        assert asked["code_challenge_method"] == "S256"
        code = f"code-{len(self._codes)}"
        self._codes[code] = asked
        return code, asked["state"]

    def token(self, authorisation: str, form: dict[str, str]) -> dict[str, object]:
        """Return a token for a code, once, to who began (RFC 7636) and knows our secret."""
        asked = self._codes.pop(form.get("code", ""), None)
        secret = base64.b64encode(f"{CLIENT_ID}:{CLIENT_SECRET}".encode()).decode()
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        if asked is None or authorisation != f"Basic {secret}" or challenge != asked["code_challenge"]:
            return {"error": "invalid_grant"}
        if form["redirect_uri"] != asked["redirect_uri"] or form["grant_type"] != "authorization_code":
            return {"error": "invalid_request"}
        now = int(time.time())
        claims: dict[str, Any] = {
            "iss": self.issuer, "sub": "subject-1", "aud": CLIENT_ID, "exp": now + 300, "iat": now,
            "nonce": asked["nonce"], "email": "Anna.Ek@example.org", "email_verified": True,
        }  # fmt: skip
        self.change(claims)
        header = {"alg": self.algorithm, "kid": "1"}
        id_token = jwt.encode(header, claims, self.signed_with, algorithms=[self.algorithm])
        return {"access_token": "opaque", "token_type": "Bearer", "expires_in": 300, "id_token": id_token}
