"""The commands that change what a library holds, as staff type them."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.content.workshop import Workshop
from app.domain.governance.governance import Person
from tests.cli.commands import ANN, Run, copied, data, item, on


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return copied(tmp_path)


@pytest.fixture
def run(file: Path) -> Run:
    return on(file)


def test_a_copy_is_a_draft_with_an_id_of_its_own(run: Run) -> None:
    copied = data(run("copy", "t05", "--json", *ANN))
    assert copied["id"] == "t13"
    assert item(run("status", "--json"), "t13")["state"] == "draft"
    assert "(copy)" in run("status").output
    assert "nothing that is called t99" in run("copy", "t99", *ANN, code=2).output


def test_a_question_is_added_led_to_and_proved(run: Run) -> None:
    w01 = ("--of", "w01")
    assert data(run("add", "question", "Is there a donor?", *w01, "--json", *ANN))["id"] == "q05"
    answer = ("--question", "q05")
    assert data(run("add", "answer", "Yes", *w01, *answer, "--json", *ANN))["id"] == "c19"
    assert data(run("add", "answer", "Not sure", *w01, *answer, "--json", *ANN))["id"] == "c20"
    run("set", "w01", "c19.leads_to=o01", "c20.leads_to=o03", "c20.not_sure=true", *ANN)
    run("set", "w01", "q05.why=It helps to know.", "c18.leads_to=q05", *ANN)
    output = run("diff", "w01").output
    assert "Is there a donor?" in output
    assert "Find out which situation it is" in output
    # One expected case ended at the outcome that is now a question further on.
    results = data(run("cases", "w01", "--json", code=1))["cases"]
    assert [case["id"] for case in results if not case["holds"]] == ["k07"]
    assert "stops at the question “Is there a donor?”" in run("cases", "w01", code=1).output


def test_parts_of_a_walkthrough_are_put_in_order(run: Run) -> None:
    order = data(run("arrange", "o03", "o02", "--of", "w01", "--json", *ANN))["order"]
    assert order == ["o03", "o02", "o01", "o04", "o05", "o06", "o07"]
    order = data(run("arrange", "c05", "--of", "w01", "--json", *ANN))["order"]
    assert order == ["c05", "c01", "c02", "c03", "c04"]
    assert data(run("cases", "w01", "--json"))["cases"][0]["holds"]
    for mixed in (("q01", "o01"), ("c01", "c06")):
        refused = run("arrange", *mixed, "--of", "w01", *ANN, code=1)
        assert "the answers of one question" in refused.output
    assert "w01 has no part q99" in run("arrange", "q99", "--of", "w01", *ANN, code=1).output


def test_a_part_that_is_led_to_stays(run: Run) -> None:
    refused = run("delete", "o05", "--of", "w01", *ANN, code=1)
    assert "o05 is named by c07 “No, another type”. Let them lead elsewhere" in refused.output
    assert run("diff", "w01").output.startswith("Nothing")
    run("set", "w01", "c07.leads_to=o02", *ANN)
    assert "Deleted: o05." in run("delete", "o05", "--of", "w01", *ANN).output
    assert "Ask about treatments for this type" in run("diff", "w01").output


def test_what_is_led_to_from_what_goes_too_may_go(run: Run) -> None:
    run("add", "outcome", "Another end", "--of", "w01", *ANN)
    run("add", "question", "Another?", "--of", "w01", *ANN)
    run("add", "answer", "Yes", "--of", "w01", "--question", "q05", *ANN)
    run("set", "w01", "c19.leads_to=o08", *ANN)
    assert "o08 is named by c19" in run("delete", "o08", "--of", "w01", *ANN, code=1).output
    run("delete", "o08", "c19", "q05", "--of", "w01", *ANN)
    assert run("diff", "w01").output.startswith("Nothing")


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (("question", "Why?"), 2, "Say which walkthrough it is the question of"),
        (("answer", "Yes", "--of", "w01"), 1, "w01 has no question “”"),
        (("answer", "Yes", "--of", "w01", "--question", "o01"), 1, "w01 has no question “o01”"),
        (("note", "Hm", "--of", "w09"), 2, "nothing that is called w09"),
        (("note", "Hm", "--of", "t05"), 1, "t05 is not a walkthrough"),
    ],
)
def test_a_part_needs_its_place(run: Run, words: tuple[str, ...], code: int, message: str) -> None:
    assert message in run("add", *words, *ANN, code=code).output


def test_a_case_is_kept_run_and_kept_no_longer(run: Run) -> None:
    refused = run("cases", "w01", "--add", "c01,c07=o99", *ANN, code=1)
    assert "The outcomes are: o01, o02" in refused.output
    assert "no answer c99" in run("cases", "w01", "--add", "c99=o01", *ANN, code=1).output
    run("cases", "w01", "--add", "c01,c07=o05", "--about", "Another type", *ANN)
    case = data(run("cases", "w01", "--json"))["cases"][-1]
    assert (case["id"], case["about"], case["holds"]) == ("k11", "Another type", True)
    assert case["answers"] == {"q01": "c01", "q02": "c07"}
    # It takes no signature away.
    assert item(run("status", "--json"), "w01")["state"] == "signed"
    assert "11 cases, 0 that do not hold." in run("cases", "w01").output
    assert "10 cases" in run("cases", "w01", "--remove", "k11", *ANN).output
    assert "w01 has no case k11" in run("cases", "w01", "--remove", "k11", *ANN, code=1).output


def test_what_was_typed_and_not_saved_is_listed_and_thrown_away(file: Path, run: Run) -> None:
    assert "Everything that was typed is saved." in run("unfinished").output
    workshop = Workshop.open(file, Person("Ann Ward"))
    content = workshop.items.content(workshop.items.rows()[0].key)
    workshop.unfinished.save(content)
    workshop.close()
    (typed,) = data(run("unfinished", "--json"))["unfinished"]
    assert (typed["id"], typed["name"]) == (content.key.id, "Ann Ward")
    assert f"{content.key.id}  {content.title}  typed by Ann Ward" in run("unfinished").output
    thrown = run("unfinished", "--throw-away", content.key.id, *ANN)
    assert "Everything that was typed is saved." in thrown.output
