"""Signing in at another place (OpenID Connect Core 1.0): authorization code with PKCE, state and nonce.

What the browser carries between the two steps stands in a cookie of its own; nothing is kept here.
"""

import secrets
import time
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import quote, unquote

import httpx
from authlib.integrations.base_client import OAuthError
from authlib.integrations.httpx_client import OAuth2Client
from authlib.oidc.core import CodeIDToken
from authlib.oidc.discovery import get_well_known_url
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from kb.errors import InputError, Misconfigured, Unreachable
from search_api.access import Provider, secure_address

_ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
_TIMEOUT_S = 10.0
_LONGEST_CARRIED = 3_500  # bytes; with the rest below the 4096 that browsers keep (RFC 6265, 6.1)
_KEPT_FOR_S = 3600.0
_CLOCKS_DIFFER_S = 60


@dataclass(frozen=True, slots=True)
class Begun:
    """What the browser carries from the first step to the second, each random but `wanted`: where to go then."""

    state: str
    nonce: str
    verifier: str
    wanted: str

    def packed(self) -> str:
        """Return it as the value of a cookie; where to go is left out where it makes more than a cookie holds."""
        wanted = quote(self.wanted, safe="")
        return ".".join((self.state, self.nonce, self.verifier, wanted if len(wanted) <= _LONGEST_CARRIED else "%2F"))


@dataclass(frozen=True, slots=True)
class Known:
    """Whom the other place has signed in. `verified_email` None: it does not vouch for an address."""

    issuer: str
    subject: str
    verified_email: str | None


@dataclass(frozen=True, slots=True)
class _Said:
    """What a provider said of itself (OpenID Connect Discovery 1.0), its keys, and when by the monotonic clock."""

    metadata: dict[str, Any]
    keys: KeySet
    at: float


class OpenId:
    """Our side of signing in at one provider."""

    def __init__(self, provider: Provider, site_url: str) -> None:
        self._provider = provider
        self._redirect_uri = f"{site_url}/logga-in/svar"
        self._said: _Said | None = None

    def begin(self, wanted: str) -> tuple[str, Begun]:
        """Return where the browser is to go, and what it carries; raise Unreachable where nobody answers there."""
        metadata = self._read().metadata
        begun = Begun(secrets.token_urlsafe(32), secrets.token_urlsafe(32), secrets.token_urlsafe(48), wanted)
        with self._client() as client:
            address, _ = client.create_authorization_url(
                metadata["authorization_endpoint"],
                state=begun.state,
                nonce=begun.nonce,
                code_verifier=begun.verifier,
            )
        return cast(str, address), begun

    def carried(self, cookie: str) -> Begun | None:
        """Return what the browser carried, None for what it never was given."""
        state, nonce, verifier, wanted = (cookie.split(".", 3) + [""] * 3)[:4]
        return Begun(state, nonce, verifier, unquote(wanted)) if state and nonce and verifier and wanted else None

    def finish(self, begun: Begun, state: str, code: str, issuer: str | None) -> Known:
        """Return whom the provider has signed in; raise InputError where its answer does not hold.

        `issuer` is the parameter `iss` of the answer, None without (RFC 9207).
        """
        if not secrets.compare_digest(state.encode(), begun.state.encode()):
            raise InputError("the answer belongs to another attempt to sign in")
        metadata = self._read().metadata
        told = metadata.get("authorization_response_iss_parameter_supported")
        if (issuer is not None or told) and issuer != self._provider.issuer:
            raise InputError("the answer is another provider's")
        try:
            with self._client() as client:
                token = client.fetch_token(
                    metadata["token_endpoint"],
                    code=code,
                    code_verifier=begun.verifier,
                )
        except OAuthError as error:
            raise InputError("the provider does not take the code") from error
        except (httpx.HTTPError, ValueError) as error:
            raise Unreachable("the provider does not answer") from error
        return self._known(token, begun.nonce)

    def _known(self, token: Any, nonce: str) -> Known:
        """Return whom the ID token names, once it holds (OpenID Connect Core 1.0, 3.1.3.7)."""
        try:
            signed = self._verified(str(token["id_token"]))
            claims = CodeIDToken(
                signed.claims,
                signed.header,
                {"iss": {"value": self._provider.issuer}, "aud": {"value": self._provider.client_id}},
                {
                    "nonce": nonce,
                    "client_id": self._provider.client_id,
                    "access_token": token.get("access_token"),
                },
            )
            claims.validate(leeway=_CLOCKS_DIFFER_S)
        except (JoseError, OAuthError, ValueError, KeyError, TypeError) as error:
            raise InputError("the provider's word on who signed in does not hold") from error
        subject, email = signed.claims["sub"], signed.claims.get("email")
        if not isinstance(subject, str) or not 0 < len(subject) <= 255 or not subject.isascii():
            raise InputError("the provider's name for who signed in is none")
        vouched = signed.claims.get("email_verified") is True and isinstance(email, str)
        return Known(self._provider.issuer, subject, email if vouched else None)

    def _verified(self, id_token: str) -> jwt.Token:
        try:
            return jwt.decode(id_token, self._read().keys, algorithms=_ALGORITHMS)
        except (JoseError, ValueError):  # it may have changed its keys; the second time it holds or not
            return jwt.decode(id_token, self._read(anew=True).keys, algorithms=_ALGORITHMS)

    def _read(self, *, anew: bool = False) -> _Said:
        """Return what the provider says of itself and its keys, asked for at most once an hour."""
        said = self._said
        if said is not None and not anew and time.monotonic() - said.at < _KEPT_FOR_S:
            return said
        issuer = self._provider.issuer
        try:
            with httpx.Client(timeout=_TIMEOUT_S) as client:
                told = client.get(get_well_known_url(issuer, external=True)).raise_for_status().json()
                if told.get("issuer") != issuer:
                    raise Misconfigured(f"UTBLICK_OIDC_ISSUER is {issuer}, but it calls itself {told.get('issuer')!r}")
                for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
                    secure_address(told[name])
                keys = KeySet.import_key_set(client.get(told["jwks_uri"]).raise_for_status().json())
        except httpx.HTTPError as error:
            raise Unreachable(f"{issuer} does not answer") from error
        except (JoseError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise Misconfigured(f"{issuer} does not say what OpenID Connect Discovery asks for") from error
        self._said = _Said(told, keys, time.monotonic())
        return self._said

    def _client(self) -> OAuth2Client:
        return OAuth2Client(
            client_id=self._provider.client_id,
            client_secret=self._provider.client_secret,
            scope="openid email",
            redirect_uri=self._redirect_uri,
            code_challenge_method="S256",
            timeout=_TIMEOUT_S,
        )
