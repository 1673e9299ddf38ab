"""docs/trust.md: each claim names a test that there is."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "trust.md").read_text(encoding="utf-8")
SIGNS = "⁰¹²³⁴⁵⁶⁷⁸⁹"


def test_each_claim_has_its_test() -> None:
    named = re.findall(r"^(\d+)\. `([\w/]+\.py)::(\w+)`$", PAGE, re.MULTILINE)
    for _, file, test in named:
        tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
        names = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
        assert test in names, test
    claimed = {
        int("".join(str(SIGNS.index(sign)) for sign in signs))
        for signs in re.findall(f"[{SIGNS}]+", PAGE)
    }
    assert claimed == {int(number) for number, _, _ in named}


def test_each_command_on_the_page_is_one() -> None:
    from app.cli.keys import keys  # noqa: PLC0415

    told = set(re.findall(r"(?:`|clinic-content )keys ([a-z-]+)", PAGE))
    assert told <= set(keys.commands), told
    assert {"make", "back-up", "set-up", "show", "sign", "rotate", "revoke", "renew"} <= told
