"""Riksdagens öppna data: a list of documents as JSON (data.riksdagen.se/dokumentlista, documented at
https://www.riksdagen.se/sv/dokument-och-lagar/riksdagens-oppna-data/dokument/).

Each document has `dokument_url_html`, an address without scheme. The list is sorted by date, newest first.
"""

import json
from urllib.parse import urljoin, urlsplit

from kb.domain.addresses import canonical_address
from kb.errors import InputError, SourceChanged


def find_links(content: bytes, address: str) -> list[str]:
    """Return the addresses of the documents in the list, in its order; raise SourceChanged when there are none."""
    try:
        found = json.loads(content.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError) as error:
        raise InputError(f"{address} is broken JSON") from error
    listed = found.get("dokumentlista") if isinstance(found, dict) else None
    documents = listed.get("dokument") if isinstance(listed, dict) else None
    links = []
    for document in documents if isinstance(documents, list) else ():
        said = document.get("dokument_url_html") if isinstance(document, dict) else None
        try:
            link = canonical_address(urljoin(address, said)) if isinstance(said, str) else None
        except ValueError:
            continue
        if link and urlsplit(link).hostname == urlsplit(address).hostname:
            links.append(link)
    if not links:
        raise SourceChanged(f"there is no document in the list at {address}")
    return links
