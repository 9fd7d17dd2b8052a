"""Records of our own making for a whole server, some of them hostile, and the people who work with it."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from tests.integration.serving import Server, write_records

PASSWORD: Final = "en-mening-som-ingen-gissar"  # noqa: S105 - of people who do not exist
ANALYST, SECOND, EDITOR, ADMIN = (
    f"{name}@example.se" for name in ("anna.analytiker", "bo.analytiker", "eva.redaktor", "ada.admin")
)
PEOPLE: Final = {
    ANALYST: ("Anna Analytiker", "analyst"),
    SECOND: ("Bo Analytiker", "analyst"),
    EDITOR: ("Eva Redaktör", "editor"),
    ADMIN: ("Ada Admin", "admin"),
}

# A script that gets to run anywhere says so in the title of its window, or by a dialogue, both of which tests hear.
_SCRIPT = "<script>document.title='RAN';alert('RAN')</script>"
_HANDLER = "<img src=x onerror=\"document.title='RAN';alert('RAN')\">"
_SVG = "<svg onload=\"document.title='RAN'\"><a xlink:href=\"javascript:alert('RAN')\">klicka</a></svg>"
_MARKS = "\u202eesrever\u202c \u2066isolat\u2069 \u200f"
HOSTILE: Final[list[dict[str, Any]]] = [
    {
        "id": f"ont-{_SCRIPT}",
        "title": f"Mentorskap {_SCRIPT}{_HANDLER} mot ungdomsbrott {_MARKS}",
        "abstract": f"{_SVG} Mentorer träffade ungdomar som begått brott. {_HANDLER} </p></div></main>{_SCRIPT} "
        'Återfall i brott minskade. {{ 7 * 7 }} ${7*7} =HYPERLINK("http://127.0.0.1")',
        "authors": [_SCRIPT, _HANDLER, "=cmd|' /C calc'!A0"],
        "year": 2025,
        "lang": "sv",
        "url": "javascript:document.title='RAN'",
        "doi": f"10.1234/{_HANDLER}",
        "type": _SVG,
        "terms": [_SCRIPT, "\" onmouseover=\"document.title='RAN'"],
    },
    {
        "id": "ont-langt",
        "title": "Skjutningar i gängmiljö och mentorskap för unga "
        + "lång titel " * 170,  # nearly the longest that is taken in
        "abstract": "Skjutningarna minskade i området.",
        "year": 2025,
        "lang": "sv",
        "url": "data:text/html,<script>alert('RAN')</script>",
    },
    {
        "id": "ont-ett-ord",
        "title": "Skjutningar" + "x" * 1_900,
        "abstract": "Kameror och skjutningar. " + "y" * 20_000,
        "year": 2024,
        "lang": "sv",
        "url": "https://example.se/\"><script>alert('RAN')</script>",
    },
]


def _study(key: str, language: str, year: int, title: str, abstract: str, **more: object) -> dict[str, Any]:
    return {"id": key, "lang": language, "year": year, "title": title, "abstract": abstract} | more


RECORDS: Final[list[dict[str, Any]]] = [
    _study(
        "skjut-1", "sv", 2023, "Fokuserad avskräckning mot skjutningar i tre påhittade städer",
        "Vi utvärderade Sluta skjut med en kvasiexperimentell design och matchade jämförelseområden. Skjutningarna "
        "minskade med 20 procent mer än i jämförelseområdena, en statistiskt säkerställd skillnad.",
    ),
    _study(
        "skjut-2", "en", 2021, "Focused deterrence and gun violence: a randomised controlled trial in a made-up city",
        "Gang members were randomly assigned to group violence intervention or to services as usual (n = 412). "
        "Shootings fell significantly (odds ratio 0.62, 95% CI 0.45 to 0.85).",
    ),
    _study(
        "skjut-3", "en", 2019, "Group violence intervention: a quasi-experiment with matched comparison areas",
        "Gun homicides were compared in matched areas before and after focused deterrence. Gun violence decreased "
        "significantly (OR 0.78, 95% CI 0.61 to 0.99) in the treatment areas.",
    ),
    _study(
        "mentor-1", "sv", 2022, "Mentorskap för ungdomar som riskerar att begå brott: en kontrollerad utvärdering",
        "En utvärdering av ett mentorprogram med jämförelsegrupp. Ungdomar med mentor begick färre brott än "
        "jämförelsegruppen efter ett år. Deltagarna var mellan 13 och 17 år.",
    ),
    _study(
        "mentor-2", "en", 2018, "Mentoring and youth offending: a randomised controlled trial",
        "Young people at risk of offending were randomly assigned to a mentor or to services as usual. After two "
        "years the mentoring group had been arrested less often (risk ratio 0.81, 95% CI 0.70 to 0.94).",
    ),
    _study(
        "mentor-3", "nb", 2020, "Mentorordning for unge lovbrytere: en kvalitativ studie",
        "Vi intervjuet tjue ungdommer og deres mentorer om mentorordningen og kriminalitet.",
    ),
    _study(
        "kamera-1", "en", 2017, "CCTV in car parks: an evaluation with comparison areas",
        "Closed-circuit television cameras were installed in car parks. Vehicle crime fell by 26 percent compared "
        "with comparison areas in this quasi-experimental study.",
    ),
    _study(
        "kamera-2", "da", 2022, "Kameraovervågning og vold i nattelivet",
        "Vi sammenlignede vold i områder med og uden kameraovervågning før og efter. Der var ingen forskel.",
    ),
    _study(
        "inbrott-1", "sv", 2021, "Grannsamverkan och bostadsinbrott i påhittade villaområden",
        "Vi jämförde anmälda bostadsinbrott före och efter att grannsamverkan infördes. Inbrotten minskade mer där "
        "grannsamverkan fanns än i kontrollområdena.",
    ),
    _study(
        "inbrott-2", "en", 2020, "Street lighting and burglary: evidence from a stepped-wedge study",
        "Improved street lighting was followed by fewer burglaries and less fear of crime at night.",
    ),
    _study(
        "vald-1", "sv", 2024, "Kontaktförbud med elektronisk övervakning vid våld i nära relationer",
        "En före- och eftermätning av upprepat våld i nära relationer. Andelen som utsattes på nytt minskade.",
    ),
    _study(
        "vald-2", "en", 2016, "Programmes for perpetrators of domestic violence: a systematic review",
        "We searched ten databases and included 17 trials of perpetrator programmes. Effects on repeat domestic "
        "violence were small and not significant.",
    ),
    _study(
        "skola-1", "sv", 2020, "Mobbning och skolnärvaro: ett antimobbningsprogram i grundskolan",
        "En klusterrandomiserad studie av ett antimobbningsprogram i grundskolan. Mobbningen minskade.",
    ),
    _study(
        "scared-1", "en", 2013, "Scared Straight: a randomised trial of prison visits for young people",
        "Juveniles were randomly assigned to a prison visit or to no programme. Reoffending increased in the "
        "programme group (odds ratio 1.68, 95% CI 1.20 to 2.36).",
    ),
    _study(
        "avhopp-1", "sv", 2023, "Avhopparverksamhet i kommuner: en processutvärdering",
        "Vi beskriver hur stöd till avhoppare från kriminella gäng har införts i sex kommuner.",
    ),
    _study(
        "bedrag-1", "en", 2025, "Warnings in online banking and fraud against older people",
        "Banks showed warnings to customers aged 65 or older. Losses to fraud decreased in the group with warnings.",
    ),
    _study(
        "hav-1", "en", 2017, "Plankton and cold-water corals of a made-up sea",
        "Marine biologists sampled plankton at forty stations and describe the growth of coral reefs.",
    ),
    *(
        _study(
            f"signal-{number}", "sv", 2026, f"Nytt arbetssätt mot rekrytering av barn, del {number}",
            f"Kommunen prövar ett nytt arbetssätt i omgång {number} för att motverka att barn rekryteras till "
            "kriminella nätverk. Skola, socialtjänst och polis samverkar.",
        )
        for number in range(1, 9)
    ),
]  # fmt: skip


def world(folder: Path, records: Sequence[Mapping[str, Any]] = (*RECORDS, *HOSTILE)) -> Iterator[Server]:
    """Start a server with the records read and indexed and the people added; stop it at the end."""
    server = Server(folder / "data")
    file = write_records(folder / "records.jsonl", *records)
    too_long = write_records(
        folder / "too_long.jsonl", {"id": "ont-1mb", "title": "lång " * 200_000, "abstract": "Rån."}
    )
    refused = server.run("import", str(too_long))
    assert refused.code == 1
    assert "line 1: the title is longer than 2,000 characters" in refused.err, refused.err
    imported = server.run("import", str(file), "--json")
    assert imported.json()["new"] == len(records), imported.err
    for email, (name, role) in PEOPLE.items():
        added = server.run("user", "add", email, "--name", name, "--role", role, "--password-stdin", typed=PASSWORD)
        assert added.code == 0, added.err
    server.start()
    server.wait_until_done(len(records))
    yield server
    if server.running:
        server.stop()
