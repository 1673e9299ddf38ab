"""The commands that answer for a library, as staff type them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pikepdf
import pytest
import sqlite_utils
from icalendar import Calendar

from app.content.checks.gate import checked_library
from app.content.reader.picture_form import picture_of
from app.content.workshop import Workshop
from app.domain.errors import ContentError
from app.domain.governance.governance import Person
from tests.cli.commands import ANN, BEA, Run, copied, data, item, on
from tests.pictures import png


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return copied(tmp_path)


@pytest.fixture
def run(file: Path) -> Run:
    return on(file)


def shown(file: Path, topic: str) -> str:
    with checked_library(file) as library:
        return library.topic(topic).title


def test_from_a_correction_to_the_kiosk_by_two_people(file: Path, run: Run) -> None:
    run("set", "t05", "title=CAR T-cells", "owner=Ward 4", *ANN, "--why", "Shorter")
    assert item(run("status", "--json"), "t05")["state"] == "draft"
    assert shown(file, "t05") == "CAR T-cell therapy: what it is"
    assert "t05 is checked." in run("checked", "t05", *ANN).output
    refused = run("sign", "t05", *ANN, code=1)
    assert "Ann Ward wrote or checked it. Ask a second person" in refused.output
    assert "t05 is signed." in run("sign", "t05", *BEA).output
    assert shown(file, "t05") == "CAR T-cells"
    status = item(run("status", "--json"), "t05")
    assert status["state"] == "signed"
    assert status["owner"] == "Ward 4"
    assert (status["signed"]["name"], status["signed"]["role"]) == ("Bea Moss", "Consultant")
    lines = run("history", "t05").output.splitlines()
    assert "Bea Moss (Consultant)" in lines[0]
    assert lines[3].endswith("saved. Shorter")
    acts = [event["act"] for event in data(run("history", "t05", "--json"))["history"]]
    assert acts == ["signed", "checked", "arranged", "saved"]


def test_who_it_is_may_stand_in_the_environment(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Say who you are" in run("checked", "t05", code=1).output
    monkeypatch.setenv("CLINIC_NAME", "Ann Ward")
    monkeypatch.setenv("CLINIC_ROLE", "Ward sister")
    run("checked", "t05")
    event = data(run("history", "t05", "--json"))["history"][0]
    assert (event["name"], event["role"], event["act"]) == ("Ann Ward", "Ward sister", "checked")


def test_a_row_that_another_program_changed_is_an_unsigned_draft(file: Path, run: Run) -> None:
    database = sqlite_utils.Database(file)
    database.table("contact").update("p02", {"phone": "0300 999 999"})
    database.close()
    before = file.read_bytes()
    status = item(run("status", "--json"), "p02")
    assert (status["state"], status["changed_by_another_program"]) == ("draft", True)
    assert "changed by another program" in run("status").output
    event = data(run("history", "p02", "--json"))["history"][0]
    assert (event["act"], event["name"], event["at"]) == ("found", None, None)
    assert "not written down yet" in run("history", "p02").output
    assert file.read_bytes() == before, "looking changed the library"
    assert "[-0808 800 4040-]{+0300 999 999+}" in run("diff", "p02").output
    run("arrange", "--contacts", "p03", *ANN)  # whoever works on it next writes it down
    event = data(run("history", "p02", "--json"))["history"][0]
    assert event["act"] == "found"
    assert event["at"]
    assert item(run("status", "--json"), "p02")["changed_by_another_program"]


def test_an_older_version_is_compared_and_brought_back(file: Path, run: Run) -> None:
    run("set", "t05", "title=First", *ANN)
    run("set", "t05", "title=Second", *ANN)
    second, first = (event["digest"] for event in data(run("history", "t05", "--json"))["history"])
    changed = data(run("diff", "t05", first[:10], second[:10], "--json"))["changes"]
    assert [(c["field"], c["was"], c["now"]) for c in changed] == [("Title", "First", "Second")]
    assert "is a draft again" in run("restore", "t05", first[:10], *ANN).output
    with closing(Workshop.open(file, Person(""), read_only=True)) as workshop:
        assert {row.title for row in workshop.items.rows() if row.key.id == "t05"} == {"First"}
    run("restore", "t05", "signed", *ANN)
    assert "Nothing differs." in run("diff", "t05").output
    assert "no version that begin with 77" in run("diff", "t05", "77", code=2).output


def test_a_changed_path_is_reported_in_a_sentence(run: Run) -> None:
    run("set", "w01", "c07.leads_to=o04", *ANN)
    assert "5 of 185 paths now end differently." in run("diff", "w01").output
    assert data(run("diff", "w01", "--json"))["behaviour"].startswith("5 of 185")


def test_reviewed_and_nothing_changed_is_one_action(file: Path, run: Run) -> None:
    run("reviewed", "t05", "t06", "--next-review", "2040-01-01", *BEA)
    status = item(run("status", "--json"), "t06")
    assert (status["state"], status["next_review"]) == ("signed", "2040-01-01")
    assert status["signed"]["step"] == "reviewed"
    with checked_library(file) as library:
        assert library.topic("t05").review.due.year == 2040


def test_one_that_is_refused_is_named_and_the_others_are_done(run: Run) -> None:
    run("set", "t05", "title=Another", *ANN)
    words = ("reviewed", "t05", "t06", "--next-review", "2040-01-01", *BEA)
    result = data(run(*words, "--json", code=1))
    assert [(r["id"], r["done"]) for r in result["items"]] == [("t05", False), ("t06", True)]
    assert result["items"][0]["problem"] == "It was changed since it was signed."


def test_a_page_that_is_taken_down_is_gone(file: Path, run: Run) -> None:
    run("withdraw", "t08", *ANN, "--why", "Out of date")
    with checked_library(file) as library:
        assert "t08" not in [c.topic_id for s in library.sections() for c in library.cards(s.id)]
    assert "Families do not see it now." in run("withdraw", "t08", *ANN, code=1).output
    assert "everything is new" in run("diff", "t08").output
    assert "there is no signed version" in run("restore", "t08", "signed", *ANN, code=1).output


def test_reviews_are_listed_and_written(run: Run, tmp_path: Path) -> None:
    output = run("reviews", "--today", "2024-10-01").output
    assert "4 November 2024  due in 34 days  no owner  t05" in output
    assert "Overdue: 0. Due in 60 days: 12." in output
    ics, pdf = tmp_path / "r.ics", tmp_path / "r.pdf"
    result = data(run("reviews", "--today", "2026-11-23", "--ics", ics, "--pdf", pdf, "--json"))
    assert {line["review"] for line in result["reviews"]} == {"overdue"}
    assert len(list(Calendar.from_ical(ics.read_bytes()).walk("VEVENT"))) == 12
    with pikepdf.open(pdf) as made:
        assert made.docinfo.Title == "Reviews"
    draft = run("set", "t05", "next_review=2040-01-01", *ANN)
    assert draft.exit_code == 0
    assert "t05" in run("reviews", "--today", "2026-11-23").output, "a draft moved a review"


def test_evidence_is_the_same_for_the_same_day(run: Run, tmp_path: Path) -> None:
    made = []
    for name in ("a.pdf", "b.pdf"):
        result = run("evidence", "-o", tmp_path / name, "--today", "2026-11-23")
        assert "pages." in result.output
        made.append((tmp_path / name).read_bytes())
    assert made[0] == made[1]
    nowhere = tmp_path / "nowhere" / "a.pdf"
    assert "nowhere" in run("evidence", "-o", nowhere, code=1).output


@pytest.mark.parametrize(("flags", "title"), [((), "every path"), (("--change",), "what behaves")])
def test_a_walkthrough_is_signed_on_paper(
    run: Run, tmp_path: Path, flags: tuple[str, ...], title: str
) -> None:
    run("set", "w01", "c07.leads_to=o04", *ANN)
    made = data(run("sheet", "w01", "-o", tmp_path / "s.pdf", *flags, "--json"))
    with pikepdf.open(tmp_path / "s.pdf") as pdf:
        assert len(pdf.pages) == made["pages"]
        assert title in str(pdf.docinfo.Title)
    wrong = run("sheet", "t05", "--change", "-o", tmp_path / "t.pdf", code=2)
    assert "t05 is no walkthrough" in wrong.output


def test_a_page_goes_out_on_paper_and_its_signatures_are_typed_in(run: Run, tmp_path: Path) -> None:
    run("set", "t05", "line=A new line.", *ANN)
    made = data(run("sheet", "t05", "-o", tmp_path / "t05.pdf", "--json"))
    assert made["written"] == str(tmp_path / "t05.pdf")
    assert (tmp_path / "t05.pdf").read_bytes().startswith(b"%PDF")
    run("checked", "t05", "--paper", "Folder 3", *ANN)
    run("sign", "t05", "--paper", "Folder 3", "--why", "As agreed.", *BEA)
    events = data(run("history", "t05", "--json"))["history"]
    assert events[0]["why"] == "As agreed. Signed on paper: Folder 3"
    assert events[1]["why"] == "Signed on paper: Folder 3"


def test_a_changed_source_flags_what_stands_on_it(run: Run) -> None:
    message = run("sources", "--changed", "r03", "--on", "2026-11-01", *ANN).output
    assert "CHANGED, as seen on 1 November 2026" in message
    flagged = [row["id"] for row in data(run("status", "--json"))["items"] if row["source_changed"]]
    assert flagged == ["t04", "t11"]
    assert "its source has changed" in run("reviews").output
    (source,) = data(run("sources", "--unchanged", "r03", "--on", "2026-11-02", "--json", *ANN))[
        "sources"
    ]
    assert (source["changed_on"], source["read_on"]) == (None, "2026-11-02")
    assert sorted(source["texts"]) == ["t04", "t11"]
    assert "There is no source r99" in run("sources", "--changed", "r99", *ANN, code=1).output


def test_a_permission_loses_no_signature_and_a_publisher_does(run: Run) -> None:
    run("set", "r03", "permission=By letter", "read_on=2026-05-06", *ANN)
    assert item(run("status", "--json"), "t04")["state"] == "signed"
    assert "Permission: By letter." in run("sources").output
    run("set", "r03", "publisher=Somebody else", *ANN)
    assert item(run("status", "--json"), "t04")["state"] == "draft"


def test_whom_families_ask_is_set_and_signed_with_the_library(file: Path, run: Run) -> None:
    refused = run("set", "library", "helpline=p01", *ANN, code=1)
    assert "helpline is a contact with a telephone: p02. “p01” is none." in refused.output
    run("set", "library", "welcome=Hello", "whom_to_ask=the nurse", "helpline=p02", *ANN)
    assert "the nurse" in run("diff", "library").output
    assert "whom families ask: your child's consultant → the nurse" in run("history").output
    run("checked", "library", *ANN)
    run("sign", "library", *BEA)
    run("set", "library", "whom_to_ask=a forger", "helpline=", *ANN)
    with checked_library(file) as library:
        info = library.info()
    assert (info.welcome, info.whom_to_ask, info.helpline_id) == ("Hello", "the nurse", "p02")


def test_how_the_library_looks_is_set_and_signed_with_it(file: Path, run: Run) -> None:
    picture = picture_of(png())
    assert not isinstance(picture, str)
    with closing(Workshop.open(file, Person("Ann"))) as workshop:
        workshop.pictures.add("our-logo", picture)
    refused = run("set", "library", "accent=#c8553d", *ANN, code=1)
    assert "a contrast of 3.6 to 1 with quiet panels; 7 to 1 is the least." in refused.output
    refused = run("set", "library", "logo=nobodys", *ANN, code=1)
    assert "logo is the name of a picture" in refused.output
    run("set", "library", "accent=#5B2A6E", "logo=our-logo", "logo_alt=Our clinic", *ANN)
    assert "Our clinic" in run("diff", "library").output
    assert "accent: none → #5b2a6e" in run("history").output
    run("checked", "library", *ANN)
    run("sign", "library", *BEA)
    run("set", "library", "accent=", "logo=", *ANN)
    with checked_library(file) as library:
        looks = library.info().appearance
        assert looks.accent == "#5b2a6e"
        assert looks.logo is not None
        assert looks.logo.alt == "Our clinic"
        assert library.picture(looks.logo.digest) is not None


def test_the_library_and_its_sections_are_set_too(file: Path, run: Run) -> None:
    run("set", "library", "take_down_after=90", "people_to_sign=1", "sample=false", *ANN)
    status = data(run("status", "--json"))
    assert (status["take_down_after"], status["people_to_sign"]) == (90, 1)
    run("set", "library", "take_down_after=", *ANN)
    assert data(run("status", "--json"))["take_down_after"] is None
    run("set", "s01", "title=Beginnings", *ANN)
    refused = pytest.raises(ContentError, match="Nobody has signed the library itself")
    with refused, checked_library(file):
        pass
    assert "Beginnings" in run("diff", "library").output
    run("checked", "library", *ANN)
    run("sign", "library", *ANN)
    with checked_library(file) as library:
        assert library.sections()[0].title == "Beginnings"


def test_the_order_is_signed_by_two_people_before_a_family_sees_it(file: Path, run: Run) -> None:
    run("set", "library", "sample=false", *ANN)
    run("checked", "library", *ANN)
    assert "Ask a second person" in run("sign", "library", *ANN, code=1).output
    run("sign", "library", *BEA)
    run("arrange", "s01", "t03", "t01", "t02", *ANN)
    listed = {item["id"]: item for item in data(run("status", "--json"))["items"]}
    assert listed["library"]["state"] == "draft"
    assert listed["library"]["signed"]["name"] == BEA[1]
    with checked_library(file) as library:
        assert [card.topic_id for card in library.cards("s01")] == ["t02", "t01", "t03"]
    assert "Order of the pages in “First things to know”" in run("diff", "library").output
    run("checked", "library", *ANN)
    run("sign", "library", *BEA)
    with checked_library(file) as library:
        assert [card.topic_id for card in library.cards("s01")] == ["t03", "t01", "t02"]
    acts = [line["act"] for line in data(run("history", "library", "--json"))["history"]]
    assert acts[:3] == ["signed", "checked", "arranged"]


def test_a_page_is_read_from_a_file(file: Path, run: Run, tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("## A heading\n\nSome words.\n", encoding="utf-8")
    run("set", "t05", f"body=@{page}", *ANN)
    with closing(sqlite3.connect(file)) as connection:
        (body,) = connection.execute(
            "SELECT body FROM topic_text WHERE topic_id = 't05'"
        ).fetchone()
    assert body == "## A heading\n\nSome words.\n"


def test_new_things_are_added_put_in_order_and_deleted(file: Path, run: Run) -> None:
    section = data(run("add", "section", "More", "--json", *ANN))["id"]
    topic = data(run("add", "topic", "New page", "--section", section, "--json", *ANN))["id"]
    order = data(run("arrange", section, "t09", topic, "--json", *ANN))["order"]
    assert order == ["t09", topic]
    run("arrange", "--sections", section, *ANN)
    with checked_library(file) as library:
        assert library.sections()[0].id == section
    assert f"{topic} is deleted." in run("delete", topic, *ANN).output
    assert "is named by" in run("delete", "t06", *ANN, code=1).output
    assert (
        "There is no section s99"
        in run("add", "topic", "X", "--section", "s99", *ANN, code=1).output
    )


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (("checked", "t99", *ANN), 2, "has nothing that is called t99"),
        (("history", "t99"), 2, "has nothing that is called t99"),
        (("set", "t05", "title", *ANN), 2, "“title” is not FIELD=VALUE"),
        (("set", "t05", "colour=red", *ANN), 1, "A topic has no field colour. It has: body"),
        (("set", "t05", "source=r99", *ANN), 1, "would refer to a row of source"),
        (("set", "t05", "title=", *ANN), 1, "does not fit a library"),
        (("set", "r01", "colour=red", *ANN), 1, "A source has no field colour"),
        (("set", "library", "people_to_sign=two", *ANN), 1, "people_to_sign is a whole number"),
        (("set", "t05", "body=@nowhere.md", *ANN), 1, "nowhere.md cannot be read"),
        (("arrange", "s99", "t01", *ANN), 1, "There is no section s99"),
        (("arrange", "s01", "t99", *ANN), 1, "There is no t99 to put in order"),
        (("reviewed", "t05", "--next-review", "2001-01-01", *ANN), 1, "not after today"),
    ],
)
def test_what_cannot_be_is_a_sentence_and_changes_nothing(
    file: Path, run: Run, words: tuple[str, ...], code: int, message: str
) -> None:
    before = data(run("status", "--json"))
    assert message in run(*words, code=code).output
    assert data(run("status", "--json")) == before


def test_a_library_in_use_may_be_looked_at(file: Path, run: Run) -> None:
    with closing(Workshop.open(file, Person("Cy Day"))):
        assert "Cy Day has it open" in run("checked", "t05", *ANN, code=1).output
        assert "t05" in run("status").output


def test_a_broken_library_is_named(file: Path, run: Run) -> None:
    file.write_bytes(b"not a library at all")
    for command in ("status", "history", "reviews", "sources"):
        assert "content.db" in run(command, code=2).output
