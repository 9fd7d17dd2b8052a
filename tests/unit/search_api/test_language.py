"""Pages in Swedish and English: addresses, and that no text is left untranslated."""

from importlib import resources

import pytest
from babel.messages.extract import extract_from_dir
from fastapi.testclient import TestClient
from jinja2 import Environment, nodes

from kb.domain import swedish
from kb.domain.health import VERDICT_SV
from search_api.language import plurals, translations

_METHODS = [("templates/**.html", "jinja2.ext:babel_extract"), ("**.py", "python")]
_KEYWORDS = {
    "_": None, "gettext": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2), "marked": None, "plural": (2, 3),
}  # fmt: skip
# Words of tables below the pages, translated when they are looked up.
_TABLES = (swedish.DESIGN, swedish.DIRECTION, swedish.WARNING, swedish.MARK, VERDICT_SV)


def _texts() -> list[tuple[str, tuple[str, ...], str | None]]:
    """Return every text that is marked for translation: the file it stands in, its forms, its context."""
    below = [("kb", (word,), None) for table in _TABLES for word in table.values()]
    return [*_marked(), *_plurals(), *below]


def _plurals() -> list[tuple[str, tuple[str, ...], str | None]]:
    """Return the two forms that the templates' filter `plural` is given."""
    found: list[tuple[str, tuple[str, ...], str | None]] = []
    for file in sorted((resources.files("search_api") / "templates").iterdir(), key=lambda one: one.name):
        tree = Environment(extensions=["jinja2.ext.i18n"], autoescape=True).parse(file.read_text(encoding="utf-8"))
        for used in tree.find_all(nodes.Filter):
            if used.name == "plural":
                found.append((file.name, tuple(form.as_const() for form in used.args), None))
    return found


def _marked() -> list[tuple[str, tuple[str, ...], str | None]]:
    options = {"templates/**.html": {"trimmed": "true", "silent": "false"}}
    folder = str(resources.files("search_api"))
    found = extract_from_dir(folder, _METHODS, options_map=options, keywords=_KEYWORDS)
    return [
        (name, (message,) if isinstance(message, str) else tuple(message), context)
        for name, _, message, _, context in found
        if message
    ]


def test_every_text_of_the_pages_has_its_english() -> None:
    missing = [
        (name, forms)
        for name, forms, context in _texts()
        if (forms[0] not in plurals() if len(forms) == 2 else (forms[0], context) not in translations())
    ]
    assert not missing


def test_no_translation_is_left_of_a_text_that_is_gone() -> None:
    used = {forms[0] for _, forms, _ in _texts()}
    assert used
    assert not [text for text, _ in translations() if text not in used]


def test_the_language_stands_in_the_address(client: TestClient) -> None:
    assert '<html lang="sv">' in client.get("/om").text
    english = client.get("/en/om").text
    assert '<html lang="en">' in english
    assert 'href="/en/sok"' in english
    assert 'href="/om" lang="sv"' in english
    assert client.get("/en").status_code == 200


def test_the_other_language_shows_the_same_search(client: TestClient) -> None:
    page = client.get("/en/sok?q=mentor&i=dokument").text
    assert 'href="/sok?q=mentor&amp;i=dokument" lang="sv"' in page


@pytest.mark.parametrize("path", ["/en/api/v1/status", "/english/om", "/en/en/om"])
def test_what_only_looks_like_a_language_is_not_there(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404
