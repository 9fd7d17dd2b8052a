"""Settings: variables with the prefix UTBLICK_, and a file `.env` with the same names (docs/settings.md)."""

from ipaddress import ip_network
from pathlib import Path
from typing import Annotated

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from kb.errors import Misconfigured


class Settings(BaseSettings):
    """All settings, each with its default. An empty variable counts as not set."""

    model_config = SettingsConfigDict(
        env_prefix="UTBLICK_", env_file=".env", env_file_encoding="utf-8", env_ignore_empty=True, extra="ignore"
    )

    data: Annotated[Path, Field(description="Folder for records, kept bytes and index.")] = Path("data")
    database_url: Annotated[
        str | None, Field(description="SQLite or PostgreSQL; empty: utblick.sqlite3 in the data folder.")
    ] = None
    blobs_url: Annotated[
        str | None, Field(description="Where bytes are kept (fsspec); empty: blobs/ in the data folder.")
    ] = None
    qdrant_url: Annotated[str | None, Field(description="A Qdrant server; empty: Qdrant Edge in the data folder.")] = (
        None
    )
    qdrant_api_key: Annotated[SecretStr | None, Field(description="Key of the Qdrant server.")] = None
    model: Annotated[
        str | None,
        Field(description="A sentence-transformers model by folder or name; empty: the packaged all-MiniLM-L6-v2."),
    ] = None
    model_query_prompt: Annotated[str, Field(description="Text put before each query, for models that want one.")] = ""
    model_passage_prompt: Annotated[str, Field(description="Text put before each passage, likewise.")] = ""
    model_multilingual: Annotated[
        bool, Field(description="The model reads Swedish: embed Swedish questions as they are written too.")
    ] = False
    precision: Annotated[
        str,
        Field(
            description="auto (a quick self-test chooses), float32 or bfloat16.", pattern="^(auto|float32|bfloat16)$"
        ),
    ] = "auto"
    host: Annotated[str, Field(description="Address to serve on.")] = "127.0.0.1"
    port: Annotated[int, Field(description="Port to serve on.", ge=0, le=65535)] = 8000
    public_url: Annotated[str | None, Field(description="Address in mails and exports; empty: http://HOST:PORT.")] = (
        None
    )
    contact: Annotated[
        str | None,
        Field(description="Address for publishers, sent with every request, and for readers (a mail or web address)."),
    ] = None
    crawl: Annotated[bool, Field(description="Whether `utblick run` crawls the sources that are due.")] = True
    openalex_key: Annotated[SecretStr | None, Field(description="Key of the OpenAlex API; empty: asked without.")] = (
        None
    )
    inbox: Annotated[
        Path | None, Field(description="Folder that is watched: files dropped there are imported; empty: none.")
    ] = None
    smtp_url: Annotated[
        SecretStr | None,
        Field(description="smtp://[user:password@]host[:port] or smtps://…; empty: mails go to the console."),
    ] = None
    mail_from: Annotated[str, Field(description="Sender of the digest.")] = "utblick@localhost"
    log_level: Annotated[
        str, Field(description="debug, info, warning or error.", pattern="^(debug|info|warning|error)$")
    ] = "warning"

    reading: Annotated[
        str,
        Field(description="open, or closed: only those with an account read.", pattern="^(open|closed)$"),
    ] = "open"
    reads_per_minute: Annotated[
        int, Field(description="Pages and answers that one account, or one address, gets a minute; 0: any.", ge=0)
    ] = 300
    writes_per_minute: Annotated[int, Field(description="Changes that it may make a minute; 0: any.", ge=0)] = 60
    sign_ins_per_minute: Annotated[
        int, Field(description="Attempts to sign in from one address a minute; 0: any.", ge=0)
    ] = 10
    trusted_proxies: Annotated[
        str,
        Field(description="Addresses or networks of reverse proxies whose X-Forwarded-For is believed, with commas."),
    ] = "127.0.0.1,::1"
    oidc_issuer: Annotated[
        str | None, Field(description="OpenID Connect provider to sign in at; empty: only with passwords.")
    ] = None
    oidc_client_id: Annotated[str | None, Field(description="Who Utblick is at the provider.")] = None
    oidc_client_secret: Annotated[SecretStr | None, Field(description="Its secret at the provider.")] = None

    @field_validator("trusted_proxies")
    @classmethod
    def _known_proxies(cls, given: str) -> str:
        for one in filter(None, (part.strip() for part in given.split(","))):
            ip_network(one, strict=False)  # "*" would let every reader say where she is
        return given

    @field_validator("data", "inbox")
    @classmethod
    def _from_home(cls, given: Path | None) -> Path | None:
        try:
            return given.expanduser() if given is not None else None
        except RuntimeError as error:  # ~nobody
            raise ValueError(f"{given} names a home folder that cannot be found") from error

    @property
    def store_url(self) -> str:
        """The address of the database."""
        if self.database_url:
            return self.database_url
        from sqlalchemy import URL

        # A folder may be called anything, also what means something in an address.
        return URL.create("sqlite", database=str((self.data / "utblick.sqlite3").resolve())).render_as_string()

    @property
    def kept_bytes_url(self) -> str:
        """Where bytes are kept."""
        return self.blobs_url or str((self.data / "blobs").resolve())

    @property
    def site_url(self) -> str:
        """The address readers reach the pages at, without a closing slash."""
        return (self.public_url or web_address(self.host, self.port)).rstrip("/")


def web_address(host: str, port: int) -> str:
    """Return where a browser on this machine finds what is served on `host`, a name or an address, and `port`."""
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - all addresses: one of them
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def read_settings() -> Settings:
    """Return the settings; raise Misconfigured naming the variable that is wrong."""
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = "_".join(str(part) for part in first["loc"]).upper()
        raise Misconfigured(f"setting UTBLICK_{name.removeprefix('UTBLICK_')}: {first['msg']}") from error
    except UnicodeDecodeError as error:
        raise Misconfigured(f"the file .env is not UTF-8 text: {error.reason} at byte {error.start}") from error


def settings_table() -> str:
    """Return all settings as the Markdown table of docs/settings.md."""
    rows = ["| Variable | Default | What it does |", "|---|---|---|"]
    for name, field in Settings.model_fields.items():
        default = "" if field.default in (None, "") else f"`{str(field.default).lower()}`"
        rows.append(f"| `UTBLICK_{name.upper()}` | {default} | {field.description} |")
    return "\n".join(rows)
