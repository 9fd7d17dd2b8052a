"""Numbers written in words, in English, Swedish, Norwegian and Danish: whole ones to 9,999, and halves of few."""

import re
from typing import Final

_TENS: Final = {
    20: "twenty|tjugo|tjue|tyve", 30: "thirty|trettio|tretti|tredive", 40: "forty|fyrtio|førti|fyrre",
    50: "fifty|femtio|femti|halvtreds", 60: "sixty|sextio|seksti|tres", 70: "seventy|sjuttio|sytti|halvfjerds",
    80: "eighty|åttio|åtti|firs", 90: "ninety|nittio|nitti|halvfems",
}  # fmt: skip
_ONES: Final = (
    "", "one|en|ett|et|én", "two|två|to", "three|tre", "four|fyra|fire", "five|fem", "six|sex|seks", "seven|sju|syv",
    "eight|åtta|åtte|otte", "nine|nio|ni", "ten|tio|ti", "eleven|elva|elleve", "twelve|tolv",
    "thirteen|tretton|tretten",
    "fourteen|fjorton|fjorten", "fifteen|femton|femten", "sixteen|sexton|seksten", "seventeen|sjutton|sytten",
    "eighteen|arton|atten", "nineteen|nitton|nitten",
)  # fmt: skip
_BELOW_HUNDRED: Final = {
    **{word: n for n, words in enumerate(_ONES) if n for word in words.split("|")},
    **{word: ten for ten, words in _TENS.items() for word in words.split("|")},
    **{
        form: ten + one
        for ten, words in _TENS.items()
        for one in range(1, 10)
        for tens in words.split("|")
        for ones in _ONES[one].split("|")
        for form in (f"{tens}-{ones}", f"{tens}{ones}", f"{ones}og{tens}", f"{tens} {ones}")
    },
}
_ANY: Final = "|".join(sorted(_BELOW_HUNDRED, key=len, reverse=True))
_SMALL: Final = "|".join(sorted({w for words in _ONES[:10] for w in words.split("|") if w} | {"a", "ett"}, key=len))
# "three hundred and eighteen", "trehundraarton", "to hundre og ti", "two thousand"
WRITTEN: Final = (
    rf"(?:(?:(?:{_SMALL}) ?)?(?:thousand|tusen|tusind)(?: (?:and|og|och))? ?)?"
    rf"(?:(?:(?:{_SMALL}) ?)?(?:hundred|hundra|hundrede|hundre)(?: (?:and|og|och))? ?)?(?:{_ANY})?"
)
# Where such a number may begin: cheaper to look for than the whole.
BEGINS: Final = rf"(?<![\w-])(?=(?:{'|'.join(sorted({w[:3] for w in _BELOW_HUNDRED}))}|hun|tho|tus|a (?:hun|tho)))"
BEGINNING: Final = re.compile(rf"{BEGINS}(?P<word>[\w-]{{1,30}})")
_FIRST: Final = frozenset(
    {word.split(" ")[0] for word, number in _BELOW_HUNDRED.items() if number > 2}
    | {"thousand", "a", "one", "two", "två", "to", "ett", "et"}
)
_PARTS: Final = re.compile(
    rf"(?:(?P<thousands>{_SMALL})? ?(?P<thousand>thousand|tusen|tusind)(?: (?:and|og|och))? ?)?"
    rf"(?:(?P<hundreds>{_SMALL})? ?(?P<hundred>hundred|hundra|hundrede|hundre)(?: (?:and|og|och))? ?)?(?P<rest>{_ANY})?"
)


_HALVES: Final = {
    **dict.fromkeys(("half a", "half", "ett halvt", "et halvt", "halvt"), 0.5),
    **dict.fromkeys(("halvannet", "halvandet", "halvtannat", "one and a half"), 1.5),
    **{
        f"{word} {half}": number + 0.5
        for number in range(1, 11)
        for word in _ONES[number].split("|")
        for half in ("and a half", "och ett halvt", "og et halvt", "og en halv", "og et halv")
    },
}
# What is said of a length of time: "a", "first" and "halvannet" too.
_AMOUNTS: Final = {
    **dict.fromkeys(("a", "an", "first", "första", "første"), 1.0),
    **{word: float(n) for word, n in _BELOW_HUNDRED.items() if n <= 24 or n in (30, 36, 48, 60)},
    **_HALVES,
}
AMOUNT: Final = r"\d{1,3}(?:[.,]\d)?|" + "|".join(sorted(_AMOUNTS, key=len, reverse=True))


def words_between(least: int, most: int) -> str:
    """Return a pattern of the numbers in words from `least` to `most`, and of the tens below a hundred."""
    words = (
        word for word, number in _BELOW_HUNDRED.items() if least <= number <= most or (number and number % 10 == 0)
    )
    return "|".join(sorted(words, key=len, reverse=True))


def amount_of(words: str) -> float:
    """Return the number that `words`, in lower case, are, where AMOUNT matches them."""
    return _AMOUNTS[words] if words in _AMOUNTS else float(words.replace(",", "."))


def number_of(words: str) -> int | None:
    """Return the number that `words`, in lower case, are; None where they are none."""
    match = _PARTS.fullmatch(words.strip())
    if match is None or not any(match.groups()):
        return None
    thousands = _BELOW_HUNDRED.get(match["thousands"] or "one", 1) if match["thousand"] else 0
    hundreds = _BELOW_HUNDRED.get(match["hundreds"] or "one", 1) if match["hundred"] else 0
    return 1_000 * thousands + 100 * hundreds + _BELOW_HUNDRED.get(match["rest"] or "", 0)


def may_begin(word: str) -> bool:
    """Return whether a number of three or more may begin with `word`, or one of hundreds be it: cheap to ask."""
    return word in _FIRST or "hund" in word or "tus" in word
