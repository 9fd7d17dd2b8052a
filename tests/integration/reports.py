"""Pages, lists and PDFs of a made-up publisher, and what a crawl of them came to."""

from crawlers.collect import Crawler, SourceReport
from kb.domain.sources import Form
from kb.store import Store
from kb.store.tables import DocumentRow

FORM = Form(links=r"^/rapporter/\d+$", area="main", next_page="a.next", turns=3, pdf='a[href$=".pdf"]')
WORDS = (
    "Kommunen prövade fler vuxna i rörelse på kvällarna under ett år. Polisen räknade anmälda misshandelsbrott före "
    "och efter, och de minskade mer än i kommundelen bredvid. Rapporten är påhittad för ett test. "
)


def page(number: int, more: str = "", pdf: bool = False) -> bytes:
    link = f'<p><a href="/filer/{number}.pdf">Hela rapporten</a></p>' if pdf else ""
    return (
        f'<html lang="sv"><head><title>Rapport {number} om kvällsvandring</title>'
        f'<meta property="article:published_time" content="2026-01-{1 + number % 28:02d}"></head>'
        f"<body><nav><a href='/rapporter/9999'>Meny</a></nav><main><article><h1>Rapport {number} om kvällsvandring"
        f"</h1><p>Område {number}. {WORDS}{more}</p><p>{WORDS}</p>{link}</article></main></body></html>"
    ).encode()


def listing(numbers: range, following: str | None = None) -> bytes:
    links = "".join(f'<li><a href="/rapporter/{number}">Rapport {number}</a></li>' for number in numbers)
    turn = f'<a class="next" href="{following}">Nästa</a>' if following else ""
    menu = "<nav><a href='/rapporter/9999'>Meny</a></nav>"
    return f"<html><body>{menu}<main><ul>{links}</ul>{turn}</main></body></html>".encode()


def pdf(words: str) -> bytes:
    """Return a PDF of one page with these words."""
    stream = f"BT /F1 12 Tf 72 720 Td ({words}) Tj ET".encode("latin-1")
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
        b"/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
    ]
    body, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, start=1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return body + b"xref\n0 5\n0000000000 65535 f \n%strailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        table,
        len(body),
    )


def titles(store: Store) -> list[str]:
    with store.reading() as session:
        return sorted(row.title for row in session.query(DocumentRow))


def crawl(crawler: Crawler, key: str) -> SourceReport:
    [report] = crawler.crawl([key])
    return report
