"""What Windows lacks is nowhere in the editor's rooms, but where the code has asked for it first.

The day with the editor as on Windows sees what that day uses; this sees every line.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from tests.windows import UNIX_ALONE, lacks

ROOT = Path(__file__).parents[1]
ROOMS = ("domain", "content", "handout", "bridge", "editor")
FILES = (
    *("main_editor.py", "main.py", "config.py", "config_file.py", "pin.py", "paths.py"),
    *("main_library.py", "handout_factories.py", "memory.py"),
)
UNIX_ROOTS = ("/dev/", "/etc/", "/home/", "/proc/", "/run/", "/tmp/", "/usr/", "/var/")  # noqa: S108
ABSENT_IS_FINE = {
    "/usr/share/hunspell": "a folder of dictionaries, where there is one",
    "/usr/share/myspell/dicts": "the same",
    "/etc/cups": "of the kiosk's printing, on Debian alone",
    "/var/lib/clinic-kiosk": "of an installed kiosk; the editor never asks for it",
    "/run/clinic-kiosk": "the same",
    "/etc/clinic-kiosk/kiosk.toml": "read where there is one",
}
LACKING = lacks()


def asks(test: ast.expr) -> bool:
    """Whether a condition asks which system this is, or whether a module has a name."""
    words = ast.unparse(test)
    return "sys.platform" in words or "os.name" in words or "hasattr(" in words


def catches(tried: ast.Try) -> bool:
    """Whether what is not there is expected."""
    caught = " ".join(ast.unparse(one.type) for one in tried.handlers if one.type)
    return "ImportError" in caught or "AttributeError" in caught


def leaves(body: Sequence[ast.stmt]) -> bool:
    return bool(body) and isinstance(body[-1], ast.Return | ast.Raise | ast.Continue)


def unguarded(body: Sequence[ast.stmt]) -> Iterator[ast.AST]:
    """What runs on every system, the statements of functions too."""
    for statement in body:
        if isinstance(statement, ast.If) and asks(statement.test):
            if leaves(statement.body):
                return  # what follows runs on one of them
            continue
        if isinstance(statement, ast.Try) and catches(statement):
            if any(leaves(one.body) for one in statement.handlers):
                return
            continue
        inner = [getattr(statement, name, []) for name in ("body", "orelse", "finalbody")]
        inner += [one.body for one in getattr(statement, "handlers", [])]
        inner += [one.body for one in getattr(statement, "cases", [])]
        if any(inner):
            for part in inner:
                yield from unguarded(part)
            blocks = {id(one) for part in inner for one in part}
            for child in ast.iter_child_nodes(statement):
                if id(child) not in blocks and not isinstance(child, ast.ExceptHandler):
                    yield from ast.walk(child)
        else:
            yield from ast.walk(statement)


def of_unix(code: str) -> Iterator[str]:
    """What of some code is not on Windows, by its line."""
    for node in unguarded(ast.parse(code).body):
        if isinstance(node, ast.Import):
            found = [one.name for one in node.names if one.name.partition(".")[0] in UNIX_ALONE]
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            module = node.module.partition(".")[0]
            missing = LACKING.get(module, frozenset())
            found = [module] if module in UNIX_ALONE else []
            found += [f"{module}.{one.name}" for one in node.names if one.name in missing]
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            is_missing = node.attr in LACKING.get(node.value.id, frozenset())
            found = [f"{node.value.id}.{node.attr}"] if is_missing else []
        elif isinstance(node, ast.Call) and ast.unparse(node.func) in ("Path", "open"):
            names = [one.value for one in node.args if isinstance(one, ast.Constant)]
            found = [
                name
                for name in names
                if isinstance(name, str)
                and name.startswith(UNIX_ROOTS)
                and name not in ABSENT_IS_FINE
            ]
        else:
            continue
        yield from (f"{name}, line {getattr(node, 'lineno', 0)}" for name in found)


def modules() -> Iterator[Path]:
    app = ROOT / "app"
    for room in ROOMS:
        yield from sorted((app / room).rglob("*.py"))
    yield from (app / name for name in FILES)


def test_no_room_of_the_editor_needs_unix() -> None:
    seen = list(modules())
    assert len(seen) > 300
    found = {
        str(file.relative_to(ROOT)): needed
        for file in seen
        if (needed := list(of_unix(file.read_text(encoding="utf-8"))))
    }
    assert found == {}


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("import fcntl", ["fcntl, line 1"]),
        ("from pwd import getpwuid", ["pwd, line 1"]),
        ("import os\ndef f():\n    return os.geteuid()", ["os.geteuid, line 3"]),
        ("import os\nif os.getuid() == 0:\n    pass", ["os.getuid, line 2"]),
        ("from os import fork", ["os.fork, line 1"]),
        ("import signal\nwith open('a') as f:\n    signal.SIGKILL", ["signal.SIGKILL, line 3"]),
        ("try:\n    import resource\nexcept OSError:\n    pass", ["resource, line 2"]),
        ("x = Path('/var/a')", ["/var/a, line 1"]),
        ("try:\n    import resource\nexcept ImportError:\n    resource = None", []),
        ("def f():\n    if sys.platform == 'win32':\n        return\n    import resource", []),
        ("if sys.platform == 'linux':\n    os.nice(10)", []),
        ("os.replace(a, b)", []),
    ],
)
def test_what_needs_unix_is_seen(code: str, found: list[str]) -> None:
    assert list(of_unix(code)) == found
