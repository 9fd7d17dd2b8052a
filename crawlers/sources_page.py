"""docs/sources.md, made from the register."""

from collections import Counter
from collections.abc import Iterable, Sequence

from kb.domain.facts import Mark
from kb.domain.sources import Show, Source, SourceKind

# Sweden and its neighbours first, as the reader's interest goes; a country that is not named here comes after them.
_COUNTRIES = {
    "SE": "Sweden", "NO": "Norway", "DK": "Denmark", "FI": "Finland", "EU": "European Union", "UK": "United Kingdom",
    "US": "United States", "CA": "Canada", "AU": "Australia", "UN": "United Nations",
}  # fmt: skip
_HOW = {
    SourceKind.FEED: "feed (RSS or Atom)",
    SourceKind.LISTING: "list of items",
    SourceKind.SITEMAP: "sitemap",
    SourceKind.WATCH: "one page, watched for changes",
    SourceKind.OAI_PMH: "OAI-PMH",
    SourceKind.OPENALEX: "OpenAlex API",
    SourceKind.CROSSREF: "Crossref API",
    SourceKind.EUROPE_PMC: "Europe PMC API",
    SourceKind.DOAJ: "DOAJ API",
    SourceKind.API: "an API of its own",
    SourceKind.FILES: "files for a person to fetch",
    SourceKind.NONE: "nothing to fetch by machine",
}
_SHOWN = {
    Show.TEXT: "its text",
    Show.EXCERPT: "a short excerpt",
    Show.METADATA: "title, names and address only",
}
_MARKS = {
    Mark.READ: "address seen on a public page",
    Mark.PAGE_READ_NO_FEED: "page seen, no feed found",
    Mark.SECOND_HAND: "address known second hand",
    Mark.UNVERIFIED: "address unverified",
}
_HEAD = """# Sources

What Utblick watches, how and how often, and on what terms. Made from the register, `crawlers/sources.toml`, by

    utblick source page > docs/sources.md

Change the register, never this page: a test compares the two. `utblick source new` enters a source, with a fixture
and a test that fails until somebody has filled them in; then the source is switched on by hand.

How to read the tables:

- **Source** leads to the address that is asked; an API or archive is asked below it. In brackets its languages and
  its id.
- **How and how often** is what we do at the most: a source is asked at most once an hour whatever stands here,
  robots.txt and `Retry-After` are obeyed, and what has not changed is not fetched again. "Assumed" means that
  nobody has seen the page behind the settings yet: the first crawl tells whether they fit.
- **Terms** are the licence, where we know it, and what somebody noted when looking at the source. Unknown means
  unknown, not free. What comes is kept whole, so that every claim leads back to its words; readers see what stands
  after "shown", with the title, the names and the address.
- **Expected** is a working expectation of how often something new comes. After so long with nothing new the source
  counts as silent, and administrators are told.
- **Address** says how it was come by. What is unverified stays marked until somebody has confirmed it.
"""


def sources_page(sources: Iterable[Source]) -> str:
    """Return the page in Markdown: the totals, then the sources by country, each in the order of the register."""
    every = list(sources)
    parts = [_HEAD, _totals(every)]
    for code in [*_COUNTRIES, *sorted({source.country for source in every} - set(_COUNTRIES))]:
        here = [source for source in every if source.country == code]
        if here:
            parts.append(_country(_COUNTRIES.get(code, code), here))
    return "\n".join(parts)


def _totals(sources: Sequence[Source]) -> str:
    collected = [source for source in sources if source.collected]
    ready = [source for source in sources if source.kind.collected and not source.enabled]
    kinds, shown = Counter(s.kind for s in collected), Counter(s.show for s in collected)
    lines = [
        "## Totals",
        "",
        f"{len(sources)} sources are known. {len(collected)} are collected; {len(ready)} could be and are not switched "
        f"on; {len(sources) - len(collected) - len(ready)} cannot be collected by machine, or not in a form we read.",
        "",
        "| Collected by | Sources |",
        "|---|---:|",
        *(f"| {_HOW[kind]} | {kinds[kind]} |" for kind in SourceKind if kinds[kind]),
        "",
        "| Of those collected | Sources |",
        "|---|---:|",
        f"| rest on an assumed layout or an unverified address | {sum(s.form.assumed for s in collected)} |",
        f"| have a known licence | {sum(s.licence is not None for s in collected)} |",
        *(f"| show readers {_SHOWN[show]} | {shown[show]} |" for show in Show if shown[show]),
        "",
    ]
    return "\n".join(lines)


def _country(name: str, sources: Sequence[Source]) -> str:
    collected = [source for source in sources if source.collected]
    others = [source for source in sources if not source.collected]
    lines = [f"## {name}", ""]
    if collected:
        lines += [
            "| Source | What comes | How and how often | Terms | Expected | Address |",
            "|---|---|---|---|---|---|",
            *(_row(_named(s), _cell(s.yields), _how(s), _terms(s), _expected(s), _address(s)) for s in collected),
            "",
        ]
    if others:
        lines += [
            "Known, not collected:",
            "",
            "| Source | What there is | Form | Terms | Address |",
            "|---|---|---|---|---|",
            *(_row(_named(s), _cell(s.yields), _form(s), _terms(s), _MARKS[s.mark]) for s in others),
            "",
        ]
    return "\n".join(lines)


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _named(source: Source) -> str:
    organisation = "" if source.organisation in source.name else f", {_cell(source.organisation)}"
    languages = "/".join(source.languages)
    # <…> keeps an address with brackets or blanks in it one link.
    return f"[{_cell(source.name)}](<{source.url}>){organisation} ({languages}; `{source.id}`)"


def _how(source: Source) -> str:
    hours = source.interval_h
    often = f"every {hours} h" if hours % 24 else "daily" if hours == 24 else f"every {hours // 24} days"
    said = [f"{_HOW[source.kind]}, {often}"]
    if source.form.pdf:
        said.append("with the PDF of an item")
    if source.form.only_field:
        said.append("only what has a word of the field")
    if source.form.assumed and source.mark is not Mark.UNVERIFIED:
        said.append("layout assumed")
    return "; ".join(said)


def _form(source: Source) -> str:
    return _HOW[source.kind] + (", not switched on" if source.kind.collected else "")


def _terms(source: Source) -> str:
    said = [f"licence {_cell(source.licence)}" if source.licence else "licence unknown"]
    if source.terms:
        said.append(f"noted: {_cell(source.terms)}")
    if source.collected:
        said.append(f"shown: {_SHOWN[source.show]}")
    return "; ".join(said)


def _expected(source: Source) -> str:
    return f"something new within {source.quiet_days} {'day' if source.quiet_days == 1 else 'days'}"


def _address(source: Source) -> str:
    assumed = ", settings assumed" if source.form.assumed and source.mark is Mark.UNVERIFIED else ""
    return _MARKS[source.mark] + assumed


def _cell(text: str) -> str:
    for mark in "\\|[]<>*_`":
        text = text.replace(mark, f"\\{mark}")
    return " ".join(text.split())
