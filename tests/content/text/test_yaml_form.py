"""YAML in one form: what is written is read back, by this reader and by any other."""

from __future__ import annotations

from contextlib import suppress
from itertools import pairwise

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from app.content.text.yaml_form import Lined, TextError, Value, dump_list, dump_mapping, load

_WORDS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=40),
    st.text(alphabet="ab :#-'\"\\\n,[]{}&*!|>%@`?yn0 1~.", max_size=40),
    st.sampled_from(
        ["yes", "No", "null", "~", "1e3", "0x1f", "12:30", "2021-11-04", ".5", "08", "+1"]
    ),
    st.lists(st.text(alphabet="abc", min_size=1, max_size=9), max_size=60).map(" ".join),
)
_VALUES = st.one_of(
    _WORDS,
    st.booleans(),
    st.integers(min_value=-(10**9), max_value=10**9),
    st.lists(_WORDS, min_size=1, max_size=3),
    st.lists(st.dictionaries(st.just("key"), _WORDS, min_size=1), min_size=1, max_size=2),
)
_MAPPINGS = st.dictionaries(st.sampled_from(["id", "title", "body", "list"]), _VALUES, min_size=1)


def _plain(lined: Lined) -> object:
    if isinstance(lined.value, list):
        return [_plain(item) for item in lined.value]
    if isinstance(lined.value, dict):
        return {key: _plain(item) for key, item in lined.value.items()}
    return lined.value


@given(_MAPPINGS)
def test_what_is_written_is_read_back(values: dict[str, Value]) -> None:
    assert _plain(load(dump_mapping(values))) == values


@given(st.lists(_MAPPINGS, min_size=1, max_size=3))
def test_lists_are_read_back(items: list[dict[str, Value]]) -> None:
    assert _plain(load(dump_list(items))) == items


@given(st.dictionaries(st.sampled_from(["id", "title"]), _WORDS, min_size=1))
def test_words_are_words_to_any_other_reader(values: dict[str, Value]) -> None:
    read = yaml.safe_load(dump_mapping(values))
    dates = {key: str(value) for key, value in read.items()}
    assert dates == values


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("Plain words", "key: Plain words\n"),
        ("CAR T: what it is", 'key: "CAR T: what it is"\n'),
        ("yes", 'key: "yes"\n'),
        ("2019", 'key: "2019"\n'),
        ("0808 800 4040", "key: 0808 800 4040\n"),
        ("25 or under", "key: 25 or under\n"),
        ("2021-11-04", "key: 2021-11-04\n"),
        ("one\n\ntwo\n", "key: |\n  one\n\n  two\n"),
        ("  one\n", 'key: "  one\\n"\n'),
        (["t01", "t02"], "key: [t01, t02]\n"),
        (["One?", "Two"], "key:\n  - One?\n  - Two\n"),
        (True, "key: true\n"),
        (3, "key: 3\n"),
    ],
)
def test_the_form(value: Value, written: str) -> None:
    assert dump_mapping({"key": value}) == written


def test_long_words_are_folded() -> None:
    text = "word " * 30 + "end"
    lines = dump_mapping({"key": text}).splitlines()
    assert lines[0] == "key: >-"
    assert max(map(len, lines)) <= 104


def test_dates_and_times_stay_words() -> None:
    assert _plain(load("a: 2021-11-04\nb: 12:30\nc: 017\nd: 1.5\ne: on\nf: 7\ng: true\nh:")) == {
        **{"a": "2021-11-04", "b": "12:30", "c": "017", "d": "1.5", "e": "on"},
        **{"f": 7, "g": True, "h": None},
    }


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: 1\nb: [", 2),
        ("a: 1\na: 2", 2),
        ("a: 'x", 1),
        ("? [a]\n: b", 1),
        ("a: \x00", 1),
        ("a: " + "[" * 30 + "]" * 30, 1),
        ("a: " + "[" * 3000, 1),
        ("a: *b", 1),
        ("a: x\nb: &c [x]\nd: [*c, *c]", 2),
        ("a: x\nb: *c", 2),
    ],
)
def test_what_cannot_be_read_says_where(text: str, line: int) -> None:
    with pytest.raises(TextError) as raised:
        load(text)
    assert raised.value.line >= line
    assert raised.value.problem


def test_aliases_that_grow_without_an_end_are_refused_at_their_first_anchor() -> None:
    names = "abcdefghij"
    lines = ["a: &a [x, x]"]
    lines += [f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]" for a, b in pairwise(names)]
    with pytest.raises(TextError, match="aliases") as raised:
        load("\n".join(lines))
    assert raised.value.line == 1


@given(st.text(alphabet="ab:-[]{}&*!|>'\"%@`#?,\n \t~", max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(TextError):
        assert load(text).line >= 1
