"""The words that only frame a question: "vad fungerar mot", "what works to prevent", "hvad virker mod".

They stand in all texts of the field ("work" also in "social work"); what is asked about is said by the others.
"""

import re
from typing import Final

from kb.index.terms import content_words

# What says that something helps, in the forms that questions have, so that "hjälp till offer" keeps its noun, and
# question words that the lists of stop words leave out.
_HELPING: Final = {
    "sv": "fungerar fungera funkar hjälper verkar biter",
    "en": "works helps",
    "nb": "virker fungerer funker hjelper nytter",
    "da": "virker fungerer hjælper nytter",
}
_ASKING: Final = {
    "sv": "bäst bör",
    "en": "best",
    "nb": "hva hvilke hvilken hvilket hvordan hvem best bør",
    "da": "mod bedst bør",
}
# What every measure is to do: it frames a question only beside one of _HELPING. Elsewhere it ranks: "vad minskar
# återfall" finds the texts that tell of less (left out everywhere it cost nDCG@10 of 0.007). It answers nothing itself.
_PREVENTING: Final = {
    "sv": "förebygga förebygger förhindra förhindrar hindra hindrar motverka motverkar minska minskar",
    "en": "prevention prevent prevents preventing reduce reduces reducing",
    "nb": "forebygge forebygger forhindre forhindrer hindre hindrer motvirke motvirker redusere reduserer",
    "da": "forebygge forebygger forhindre forhindrer hindre hindrer modvirke modvirker mindske mindsker",
}
# "work" and "help" are nouns too: only as the verb of a question, which ends it or goes on with "to", "against".
_ENGLISH_VERB = re.compile(
    r"(\b(?:what|which|how)(?:\s+\w+){0,2}?\s+|^\s*(?:do|does|did|can)\b.*\s)"
    r"(?<!social )(?<!youth )(?<!community )(?<!police )(?<!victim )(?:work|help)"
    r"(?=\s*[?.!]*$|\s+(?:to|for|against|with|in|on|at|among|best)\b)",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+")


def unframed(text: str, language: str, *, wholly: bool = False) -> str:
    """Return `text` without the words that only frame it; `text` itself where no other word would be left.

    `wholly`: also without those that say to prevent where they may rank.
    """
    helping, framing = set(_HELPING[language].split()), set(_ASKING[language].split())
    bare = _ENGLISH_VERB.sub(r"\1", text) if language == "en" else text
    if wholly or bare != text or not helping.isdisjoint(_WORD.findall(text.casefold())):
        framing |= helping | set(_PREVENTING[language].split())
    bare = " ".join(_WORD.sub(lambda found: "" if found[0].casefold() in framing else found[0], bare).split())
    return bare if content_words(bare, language) else text
