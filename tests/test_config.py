"""The configuration file: what it may say, and what it is told when it says something else."""

from __future__ import annotations

from dataclasses import fields
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.config import Config
from app.config_file import find, load, parse
from app.domain.errors import ConfigError
from app.pin import hash_pin

EXAMPLE = Path(__file__).parents[1] / "docs/kiosk.toml"
TABLES = {table.name: table.default for table in fields(Config)}
KEYS = [
    (name, key.name)
    for name, table in TABLES.items()
    for key in fields(table)  # type: ignore[arg-type]
]
A_HASH = hash_pin("1357", b"salt")

GOOD: dict[tuple[str, str], list[object]] = {
    ("site", "name"): ["", "St. Mary's", "Ysbyty Gwynedd, Tŷ Plant"],
    ("site", "ward"): ["", "Ward 4"],
    ("site", "who_to_ask"): ["the nurse at the desk"],
    ("screen", "width_mm"): [0, 0.0, 344.2, 531, 3000],
    ("screen", "distance_mm"): [300, 600.5, 3000],
    ("screen", "pointer"): ["auto", "hidden", "shown"],
    ("screen", "reach"): ["whole", "low"],
    ("screen", "bottom_mm"): [0, 800, 2000],
    ("hours", "on"): [[], ["Mon-Fri 07:30-20:00", "Sat,Sun 09:00-24:00"]],
    ("hours", "dim"): [[], ["Mon-Sun 22:00-06:00"]],
    ("hours", "outside"): ["off", "dim"],
    ("hours", "holidays"): [[], ["2026-12-25", "2027-01-01"]],
    ("idle", "seconds"): [20, 90, 3600],
    ("idle", "warning_seconds"): [10, 30.0, 300],
    ("content", "file"): ["", "/srv/content.db"],
    ("updates", "folder"): ["", "/srv/editions", "Z:\\editions", r"\\server\editions"],
    ("updates", "address"): ["", "https://www.example.org/editions", "http://127.0.0.1:8080/"],
    ("updates", "root"): ["", "/etc/clinic-kiosk/root.json"],
    ("updates", "unsigned"): [True, False],
    ("updates", "every_minutes"): [1, 10, 1440],
    ("updates", "usb"): [True, False],
    ("updates", "usb_folders"): [["/media"], ["E:\\", "F:\\"]],
    ("handout", "paper"): ["a4", "letter"],
    ("handout", "public_address"): [
        "",
        "https://www.example.org",
        "https://a-b.example.org:8443/leaflets/cy/",
    ],
    ("printing", "printer"): ["", "Kiosk", "Büro 4"],
    ("printing", "jobs_a_session"): [0, 3, 20],
    ("printing", "pages_a_job"): [1, 10, 100],
    ("printing", "jobs_an_hour"): [0, 40, 1000],
    ("printing", "patience_seconds"): [30, 120, 600],
    ("staff", "pin_hash"): [A_HASH],
    ("status", "folder"): ["", "/var/lib/prometheus/node-exporter", "Z:\\status"],
    ("counts", "pages"): [True, False],
    ("counts", "faces"): [True, False],
}
WORDS = "words between quotes"
BAD: dict[tuple[str, str], tuple[str, list[object]]] = {
    ("site", "name"): (WORDS, [4, True, ["St"], {}]),
    ("site", "ward"): (WORDS, [4, 4.0]),
    ("site", "who_to_ask"): ("words", [4, "", "  "]),
    ("screen", "width_mm"): (
        "0 to 3000 millimetres",
        [-1, 3000.1, "531", True, float("nan"), float("inf"), 10**400],
    ),
    ("screen", "distance_mm"): ("300 to 3000 millimetres", [0, 299.9, 3001, "600", False]),
    ("screen", "pointer"): ("auto or hidden or shown", ["", "Auto", "none"]),
    ("screen", "reach"): ("whole or low", ["", "Low", "high"]),
    ("screen", "bottom_mm"): ("0 to 2000 millimetres", [-1, 2001, "800", True]),
    ("hours", "on"): (
        'hours in brackets, each as in "Mon-Fri 07:30-20:00"',
        ["Mon 09:00-17:00", [""], [9], ["Mon 9-17"], ["Mun 09:00-17:00"], ["Mon 09:00-25:00"]],
    ),
    ("hours", "dim"): ("hours in brackets", [True, ["always"]]),
    ("hours", "outside"): ("off or dim", ["", "on", "OFF"]),
    ("hours", "holidays"): (
        'days in brackets, each as in "2026-12-25"',
        ["2026-12-25", ["25.12.2026"], [20261225.5], ["2026-02-29"], [datetime(2026, 12, 25)]],
    ),
    ("idle", "seconds"): ("20 to 3600 seconds", [0, 19, 3601, "90", True]),
    ("idle", "warning_seconds"): ("10 to 300 seconds", [9, 301, -30, "30"]),
    ("content", "file"): (WORDS, [7, ["a"]]),
    ("updates", "folder"): (
        "empty, or a full path",
        ["editions", "./editions", "smb://server/editions", "C:", " ", "/a\0b"],
    ),
    ("updates", "address"): (
        'empty, or as in "https://www.example.org/editions", to 120 letters',
        ["http://www.example.org/e", "ftp://a.org", "//server/share", "https://a.org/?x=1"],
    ),
    ("updates", "root"): (
        'empty, or the full path of a file as in "/etc/clinic-kiosk/root.json"',
        ["root.json", "etc/root.json"],
    ),
    ("updates", "unsigned"): ("true or false", [1, "yes"]),
    ("updates", "every_minutes"): ("1 to 1440 minutes", [0, 1441, "10", True]),
    ("updates", "usb"): ("true or false", [1, "yes", "true"]),
    ("updates", "usb_folders"): (
        "full paths in brackets",
        ["/media", [], ["media"], [1], ["/media", "x"], [""]],
    ),
    ("handout", "paper"): ("a4 or letter", ["A4", "a5", ""]),
    ("handout", "public_address"): (
        "https://www.example.org/leaflets",
        [
            *(" ", "www.example.org", "http://www.example.org", "https://", "https://host"),
            *("https://a.example/?id=", "https://a.example/#t", "https://me@a.example"),
            *("https://a.example/a b", "https://a.example//x", "https://a.example\n"),
            "https://a.example/" + "x" * 103,
        ],
    ),
    ("printing", "printer"): (WORDS, [4, True]),
    ("printing", "jobs_a_session"): ("0 to 20 jobs", [-1, 21, "3", True]),
    ("printing", "pages_a_job"): ("1 to 100 pages", [0, 101, "10"]),
    ("printing", "jobs_an_hour"): ("0 to 1000 jobs", [-1, 1001, "40"]),
    ("printing", "patience_seconds"): ("30 to 600 seconds", [0, 29, 601, "120"]),
    ("staff", "pin_hash"): (
        "the line of --hash-pin",
        ["", "2468", A_HASH[:-1], A_HASH + "0", A_HASH.upper(), A_HASH.replace("16384", "x")],
    ),
    ("status", "folder"): ("empty, or a full path", ["status", "./status", " ", "/a\0b"]),
    ("counts", "pages"): ("true or false", [1, 0, "yes", "true"]),
    ("counts", "faces"): ("true or false", [1, "all"]),
}


def test_every_key_is_tried() -> None:
    assert list(GOOD) == list(BAD) == KEYS


@pytest.mark.parametrize(("where", "values"), GOOD.items())
def test_a_good_value_is_taken(where: tuple[str, str], values: list[object]) -> None:
    table, key = where
    for value in values:
        config = parse({table: {key: value}}, "kiosk.toml")
        taken = getattr(getattr(config, table), key)
        assert (list(taken) if isinstance(taken, tuple) else taken) == value
        assert config == parse({table: {key: value}}, "other.toml")
        others = [getattr(config, name) == default for name, default in TABLES.items()]
        assert others.count(False) <= 1


@pytest.mark.parametrize(("where", "bad"), BAD.items())
def test_a_bad_value_is_named_with_what_is_allowed(
    where: tuple[str, str], bad: tuple[str, list[object]]
) -> None:
    table, key = where
    allowed, values = bad
    for value in values:
        with pytest.raises(ConfigError) as caught:
            parse({table: {key: value}}, "kiosk.toml")
        assert caught.value.file == "kiosk.toml"
        assert caught.value.key == f"{table}.{key}"
        assert allowed in str(caught.value), value


def test_a_pin_is_told_that_it_is_no_hash_without_being_repeated() -> None:
    with pytest.raises(ConfigError) as caught:
        parse({"staff": {"pin_hash": "97531"}}, "kiosk.toml")
    assert "97531" not in str(caught.value)


@pytest.mark.parametrize("number", [30, 30.0])
def test_a_number_is_a_number_with_or_without_its_point(number: float) -> None:
    assert type(parse({"idle": {"seconds": number}}, "").idle.seconds) is float


@pytest.mark.parametrize(
    ("raw", "key", "allowed"),
    [
        (
            {"sight": {}},
            "sight",
            "site, screen, hours, idle, content, updates, handout, printing, staff, status, counts",
        ),
        ({"site": {"nmae": ""}}, "site.nmae", "name, ward, who_to_ask"),
        ({"idle": 90}, "idle", "[idle]"),
        ({"idle": [{"seconds": 90}]}, "idle", "[idle]"),
    ],
)
def test_an_unknown_table_or_key_is_named_with_those_there_are(
    raw: dict[str, object], key: str, allowed: str
) -> None:
    with pytest.raises(ConfigError) as caught:
        parse(raw, "kiosk.toml")
    assert (caught.value.file, caught.value.key) == ("kiosk.toml", key)
    assert caught.value.allowed == allowed


def test_nothing_said_is_the_defaults(tmp_path: Path) -> None:
    file = tmp_path / "kiosk.toml"
    file.write_text("", encoding="utf-8")
    assert load(file) == Config()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_a_file_is_read_as_editors_save_it(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "kiosk.toml"
    file.write_text('[site]\r\nname = "Tŷr Plant"\r\n', encoding=encoding, newline="")
    assert load(file).site.name == "Tŷr Plant"


@pytest.mark.parametrize(
    "content",
    [
        b"[site\n",
        b"name = St. Mary\n",
        b'[site]\nname = "caf\xe9"\n',
        b"[site]\nname = 1" + b"0" * 5000,
        b"x = " + b"[" * 100_000,
        b"\x00",
        b"[site]\n[site]\n",
    ],
    ids=["bracket", "quotes", "latin-1", "digits", "depth", "nul", "twice"],
)
def test_a_file_that_is_not_toml_is_named(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "kiosk.toml"
    file.write_bytes(content)
    with pytest.raises(ConfigError, match=r"kiosk\.toml: the file: .* Allowed: TOML, in UTF-8"):
        load(file)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    for file in (tmp_path, tmp_path / "none.toml"):
        with pytest.raises(ConfigError, match="Allowed: a readable file") as caught:
            load(file)
        assert caught.value.file == str(file)


def test_the_file_that_is_named_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "mine.toml"
    file.write_text('[site]\nward = "Ward 9"\n', encoding="utf-8")
    monkeypatch.setenv("CLINIC_KIOSK_CONFIG", str(file))
    assert find().site.ward == "Ward 9"


def test_the_example_says_every_default_and_names_every_key() -> None:
    assert load(EXAMPLE) == Config()
    words = EXAMPLE.read_text(encoding="utf-8")
    for name, table in TABLES.items():
        said = words.partition(f"\n[{name}]\n")[2].partition("\n[")[0]
        keys = [line.split(" = ")[0] for line in said.splitlines() if line[:1].isalpha()]
        assert keys == [key.name for key in fields(table)]  # type: ignore[arg-type]


def test_the_example_explains_every_key_and_its_limits() -> None:
    lines = EXAMPLE.read_text(encoding="utf-8").splitlines()
    for line, before in zip(lines[1:], lines, strict=False):
        if " = " in line and not line.startswith("#"):
            assert before.startswith("# "), line
    words = "\n".join(lines)
    for table in TABLES.values():
        for key in fields(table):  # type: ignore[arg-type]
            limits = key.metadata
            for choice in limits.get("allowed", ()):
                assert f'"{choice}"' in words
            if limits.get("least"):
                span = f"from {limits['least']:g} to {limits['most']:g}"
                assert span in words


VALUES = st.one_of(
    st.text(max_size=5), st.integers(), st.floats(), st.booleans(), st.lists(st.integers())
)
SOME_KEYS = st.sampled_from([key for _, key in KEYS])
SOME_TABLE = st.one_of(VALUES, st.dictionaries(SOME_KEYS, VALUES, max_size=3))


@given(st.dictionaries(st.sampled_from([*TABLES, "more"]), SOME_TABLE, max_size=3))
def test_whatever_it_says_it_is_a_config_or_an_error_that_names_the_file(
    raw: dict[str, object],
) -> None:
    said = ""
    try:
        parse(raw, "kiosk.toml")
    except ConfigError as error:
        said = str(error)
    assert not said or said.startswith("kiosk.toml: ")


def said_of(tmp_path: Path, content: bytes) -> str:
    """What is said of a configuration file."""
    file = tmp_path / "kiosk.toml"
    file.write_bytes(content)
    with pytest.raises(ConfigError) as raised:
        load(file)
    return str(raised.value).removeprefix(f"{file}: ")


def test_a_line_that_is_no_utf_8_is_named_as_it_reads(tmp_path: Path) -> None:
    said = said_of(tmp_path, b'[site]\nname = "Children\x92s Hospital"\nward = "7"\n')
    assert said == (
        'the file: Line 2 is not UTF-8: name = "Children\u2019s Hospital"'
        " Allowed: TOML, in UTF-8: save the file as UTF-8"
    )


@pytest.mark.parametrize(
    ("line", "named"),
    [
        (r'folder = "\\server\new editions"', "line 2, updates.folder: "),
        (r'folder = "C:\Users\ward"', "the file: "),
    ],
)
def test_a_windows_path_is_shown_as_the_file_has_it_with_the_quotes_it_needs(
    tmp_path: Path, line: str, named: str
) -> None:
    said = said_of(tmp_path, f"[updates]\n{line}\n".encode())
    assert said.startswith(named)
    assert line.partition(" = ")[2] in said
    assert "line 2" in said
    assert "single quotes" in said


@pytest.mark.parametrize("key", ["pages_a_job", "jobs_a_session", "jobs_an_hour"])
def test_half_a_page_is_not_taken_for_a_page(tmp_path: Path, key: str) -> None:
    said = said_of(tmp_path, f"# limits\n[printing]\n{key} = 2.9\n".encode())
    assert said.startswith(f"line 3, printing.{key}: 2.9 will not do. Allowed: a whole number, ")


def test_an_unknown_key_is_named_with_its_line(tmp_path: Path) -> None:
    assert said_of(tmp_path, b"[site]\n\nnmae = 'x'\n").startswith("line 3, site.nmae: There is no")
