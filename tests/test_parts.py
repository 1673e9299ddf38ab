"""The bill of what the package is made of."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
PINS = {
    name.lower(): version for name, version in re.findall(r"^([\w.-]+)==([^\s;\\]+)", LOCK, re.M)
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("parts")
    subprocess.run([sys.executable, "packaging/parts.py", "1.2.3", folder], cwd=ROOT, check=True)
    return folder


def bill(folder: Path) -> dict[str, Any]:
    found = json.loads((folder / "sbom.cdx.json").read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


def test_the_bill_is_cyclonedx_and_names_everything_that_is_pinned(made: Path) -> None:
    found = bill(made)
    assert (found["bomFormat"], found["specVersion"], found["version"]) == ("CycloneDX", "1.5", 1)
    assert re.fullmatch(
        r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", found["serialNumber"]
    )
    assert found["metadata"]["component"]["version"] == "1.2.3"
    named = {part["name"]: part["version"] for part in found["components"]}
    assert {**named, "pip": PINS["pip"]} == {**PINS, "python": named["python"]}
    refs = [part["bom-ref"] for part in found["components"]]
    assert found["dependencies"][0]["dependsOn"] == refs
    assert len(set(refs)) == len(refs)
    assert all(part["purl"].endswith(f"/{part['bom-ref']}") for part in found["components"])


def test_every_part_has_a_licence_in_the_list_and_its_text_where_it_came_with_one(
    made: Path,
) -> None:
    text = (made / "LICENCES.md").read_text(encoding="utf-8")
    rows = [line.split(" | ") for line in text.splitlines() if line.startswith("| ")][1:]
    assert {row[0].removeprefix("| ") for row in rows} == {*PINS, "python"} - {"pip"}
    assert [row for row in rows if not row[2].strip()] == []
    copied = {folder.name for folder in (made / "licences").iterdir()}
    assert {"typst", "pillow", "tuf", "cryptography"} <= copied


def test_it_is_the_same_for_the_same_lock(made: Path, tmp_path: Path) -> None:
    subprocess.run([sys.executable, "packaging/parts.py", "1.2.3", tmp_path], cwd=ROOT, check=True)
    assert bill(tmp_path) == bill(made)
