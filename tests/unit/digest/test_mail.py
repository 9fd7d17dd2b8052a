"""The mail itself: what a reader and a mail program get."""

from datetime import timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from html.parser import HTMLParser

from digest.mail import Mail, Writer
from digest.planning import draft_mail, drafts
from digest.weeks import parse_week
from kb.domain.documents import DocumentId
from tests.unit.digest.newsroom import MONDAY_AFTER, SCHOOL, SHOOTINGS, TUESDAY, Newsroom, writer

WEEK = parse_week("2026-W47")


class Page(HTMLParser):
    """The tags and addresses of an HTML mail."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value or "" for name, value in attrs if name in {"href", "src"}]
        assert not [name for name, _ in attrs if name.startswith("on")]

    def handle_data(self, data: str) -> None:
        self.text += data


def mail_of(newsroom: Newsroom, by: Writer | None = None) -> Mail:
    by = by or writer()
    with newsroom.store.reading() as session:
        found = drafts(session, WEEK, by, MONDAY_AFTER).drafts
    return draft_mail(found[0], by, MONDAY_AFTER)


def received(mail: Mail) -> EmailMessage:
    message = message_from_bytes(mail.message.as_bytes(), policy=default)
    assert isinstance(message, EmailMessage)
    return message


def part(message: EmailMessage, kind: str) -> str:
    body = message.get_body((kind,))
    assert body is not None
    content = body.get_content()
    assert isinstance(content, str)
    return content


def test_a_mail_is_plain_text_and_html_with_all_headers_a_mail_needs(newsroom: Newsroom) -> None:
    newsroom.joins()
    newsroom.tells()

    message = received(mail_of(newsroom))

    assert message.get_content_type() == "multipart/alternative"
    assert message["Subject"] == "Utblick vecka 47: 1 nytt dokument"
    assert message["To"] == "anna.ek@kommun.example"
    assert message["From"] == "Utblick <utblick@utblick.example>"
    assert message["Message-ID"].startswith("<utblick.2026-W47.")
    assert message["Date"].datetime == MONDAY_AFTER
    assert message["List-Unsubscribe"] == "<mailto:utblick@utblick.example?subject=avsluta>"
    assert "vecka 47, 16–22 november 2026" in part(message, "plain")
    assert "Skjutningar i kriminell miljö" in part(message, "html")


def test_the_same_digest_is_the_same_bytes_every_time(newsroom: Newsroom) -> None:
    newsroom.joins()
    newsroom.tells()

    assert mail_of(newsroom).message.as_bytes() == mail_of(newsroom).message.as_bytes()


def test_message_ids_differ_between_weeks_and_between_subscribers(newsroom: Newsroom) -> None:
    one, other = newsroom.joins(), newsroom.joins("bo@kommun.example")
    by = writer()

    ids = {by.message_id(s, parse_week(w)) for s in (one, other) for w in ("2026-W47", "2026-W48")}

    assert len(ids) == 4
    assert not any("anna" in message_id for message_id in ids)


def test_without_an_address_that_answers_reach_none_is_given(newsroom: Newsroom) -> None:
    newsroom.joins()
    newsroom.tells()

    message = received(mail_of(newsroom, writer("utblick@localhost")))

    assert message["List-Unsubscribe"] is None
    assert "avsluta" not in part(message, "plain")
    assert "mailto:" not in part(message, "html")


def test_plain_text_is_wrapped_at_72_and_only_addresses_are_longer(newsroom: Newsroom) -> None:
    newsroom.joins(challenges=(SHOOTINGS, SCHOOL))
    document = newsroom.finds("Långa ord som " + "samhällsplanering och trygghetsskapande " * 6)
    newsroom.reads(document, {SHOOTINGS: "skjutningar", SCHOOL: "skolan"}, measures=("prison_visits",))

    lines = mail_of(newsroom).text.splitlines()

    assert not [line for line in lines if len(line) > 72 and "://" not in line]
    assert not [line for line in lines if line != line.rstrip()]


def test_a_hostile_title_makes_neither_header_nor_markup_nor_line(newsroom: Newsroom) -> None:
    newsroom.joins()
    evil = "Hej\r\nBcc: x@evil.example\r\n\r\n<script>alert(1)</script>"
    evil += '<img src="https://evil.example/p.gif"> {{ 7*7 }} "\' '
    document = newsroom.finds(evil, text="\r\n.\r\nRCPT TO:<x@evil.example>\r\n<b onclick=x()>skjutningar</b>")
    newsroom.reads(document, {SHOOTINGS: "<b onclick=x()>skjutningar</b>"})

    mail = mail_of(newsroom)
    message = received(mail)
    page = Page(part(message, "html"))

    assert message["Bcc"] is None
    assert [str(value) for value in message.get_all("To", [])] == ["anna.ek@kommun.example"]
    assert not {"script", "img", "b", "link", "style", "iframe"} & set(page.tags)
    assert not [link for link in page.links if "evil" in link]
    assert "<script>alert(1)</script>" in page.text
    assert "{{ 7*7 }}" in page.text
    assert not [line for line in mail.text.splitlines() if line.startswith(("Bcc", ".", "RCPT"))]


def test_the_html_fetches_nothing_and_links_only_to_pages_and_mail(newsroom: Newsroom) -> None:
    newsroom.joins()
    document = newsroom.finds()
    newsroom.reads(document, {SHOOTINGS: "skjutningar"}, measures=("prison_visits",))

    page = Page(mail_of(newsroom).html)

    assert not {"img", "link", "script", "style", "iframe", "object"} & set(page.tags)
    assert {link.split(":")[0] for link in page.links} == {"https", "mailto"}
    assert "https://portal.example/prison_visits?a=1&b=2" in page.links
    assert "Harmful <b>" in page.text


def test_documents_found_earlier_are_said_to_be(newsroom: Newsroom) -> None:
    newsroom.joins()
    newsroom.tells(at=TUESDAY - timedelta(days=14))
    newsroom.tells()

    assert "Ett av dem hittades före den här veckan" in " ".join(mail_of(newsroom).text.split())


def test_a_long_digest_tells_the_first_in_full_and_leaves_none_out(newsroom: Newsroom) -> None:
    newsroom.joins()
    documents: list[DocumentId] = [newsroom.tells() for _ in range(25)]

    mail = mail_of(newsroom)

    assert "25 nya dokument" in mail.subject
    assert "Fler dokument om samma utmaning:" in mail.text
    assert mail.text.count("Läs i Utblick:") == 10
    assert mail.text.count("Därför är dokumentet med:") == 25
    for document in documents:
        assert f"/dokument/{document}" in mail.text
        assert f"/dokument/{document}" in mail.html


def test_headings_of_the_html_go_down_one_step_at_a_time(newsroom: Newsroom) -> None:
    newsroom.joins()
    newsroom.tells()

    tags = [tag for tag in Page(mail_of(newsroom).html).tags if tag in {"h1", "h2", "h3", "h4"}]

    assert tags == ["h1", "h2", "h3"]


def test_what_is_told_in_short_keeps_its_reason_and_its_warnings(newsroom: Newsroom) -> None:
    newsroom.joins()
    for _ in range(11):
        document = newsroom.finds()
        newsroom.reads(document, {SHOOTINGS: "skjutningar"}, measures=("prison_visits", "mentors"))

    mail = mail_of(newsroom)
    short, short_html = mail.text.split("Fler dokument")[1], mail.html.split("Fler dokument")[1]

    assert "Därför är dokumentet med: Skjutningar i kriminell miljö:" in short
    for words in ("Därför är dokumentet med", "”skjutningar”", "Varning!", "Skadlig enligt", "Omstridd: enligt Gamma"):
        assert words in " ".join(short.split())
        assert words in " ".join(Page(short_html).text.split())


def test_a_measure_that_nobody_has_confirmed_says_so(newsroom: Newsroom) -> None:
    newsroom.joins()
    document = newsroom.finds()
    newsroom.reads(document, {SHOOTINGS: "skjutningar"}, measures=("heard_of", "mentors"))

    mail = mail_of(newsroom)

    for text in (mail.text, Page(mail.html).text):
        assert "Hörsägen (obekräftad)" in text
        assert "Mentorer för unga (" not in text


def test_only_a_portals_own_words_stand_in_quotation_marks(newsroom: Newsroom) -> None:
    newsroom.joins()
    document = newsroom.finds()
    newsroom.reads(document, {SHOOTINGS: "skjutningar"}, measures=("prison_visits", "heard_of"))

    mail = mail_of(newsroom)

    for text in (" ".join(mail.text.split()), " ".join(Page(mail.html).text.split())):
        assert "Skadlig enligt Beta: ”Harmful <b>”." in text
        assert "Skadlig enligt SBU: Increases crime (återgivet på engelska)." in text
        assert "Ingen effekt funnen enligt Ungsinn: ”Evidensnivå 0”." in text
    assert '<span lang="nb">”Evidensnivå 0”</span>' in mail.html
