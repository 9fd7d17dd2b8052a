"""Logging, configured once: a constant event name, then the fields, on one line of standard error."""

import json
import logging
import re
import textwrap

_USUAL = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName", "color_message"}
# What JSON leaves as it is, and some terminals and readers of logs take for the end of a line or for a command.
_UNSEEN = re.compile("[\x7f-\x9f\u2028\u2029]")


class EventFormatter(logging.Formatter):
    """Writes `time level logger event {fields}`; the fields are what the caller gave as `extra`, as JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line for `record`; line breaks in values are escaped, so that none can fake an entry.

        The lines of a traceback follow it, each set in.
        """
        fields = {key: value for key, value in vars(record).items() if key not in _USUAL}
        line = f"{self.formatTime(record)} {record.levelname} {record.name} {record.getMessage()!r}"
        if fields:
            line += " " + _UNSEEN.sub(_escaped, json.dumps(fields, ensure_ascii=False, default=str))
        if record.exc_info:
            line += "\n" + textwrap.indent(self.formatException(record.exc_info), "    ", lambda _line: True)
        return line


def configure(level: str) -> None:
    """Send everything from `level` (debug, info, warning or error) to standard error."""
    handler = logging.StreamHandler()
    handler.setFormatter(EventFormatter())
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
    for noisy in ("httpx", "sentence_transformers", "transformers", "scrapy", "trafilatura", "pypdf"):
        logging.getLogger(noisy).setLevel(max(logging.WARNING, logging.getLogger().level))


def _escaped(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"
