"""What pages say of accounts and decisions, by the codes they are held under."""

from collections.abc import Mapping

from kb.domain.accounts import Right, Role
from search_api.language import gettext, marked

_ROLE: Mapping[Role, str] = {
    Role.READER: marked("läsare"),
    Role.ANALYST: marked("analytiker"),
    Role.EDITOR: marked("redaktör"),
    Role.FOLLOW_UP: marked("uppföljare"),
    Role.ADMIN: marked("administratör"),
}
_RIGHT: Mapping[Right, str] = {
    Right.READ: marked("läsa och söka"),
    Right.SCREEN: marked("granska och rätta"),
    Right.EDIT: marked("avgöra och namnge"),
    Right.FOLLOW_UP: marked("följa upp kommunernas arbete"),
    Right.ADMINISTER: marked("förvalta konton"),
}
_SUBJECT: Mapping[str, str] = {
    "screening": marked("granskning"),
    "tag": marked("märkning"),
    "claim": marked("uppgift om ett dokument"),
    "study": marked("samma studie eller inte"),
    "evidence": marked("underlag för en åtgärd"),
    "grade": marked("bedömning av en åtgärd"),
    "candidate": marked("förslag till ny åtgärd"),
    "account": marked("konto"),
}
_ACT: Mapping[str, str] = {
    "state": marked("fastställde"),
    "reject": marked("avvisade"),
    "withdraw": marked("tog tillbaka"),
    "accept": marked("antog"),
    "unsure": marked("var osäker"),
    "skip": marked("hoppade över"),
    "undo": marked("ångrade"),
    "add": marked("lade till"),
    "end": marked("avslutade"),
    "role": marked("ändrade rollen"),
    "password": marked("gav nytt lösenord"),
    "make_key": marked("gjorde en nyckel"),
    "end_key": marked("avslutade en nyckel"),
    "name": marked("namngav"),
    "merge": marked("slog ihop"),
    "promote": marked("gjorde till åtgärd"),
    "grade": marked("bedömde"),
    "settle": marked("avgjorde"),
    "agreed": marked("bedömde lika"),
    "disagreed": marked("bedömde olika"),
    "rename": marked("bytte namn på"),
    "known": marked("kände igen"),
    "dismiss": marked("avfärdade"),
    "reopen": marked("öppnade igen"),
}


def role(one: Role) -> str:
    """Return what a role is called."""
    return gettext(_ROLE[one])


def right(one: Right) -> str:
    """Return what a right lets somebody do."""
    return gettext(_RIGHT[one])


def subject(code: str) -> str:
    """Return what a decision is about, the code itself where it has no words."""
    return gettext(_SUBJECT[code]) if code in _SUBJECT else code


def act(code: str) -> str:
    """Return what was done, the code itself where it has no words."""
    return gettext(_ACT[code]) if code in _ACT else code
