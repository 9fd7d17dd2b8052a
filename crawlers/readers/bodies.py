"""A large feed made light: its texts are taken out before feedparser sees it, and put back afterwards.

feedparser calls Python for every tag, entity and stray `&`: 15 MiB of them take 5 to 30 s, where 2 s are the limit.
It is given the structure only, which is small, with a mark in the place of each text. What is still too much is left
out or refused here, by name, before anything slow begins.
"""

import re
from contextlib import suppress
from dataclasses import dataclass, field

from crawlers.readers.markup import plain_text
from crawlers.readers.reading import Refusal
from kb.errors import InputError

LIGHT = 128 * 1024  # bytes: of so little nothing takes long, and feedparser reads it as it is
_MOST_OF_AN_ITEM = 64 * 1024  # bytes beside its texts
_MOST_BYTES = 4 << 20  # of all items, beside their texts
MOST_TEXT = 8 << 20  # of all texts, as `weight` counts them: they are read in a second
_MOST_SIGNS = 1_200  # tags and entities of an item, beside its texts
_MOST_SIGNS_IN_ALL = 45_000  # feedparser takes about 12 µs for each, 30 where the feed is not well-formed
_MOST_PIECES = 60_000  # comments, instructions, texts
_SHORT = 200
_TEXTS = (
    rb"(?:\w+:)?(?:description|encoded|summary|subtitle|tagline|fullitem|title|Seq)|(?:atom\w*:|a10:)?content|"
    rb"(?:xhtml:)?body|media:text"
)
_PIECE = re.compile(
    rb"(?P<comment><!--)|(?P<data><!\[CDATA\[)|(?P<instruction><\?)|<(?P<item>(?:\w+:)?(?:item|entry))(?=[\s/>])"
    rb"|<(?P<text>" + _TEXTS + rb")(?P<said>\s[^<>]*)?>"
)
_ITEM_END = re.compile(rb"</(?:\w+:)?(?:item|entry)\s*>")
_ITEM = re.compile(rb"<(?:\w+:)?(?:item|entry)[\s/>]")
# Elements that nothing of ours is read from, and that podcasts have a dozen of in each item.
_BESIDE = re.compile(
    rb"<enclosure\s[^<>]*/>|<((?:media(?!:(?:title|description|text)\b)|podcast|googleplay|slash|wfw|thr|georss|geo|gml|gd|sy|yt|psc|openSearch|"
    rb"itunes(?=:(?:image|duration|explicit|episode|season|block|order|title|isClosed|owner|new)))"
    rb":[\w.-]+)(?:\s[^<>]*)?(?:/>|>[^<]*</\1\s*>)"
)
_MARK = "utblick-text-{}-of-the-feed"
_MARKED = re.compile(r"utblick-text-(\d{1,6})-of-the-feed")
_DATA = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
_TAG = re.compile(r"</?[A-Za-z]")
_NUMBER = re.compile(r"&#([xX][0-9a-fA-F]{1,6}|\d{1,7});")
_WINDOWS = re.compile("[\x80-\x9f]")


@dataclass(frozen=True, slots=True)
class Light:
    """A feed without its texts. `items` counts those in it, `cut` those that were left out at the end."""

    data: bytes = b""
    items: int = 0
    cut: int = 0
    texts: list[str | InputError] = field(default_factory=list)

    def length(self, value: str) -> int:
        """Return the length of a text as it stands in the feed, also of one that was taken out."""
        place = self._place(value)
        text = value if place is None else self.texts[place]
        return len(text) if isinstance(text, str) else 0

    def words(self, value: str, *, plain: bool) -> str | None:
        """Return the words of the text whose mark `value` is, or None when it is none; raise what is wrong with it."""
        place = self._place(value)
        if place is None:
            return None
        text = self.texts[place]
        if isinstance(text, InputError):
            raise text
        return _words(text, plain)

    def _place(self, value: str) -> int | None:
        marked = _MARKED.fullmatch(value.strip()) if self.texts else None
        place = int(marked.group(1)) if marked else None
        return place if place is not None and place < len(self.texts) else None

    @property
    def refusals(self) -> list[Refusal]:
        """The refusal that tells of the items left out, if any were."""
        why = f"{self.cut} more than are read of one feed"
        return [Refusal(f"items after {self.items}", why)] if self.cut else []


def weight(text: str) -> int:
    """Return how much it takes to read a text: its length, and more for each of its tags and entities."""
    return len(text) + 12 * text.count("<") + 4 * text.count("&") + 8 * text.count("&lt;")


def lightened(data: bytes, most_items: int, *, share: float = 1.0) -> Light:
    """Return the feed (UTF-8) with at most `most_items` items, and with marks for its texts where it is large.

    `share` of the usual amount is taken of a large feed: less is read in the time where it is not well-formed.

    Raises InputError when it ends in the middle, or holds so many elements beside its texts that reading it could
    take minutes.
    """
    if len(data) > LIGHT:
        return _Lightening(data, most_items, share).done()
    starts = [found.start() for found in _ITEM.finditer(data)]
    if len(starts) <= most_items:
        return Light(data, len(starts))
    return Light(data[: starts[most_items]] + _tail(data, starts[-1]), most_items, len(starts) - most_items)


def _tail(data: bytes, last: int) -> bytes:
    """Return what follows the last item, which begins at `last`: the feed's own end."""
    ends = [found.end() for found in _ITEM_END.finditer(data, last)]
    return data[ends[-1] :] if ends and len(data) - ends[-1] < 4096 else b""


class _Lightening:
    def __init__(self, data: bytes, most_items: int, share: float) -> None:
        self._data, self._most, self._share = data, most_items, share
        self._texts: list[str | InputError] = []
        self._taken: list[bytes] = []  # head and items that are done
        self._open: list[bytes] = []  # the pieces of the one that is being read
        self._name: bytes | None = None  # its tag; None is the head
        self._said: set[bytes] = set()  # its texts
        self._items = self._bytes = self._signs = self._pieces = self._length = 0

    def done(self) -> Light:
        data, place = self._data, 0
        while found := _PIECE.search(data, place):
            self._open.append(data[place : found.start()])
            self._pieces += 1
            if self._pieces > _MOST_PIECES:
                raise InputError("it falls into more pieces than are read of one feed")
            kind = found.lastgroup if found.lastgroup != "said" else "text"
            if kind == "item":
                self._close()
                if self._items == self._most or self._full:
                    rest = [item.start() for item in _ITEM.finditer(data, found.start())]
                    self._taken.append(_tail(data, rest[-1]))
                    return Light(b"".join(self._taken), self._items, len(rest), self._texts)
                self._items += 1
                self._name = found["item"]
                self._open.append(found.group())
                place = found.end()
            elif kind == "comment":
                place = self._after(b"-->", found.end())
            elif kind == "instruction":
                place = self._after(b"?>", found.end())
            elif kind == "data":
                place = self._after(b"]]>", found.end())
                self._open.append(data[found.start() : place])
            else:
                place = self._text(found)
        self._open.append(data[place:])
        self._close(last=True)
        return Light(b"".join(self._taken), self._items, 0, self._texts)

    @property
    def _full(self) -> bool:
        amounts = (self._signs, _MOST_SIGNS_IN_ALL), (self._bytes, _MOST_BYTES), (self._length, MOST_TEXT)
        return any(amount > self._share * most for amount, most in amounts)

    def _after(self, end: bytes, place: int) -> int:
        found = self._data.find(end, place)
        if found < 0:
            raise InputError("it ends in the middle")
        return found + len(end)

    def _text(self, found: re.Match[bytes]) -> int:
        """Put a mark in the place of a text, and return where the feed goes on."""
        said, data = found["said"] or b"", self._data
        if said.rstrip().endswith(b"/"):
            self._open.append(found.group())
            return found.end()
        closing = re.compile(rb"<!\[CDATA\[|</" + re.escape(found["text"]) + rb"\s*>")
        place = found.end()
        while (end := closing.search(data, place)) is not None and end.group().startswith(b"<!"):
            place = self._after(b"]]>", end.end())
        if end is None:
            raise InputError("it ends in the middle")
        inner = data[found.end() : end.start()]
        if not found["text"].endswith(b"title") or found["text"].endswith(b"subtitle"):
            if inner in self._said and b":" in found["text"]:
                return end.end()  # podcasts say one thing as description, subtitle and summary
            self._said.add(inner)
        self._open.append(found.group())
        short = len(inner) <= _SHORT and inner.count(b"&") + inner.count(b"<") <= 4
        if short or b"base64" in said or (found["text"] == b"title" and self._name is None):
            self._open.append(inner)
        else:
            self._open.append(self._mark(inner.decode("utf-8", "replace")))
        self._open.append(end.group())
        return end.end()

    def _mark(self, text: str | InputError) -> bytes:
        self._texts.append(text)
        self._length += weight(text) if isinstance(text, str) else 0
        return _MARK.format(len(self._texts) - 1).encode()

    def _close(self, *, last: bool = False) -> None:
        """Take the item, or the head before the first one, that ends here."""
        whole, self._open = _BESIDE.sub(b"", b"".join(self._open)), []
        self._said.clear()
        signs = whole.count(b"<") + whole.count(b"&")
        if len(whole) > _MOST_OF_AN_ITEM or signs > _MOST_SIGNS:
            if self._name is None:
                raise InputError("it holds more before its first item than is read")
            rest = _ITEM_END.search(whole)
            why = InputError("it holds more than is read of one item")
            prefix = self._name.rpartition(b":")[0]
            title = prefix + b":title" if prefix else b"title"
            stub = b"<%b><%b>%b</%b></%b>" % (self._name, title, self._mark(why), title, self._name)
            whole = stub + (whole[rest.end() :] if last and rest and len(whole) - rest.end() < 10_000 else b"")
            signs = 4
        self._taken.append(whole)
        self._signs += signs
        self._bytes += len(whole)


def _words(text: str, plain: bool) -> str:
    """Return the words of an element's inside as it stands in the feed: escaped, in CDATA, or as elements."""
    parts = _DATA.split(text)  # outside, inside, outside …
    if any(_TAG.search(outside) for outside in parts[::2]):
        parts[1::2] = [inside.replace("&", "&amp;").replace("<", "&lt;") for inside in parts[1::2]]
        return plain_text(_mended("".join(parts)))
    parts[::2] = [_unescaped(outside) for outside in parts[::2]]
    value = _mended("".join(parts)).strip()
    return value if plain else plain_text(value)


def _unescaped(text: str) -> str:
    if "&" not in text:
        return text
    for name, sign in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'")):
        text = text.replace(name, sign)
    return _NUMBER.sub(_sign, text).replace("&amp;", "&")  # other names are HTML's and stay for its reader


def _sign(found: re.Match[str]) -> str:
    said = found.group(1)
    number = int(said[1:], 16) if said[0] in "xX" else int(said)
    return chr(number) if 0 < number < 0x110000 and not 0xD800 <= number < 0xE000 else "\ufffd"


def _mended(text: str) -> str:
    """Return `text` with what feedparser mends as well: UTF-8 encoded twice, Windows-1252 taken for Latin-1."""
    with suppress(UnicodeError):
        text = text.encode("iso-8859-1").decode("utf-8")
    return _WINDOWS.sub(lambda found: found.group().encode("latin-1").decode("cp1252", "replace"), text)
