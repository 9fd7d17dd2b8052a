from typing import Any

from crawlers.collect import SourceReport
from kb.catalogue import load_catalogue
from kb.domain.documents import RawDocument, SourceId
from kb.store.sources import Verdict
from utblick.collecting import in_field_of, summary


def _report(source: str, verdict: Verdict | None, detail: str = "", new: int = 0) -> SourceReport:
    return SourceReport(SourceId(source), verdict, detail, new=new)


def test_a_good_round_is_one_line() -> None:
    reports = [_report("nij", Verdict.OK, new=3), _report("campbell", Verdict.OK, new=1)]
    assert summary(reports) == "2 of 2 sources answered, 4 new documents."


def test_what_could_not_be_reached_is_named_together_and_what_failed_otherwise_each_with_its_reason() -> None:
    reports = [
        _report("nij", Verdict.OK, new=1),
        _report("campbell", Verdict.UNREACHABLE, "the name cannot be resolved"),
        _report("cepol", Verdict.UNREACHABLE, "no answer in 30 s"),
        _report("brottsrummet", Verdict.GONE, "410 Gone"),
    ]
    assert summary(reports).splitlines() == [
        "1 of 4 sources answered, 1 new document.",
        "Not reached: campbell, cepol.",
        "brottsrummet: 410 Gone",
    ]


def test_a_source_that_was_not_asked_is_not_counted_as_failed() -> None:
    reports = [_report("nij", None, "not asked: it may be asked again later"), _report("campbell", Verdict.OK)]
    assert summary(reports) == "1 of 1 source answered, 0 new documents."


def test_of_a_source_about_everything_what_has_a_word_of_the_field_is_kept() -> None:
    in_field = in_field_of(load_catalogue())

    def item(title: str, **said: Any) -> RawDocument:
        return RawDocument(SourceId("diva"), title, **said)

    assert in_field(item("Grannsamverkan och bostadsinbrott i fyra kommuner", language="sv"))
    assert in_field(item("Young people in care", text="Some had been convicted of robbery.", language="en"))
    assert in_field(item("Unga i utsatta områden", terms=("kriminologi", "brottsprevention")))
    assert not in_field(item("Plankton and corals of the Norwegian Sea", text="Forty stations.", language="en"))
