"""The addresses of every page, as one server has them."""

from typing import Any

from playwright.sync_api import Page, expect

from tests.integration.serving import Server


def public_pages(server: Server) -> list[str]:
    """Return the addresses of all pages that anybody can read, each kind in its states."""
    documents = _ids(server, "mentorskap")
    return [
        "/",
        "/sok",
        "/sok?q=skjutningar",
        "/sok?q=mentorskap&i=dokument",
        "/sok?q=mentorskap&i=dokument&sprak=sv&del=nordic",
        "/sok?q=zzzz&i=dokument&utmaning=gun_violence&fran=2025",
        "/sok?offset=x",
        "/utmaningar",
        "/utmaningar/gun_violence",
        "/atgarder/mentoring",
        "/atgarder/scared_straight",
        "/atgarder/group_violence_intervention",
        *(f"/dokument/{key}" for key in documents),
        "/jamfor",
        "/jamfor?atgard=mentoring&atgard=cctv&atgard=scared_straight",
        "/kunskapsluckor",
        "/kunskapsluckor?del=nordic",
        "/trender",
        "/nya-atgarder",
        "/kallor",
        "/kvalitet",
        "/om",
        "/om/sok",
        "/tillganglighet",
        "/logga-in",
        "/finns-inte",
    ]


def working_pages(server: Server) -> list[str]:
    """Return the addresses of the pages that somebody must sign in for; an administrator may open all."""
    first = _ids(server, "grannsamverkan")[0]
    return [
        "/granska",
        f"/dokument/{first}/ratta",
        "/atgarder/mentoring/bedom",
        "/bedomningar",
        "/nya-atgarder",
        "/logg",
        "/konto",
        "/konton",
    ]


def _ids(server: Server, question: str) -> list[str]:
    found: dict[str, Any] = server.get("documents", q=question)
    return [hit["document"]["id"] for hit in found["hits"]]


def sign_in(page: Page, email: str, password: str) -> None:
    """Sign in as somebody would."""
    page.goto("/logga-in")
    page.get_by_label("E-post").fill(email)
    page.get_by_label("Lösenord", exact=True).fill(password)
    page.get_by_role("main").get_by_role("button", name="Logga in").click()
    expect(page.get_by_role("button", name="Logga ut").first).to_be_attached()
