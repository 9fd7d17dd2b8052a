"""What somebody decided, when and why: a log that is only ever added to."""

from dataclasses import dataclass
from datetime import datetime
from typing import NewType

from kb.domain.accounts import AccountId

DecisionId = NewType("DecisionId", int)


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision, kept for ever as it was made.

    `subject` is the kind of question ("screening", "tag", "claim", "study", "evidence", "grade", "candidate" …),
    `about` the id that was decided on, `act` what was done ("accept", "reject" …) and `value` what it came to, None
    where the act says all. `author` is the name it is signed with, and stays when the account (None: a command made
    it) is ended. `undoes` is the decision that this one takes back: a decision is taken back once, by one of its own.
    """

    subject: str
    about: str
    act: str
    value: str | None
    reason: str
    author: str
    account: AccountId | None
    made_at: datetime
    undoes: DecisionId | None = None
    id: DecisionId | None = None
