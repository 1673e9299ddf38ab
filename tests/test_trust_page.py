"""docs/trust.md: each claim names a test that there is."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "trust.md").read_text(encoding="utf-8")
SIGNS = "⁰¹²³⁴⁵⁶⁷⁸⁹"


NAMED = re.findall(r"^(\d+)\. `([\w/]+\.py)::(\w+)`$", PAGE, re.MULTILINE)


def function(file: str, name: str) -> ast.FunctionDef | None:
    """A function of a file's own, if there is one of that name."""
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    found = (node for node in tree.body if isinstance(node, ast.FunctionDef))
    return next((node for node in found if node.name == name), None)


def says_something(file: str, test: ast.FunctionDef) -> bool:
    """Whether a test, or a function of its file that it calls, can fail by what it looks at."""
    calls = set()
    for node in ast.walk(test):
        if isinstance(node, ast.Assert):
            return True
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else node.func
            if name == "raises":
                return True
            if isinstance(name, ast.Name):
                calls.add(name.id)
    helpers = (function(file, name) for name in calls - {test.name})
    return any(says_something(file, helper) for helper in helpers if helper is not None)


def test_each_claim_has_its_test() -> None:
    for _, file, test in NAMED:
        assert function(file, test) is not None, test
    claimed = {
        int("".join(str(SIGNS.index(sign)) for sign in signs))
        for signs in re.findall(f"[{SIGNS}]+", PAGE)
    }
    assert claimed == {int(number) for number, _, _ in NAMED}


@pytest.mark.parametrize(("file", "name"), [(file, name) for _, file, name in NAMED])
def test_each_of_them_runs_and_can_fail(file: str, name: str) -> None:
    test = function(file, name)
    assert test is not None
    assert not [mark for mark in test.decorator_list if "skip" in ast.unparse(mark)]
    assert says_something(file, test)


def test_a_test_that_cannot_fail_would_be_seen() -> None:
    empty = ast.parse("def test_it() -> None:\n    print(1 == 2)").body[0]
    assert isinstance(empty, ast.FunctionDef)
    assert not says_something("tests/test_trust_page.py", empty)


def test_whatever_somebody_cannot_do_has_a_test() -> None:
    table = PAGE.partition("## Who can do what")[2].partition("## ")[0]
    rows = [line.split("|")[1:-1] for line in table.splitlines() if line.startswith("|")][2:]
    assert len(rows) > 10
    for access, _, cannot in rows:
        for claim in map(str.strip, cannot.split(";")):
            if claim not in ("", "the same"):
                assert re.search(f"[{SIGNS}]", claim), (access, claim)


def test_each_command_on_the_page_is_one() -> None:
    from app.cli.keys import keys  # noqa: PLC0415

    told = set(re.findall(r"(?:`|clinic-content )keys ([a-z-]+)", PAGE))
    assert told <= set(keys.commands), told
    assert {"make", "back-up", "set-up", "show", "sign", "rotate", "revoke", "renew"} <= told
