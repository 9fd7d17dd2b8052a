"""A new source: its entry in the register, an empty fixture, and a test that fails until it is filled in."""

import json
import re
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

from crawlers.register import read_register
from kb.domain.addresses import address_key, canonical_address
from kb.domain.sources import SourceKind
from kb.errors import InputError, Misconfigured

FIXTURES = Path("tests") / "fixtures" / "sources"
EXPECTED = "expected.json"
FILL_IN = "fill_in"  # the key of an expected.json that nobody has filled in yet

_INTERVAL_H = {SourceKind.FEED: 6, SourceKind.WATCH: 72}
_FEED = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0">
  <channel>
    <title>{name}</title>
    <link>{url}</link>
    <description></description>
  </channel>
</rss>
"""
_SITEMAP = """<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
</urlset>
"""
_PAGE = """<!DOCTYPE html>
<html lang="{language}">
<head><meta charset="utf-8"><title>{name}</title></head>
<body>
<main>
<h1>{name}</h1>
</main>
</body>
</html>
"""
_OAI = """<?xml version="1.0" encoding="UTF-8"?>
<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/">
  <responseDate>2026-01-01T00:00:00Z</responseDate>
  <request verb="ListRecords" metadataPrefix="oai_dc">{url}</request>
  <ListRecords>
  </ListRecords>
</OAI-PMH>
"""
_ANSWERS = {
    SourceKind.OPENALEX: {"meta": {"count": 0, "per_page": 200, "next_cursor": None}, "results": []},
    SourceKind.CROSSREF: {"status": "ok", "message-type": "work-list", "message": {"total-results": 0, "items": []}},
    SourceKind.EUROPE_PMC: {"version": "6.9", "hitCount": 0, "resultList": {"result": []}},
    SourceKind.DOAJ: {"total": 0, "page": 1, "pageSize": 100, "results": []},
}
# The files of a fixture, by kind: what the source answers first, then what it leads to.
FILES: dict[SourceKind, dict[str, str]] = {
    SourceKind.FEED: {"feed.xml": _FEED},
    SourceKind.LISTING: {"listing.html": _PAGE, "item.html": _PAGE},
    SourceKind.SITEMAP: {"sitemap.xml": _SITEMAP, "item.html": _PAGE},
    SourceKind.WATCH: {"page.html": _PAGE},
    SourceKind.OAI_PMH: {"answer.xml": _OAI},
    # Braces doubled, because names and addresses are put in where single ones stand.
    **{
        kind: {"answer.json": re.sub(r"([{}])", r"\1\1", json.dumps(answer, indent=1)) + "\n"}
        for kind, answer in _ANSWERS.items()
    },
}


def new_source(
    root: Path,
    id: str,  # noqa: A002  what the register calls it
    kind: SourceKind,
    url: str,
    name: str,
    *,
    organisation: str | None = None,
    country: str = "SE",
    languages: Sequence[str] = ("sv",),
    yields: str = "not described yet",
    links: str | None = None,
) -> list[Path]:
    """Return the files that were written in the working copy at `root`: the register first, then the fixture's.

    The entry is not enabled, and its layout counts as assumed. Its test fails until the fixture holds what the source
    answers and expected.json what should be read of it. `links` None: items of a list stand below its own path.
    Raises InputError, and writes nothing, for an id or address that exists, for one that cannot be used, and for a
    folder that is no working copy.
    """
    register = root / "crawlers" / "sources.toml"
    if not register.is_file():
        raise InputError(f"{root} is not a working copy of Utblick: it has no crawlers/sources.toml")
    if kind not in FILES:
        raise InputError(f"a source of the kind {kind} is not collected; the kinds are {', '.join(FILES)}")
    _check_address(url)
    _check_new(register, id, url)
    folder = root / FIXTURES / id
    if folder.exists():
        raise InputError(f"{folder} exists already")
    organisation = organisation or name
    trial = _with_entry(register, _entry(id, kind, url, name, organisation, country, languages, yields, links))
    said = {"name": _plain(name), "url": _plain(url), "language": languages[0]}
    contents = {file: skeleton.format(**said) for file, skeleton in FILES[kind].items()}
    contents[EXPECTED] = _to_fill_in(id, kind, url)
    folder.mkdir(parents=True)
    for file, content in contents.items():
        (folder / file).write_text(content.rstrip("\n") + "\n", encoding="utf-8")
    trial.replace(register)
    return [register, *(folder / file for file in contents)]


def _check_address(url: str) -> None:
    parts = urlsplit(url) if canonical_address(url) else None
    if parts is None or not url.isprintable() or not url.startswith(("https://", "http://")) or re.search(r"\s", url):
        raise InputError(f"{url!r} is not a web address (https://…)")
    if parts.username is not None or parts.password is not None:
        raise InputError("an address with a user name or password in it cannot stand in the register")
    host = parts.hostname or ""
    if "." not in host.strip(".") or host.rstrip(".").rsplit(".", 1)[1].isdigit() or ":" in host:
        raise InputError(f"{host!r} is no name of a public site")


def _check_new(register: Path, source_id: str, url: str) -> None:
    known = read_register(register)
    if source_id in known:
        raise InputError(f"there is a source {source_id!r} already")
    same = next((source for source in known.values() if _key(source.url) == _key(url)), None)
    if same is not None:
        raise InputError(f"{url} is the address of the source {same.id!r} already")


def _with_entry(register: Path, entry: str) -> Path:
    """Return a file beside the register, with the entry at its end; raise InputError when that would not be valid."""
    trial = register.with_name(f".{register.name}.new")
    text = register.read_text(encoding="utf-8").rstrip("\n") + "\n\n" + entry
    try:
        trial.write_text(text, encoding="utf-8")
        read_register(trial)
    except Misconfigured as error:
        trial.unlink()
        raise InputError(f"the source cannot be entered: {str(error).partition('), ')[2] or error}") from error
    except UnicodeError as error:
        trial.unlink()
        raise InputError("the source cannot be entered: its name or another text is not valid UTF-8") from error
    return trial


def _to_fill_in(source_id: str, kind: SourceKind, url: str) -> str:
    what = (
        f"save what {url} answers as {', '.join(FILES[kind])}, run "
        f"`python -m tests.unit.crawlers.test_source_fixtures --write {source_id}`, and read what it wrote here"
    )
    return json.dumps({FILL_IN: what}, ensure_ascii=False, indent=2)


def _key(url: str) -> str:
    return address_key(canonical_address(url) or url)


def _entry(
    source_id: str,
    kind: SourceKind,
    url: str,
    name: str,
    organisation: str,
    country: str,
    languages: Sequence[str],
    yields: str,
    links: str | None,
) -> str:
    form: dict[str, object] = {}
    if kind in (SourceKind.LISTING, SourceKind.SITEMAP):
        form["links"] = links or "^" + re.escape(urlsplit(url).path.rstrip("/")) + "/[^?]+"
    if kind in (SourceKind.LISTING, SourceKind.WATCH):
        form["area"] = "main"
    form["assumed"] = True
    fields: dict[str, object] = {
        "id": source_id,
        "name": name,
        "organisation": organisation,
        "country": country,
        "languages": list(languages),
        "kind": kind.value,
        "url": url,
        "mark": "unverified",
        "terms": "",
        "yields": yields,
        "enabled": False,
        "interval_h": _INTERVAL_H.get(kind, 24),
        "show": "excerpt",
        "quiet_days": 90,
    }
    lines = [f"{key} = {_toml(value)}" for key, value in fields.items()]
    lines += ["[source.form]", *(f"{key} = {_toml(value)}" for key, value in form.items())]
    return "\n".join(["[[source]]", *lines]) + "\n"


def _toml(value: object) -> str:
    # What JSON says of text, numbers, lists and truth is TOML as well, but for one control character.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _plain(text: str) -> str:
    """Return text that is safe between two tags of HTML and XML."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
