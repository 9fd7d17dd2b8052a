"""Logging, configured once: a constant event name, then the fields, on one line of standard error."""

import json
import logging

_USUAL = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}


class EventFormatter(logging.Formatter):
    """Writes `time level logger event {fields}`; the fields are what the caller gave as `extra`, as JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line for `record`; line breaks in values are escaped, so that none can fake an entry."""
        fields = {key: value for key, value in vars(record).items() if key not in _USUAL}
        line = f"{self.formatTime(record)} {record.levelname} {record.name} {record.getMessage()!r}"
        if fields:
            line += " " + json.dumps(fields, ensure_ascii=False, default=str)
        if record.exc_info:
            line += "\n" + self.formatException(record.exc_info)
        return line


def configure(level: str) -> None:
    """Send everything from `level` (debug, info, warning or error) to standard error."""
    handler = logging.StreamHandler()
    handler.setFormatter(EventFormatter())
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
    for noisy in ("httpx", "sentence_transformers", "transformers", "scrapy", "trafilatura", "pypdf"):
        logging.getLogger(noisy).setLevel(max(logging.WARNING, logging.getLogger().level))
