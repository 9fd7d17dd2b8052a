"""The error tree. Raised with the offending value, caught by name nearest to whoever can act.

    UtblickError
    ├── InputError          somebody gave us what cannot be used        exit 1   HTTP 422
    ├── NotFound            no such document, measure, source …         exit 1   HTTP 404
    │   └── Moved           it is held under another id now             exit 1   HTTP 301
    ├── NotSignedIn         only somebody with an account may           exit 1   HTTP 401
    ├── NotAllowed          this account may not                        exit 1   HTTP 403
    ├── Misconfigured       a setting is wrong or a part is missing     exit 1   HTTP 500
    ├── SourceChanged       a source answers, but not in its form       exit 1   (verdict)
    └── TryAgain            the same call may work later                exit 75  HTTP 503
        ├── Busy            another process owns what is needed
        └── Unreachable     a source, server or mail host does not answer

The exit codes are those of sysexits.h where it has one (75, EX_TEMPFAIL); 2 is a wrong call.
Each message is one sentence that a user can act on; it names the value that was refused.
"""


class UtblickError(Exception):
    """Something went wrong that has a name."""

    exit_code = 1
    status = 500


class InputError(UtblickError):
    """What somebody gave us cannot be used; the message names the file, line or value."""

    status = 422


class NotFound(UtblickError):
    """Nothing is held under the name or id asked for."""

    status = 404


class Moved(NotFound):
    """What was asked for is held under another id now."""

    status = 301

    def __init__(self, message: str, to: str) -> None:
        """Say so in `message`, and name the other id."""
        super().__init__(message)
        self.to = to


class NotSignedIn(UtblickError):
    """Only somebody with an account may do this, and nobody has signed in."""

    status = 401


class NotAllowed(UtblickError):
    """The account may not do this; the message names its role, or what was wrong with the request."""

    status = 403


class Misconfigured(UtblickError):
    """A setting is wrong, or a part that is needed is not installed."""


class SourceChanged(UtblickError):
    """A source answered, but not in the form it is known to have."""


class TryAgain(UtblickError):
    """The same call may succeed later."""

    exit_code = 75
    status = 503


class Busy(TryAgain):
    """Another process owns what is needed; the message names it."""


class Unreachable(TryAgain):
    """A source, server or mail host did not answer."""
