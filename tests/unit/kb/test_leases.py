import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta

from kb.store import Store
from kb.store.leases import LASTS, owner_here, release, renew, take

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
MINE, OTHER = owner_here("mine"), owner_here("other")


def test_a_turn_is_one_owners_until_it_is_given_back(store: Store) -> None:
    with store.writing() as session:
        assert take(session, ["source:a", "site:x"], MINE, NOW) is None
    with store.writing() as session:
        assert take(session, ["source:b", "site:x"], OTHER, NOW) == MINE
        assert take(session, ["source:b"], OTHER, NOW) is None  # what was not given was not half taken
    with store.writing() as session:
        release(session, ["source:a", "site:x"], MINE, NOW + timedelta(seconds=1))
    with store.writing() as session:
        assert take(session, ["site:x"], OTHER, NOW) == "nobody"  # the pause between two requests
        assert take(session, ["site:x"], OTHER, NOW + timedelta(seconds=2)) is None


def test_a_turn_that_is_not_renewed_runs_out_and_is_then_lost(store: Store) -> None:
    foreign = "another-machine:1:1:crawl"
    with store.writing() as session:
        take(session, ["source:a"], foreign, NOW)
        assert take(session, ["source:a"], MINE, NOW + LASTS / 2) == foreign
        assert renew(session, ["source:a"], foreign, NOW + LASTS / 2)
        assert take(session, ["source:a"], MINE, NOW + LASTS * 1.4) == foreign
        assert take(session, ["source:a"], MINE, NOW + LASTS * 2) is None
        assert not renew(session, ["source:a"], foreign, NOW + LASTS * 2)


def test_the_turn_of_a_process_of_this_machine_that_is_no_more_is_free_at_once(store: Store) -> None:
    child = subprocess.run(
        [sys.executable, "-c", "from kb.store.leases import owner_here; print(owner_here('child'))"],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ,
    )
    dead = child.stdout.strip()
    with store.writing() as session:
        assert take(session, ["source:a"], dead, NOW) is None
        assert take(session, ["source:a"], MINE, NOW) is None
        assert not renew(session, ["source:a"], dead, NOW)
