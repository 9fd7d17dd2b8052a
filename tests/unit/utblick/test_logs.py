import json
import logging
import re
import sys

import pytest

from utblick.logs import EventFormatter

FAKE = "nothing\n2026-11-22 08:00:00,000 ERROR kb.store 'all_is_lost'"
LINE = re.compile(r"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} (\w+) ([\w.]+) '(\w+)'(?: (\{.*\}))?$")


def _formatted(event: str, **fields: object) -> str:
    record = logging.LogRecord("utblick.worker", logging.WARNING, __file__, 1, event, None, None)
    vars(record).update(fields)
    return EventFormatter().format(record)


def test_an_entry_is_one_line_with_its_fields_as_json() -> None:
    found = LINE.match(_formatted("work_failed", reason="Åtgärden är okänd", tries=3))

    assert found is not None
    assert found.group(1, 2, 3) == ("WARNING", "utblick.worker", "work_failed")
    assert json.loads(found[4]) == {"reason": "Åtgärden är okänd", "tries": 3}
    assert "Åtgärden" in found[4]


def test_an_event_without_fields_ends_with_its_name() -> None:
    assert _formatted("started").endswith(" WARNING utblick.worker 'started'")


@pytest.mark.parametrize("separator", ["\n", "\r", "\r\n", "\v", "\f", "\x1c", "\x85", "\u2028", "\u2029"])
def test_line_breaks_in_values_cannot_fake_an_entry(separator: str) -> None:
    value = FAKE.replace("\n", separator)

    line = _formatted("work_failed", reason=value, **{f"odd{separator}key": {"deep": [value]}})

    assert len(line.splitlines()) == 1
    found = LINE.match(line)
    assert found is not None
    assert json.loads(found[4])["reason"] == value


def test_line_breaks_in_the_event_cannot_either() -> None:
    assert len(_formatted(FAKE).splitlines()) == 1


def test_commands_to_a_terminal_do_not_reach_it() -> None:
    line = _formatted("work_failed", reason="\x1b[2J\x9b31m\x7f")
    assert line.isprintable()


def test_a_traceback_is_set_in_so_that_its_words_cannot_fake_an_entry() -> None:
    try:
        raise ValueError(FAKE)
    except ValueError:
        error = sys.exc_info()
    record = logging.LogRecord("uvicorn.error", logging.ERROR, __file__, 1, "failed", None, error)

    first, *rest = EventFormatter().format(record).splitlines()

    assert LINE.match(first)
    assert "all_is_lost" in rest[-1]
    assert all(line.startswith("    ") for line in rest)


def test_what_cannot_be_json_is_told_in_words() -> None:
    assert '"error": "Boom"' in _formatted("work_failed", error=_Boom())


class _Boom:
    def __str__(self) -> str:
        return "Boom"
