"""The watched folder of the running server and of the commands."""

import logging
import threading
import time
from typing import TYPE_CHECKING

from kb.errors import Busy, Misconfigured
from utblick.output import Tell, several

if TYPE_CHECKING:
    from crawlers.inbox import Dropped, Inbox, InboxReport
    from utblick.context import Context
    from utblick.parts import Live

_log = logging.getLogger(__name__)
_LOOK_EVERY_S = 10.0


def inbox_of(context: "Context") -> "Inbox":
    """Return the watched folder; raise Misconfigured when none is set, or one that holds our own data or lies in it."""
    from crawlers.inbox import Inbox

    folder = context.settings.inbox
    if folder is None:
        raise Misconfigured("no folder is watched: set UTBLICK_INBOX to the folder that files are dropped into")
    data, watched = context.settings.data.resolve(), folder.resolve()
    if data == watched or watched in data.parents or data in watched.parents:  # files of ours would be moved
        raise Misconfigured(f"UTBLICK_INBOX is {folder}, and may neither hold the data folder nor lie in it ({data})")
    return Inbox(folder, context.store, context.blobs, context.now)


def look_once(inbox: "Inbox") -> "InboxReport":
    """Return what a look came to that waits until what lies in the folder has had the time to keep still."""
    report = inbox.look()
    if report.waiting:
        time.sleep(inbox.still_s + 0.1)
        report = inbox.look()
    return report


class InboxWatcher(threading.Thread):
    """One thread that looks into the watched folder every ten seconds, until `live.stop`."""

    def __init__(self, inbox: "Inbox", live: "Live", tell: Tell) -> None:
        super().__init__(name="inbox", daemon=True)
        self._inbox, self._live, self._tell = inbox, live, tell

    def run(self) -> None:
        """Watch until stopped; whatever goes wrong is logged and the work tried again."""
        while not self._live.stop.is_set():
            try:
                report = self._inbox.look(self._live.stop.is_set)
                if report.files:
                    self._tell("inbox", "\n".join(map(sentence, report.files)), files=report.files)
            except Busy:  # another process writes, or looks after the folder: it is looked into again soon
                _log.info("inbox_busy")
            except Exception:  # noqa: BLE001 - the edge of a thread: nobody else can catch it, and watching would end
                _log.exception("inbox_failed")
            self._live.stop.wait(_LOOK_EVERY_S)


def sentence(done: "Dropped") -> str:
    """Return in a line what became of a dropped file."""
    if done.trouble is not None:
        return f"{done.file}: left where it is and tried again: {done.trouble}"
    if done.why is not None:
        return f"{done.file}: refused: {done.why}; moved to {done.moved_to}"
    counts = done.report.counts if done.report else {}
    said = ", ".join(f"{number} {outcome}" for outcome, number in counts.items() if number)
    refused = len(done.report.refusals) if done.report else 0
    more = f", {several(refused, 'record')} refused" if refused else ""
    return f"{done.file}: {said}{more}; moved to {done.moved_to}"
