"""What the package is made of: an SBOM in CycloneDX's JSON, and a list of licences to read.

    python packaging/parts.py VERSION FOLDER

Both say what requirements.lock pins and this environment has, with Python itself: what PyInstaller
puts into the folder. It is the same for the same lock, so that two builds can be compared.
"""

from __future__ import annotations

import json
import platform
import re
import sys
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, distribution
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
SPACE = uuid.UUID("6b2a7c8e-0a4b-5f0e-9c53-2f7d1e6a9b10")
"""Ours alone, so that the bill's serial number follows from what it says."""

_PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", re.MULTILINE)
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
_CLASSIFIED = "License :: OSI Approved :: "
_LONGEST = 60
"""Letters: what is longer is a licence's whole text, not its name."""

_SAID_ELSEWHERE = {"pyside6-essentials": "LGPL-3.0-only", "shiboken6": "LGPL-3.0-only"}
"""Where a package offers several licences, the one that it is used under here."""

_NOT_IN_THE_FOLDER = {"pip"}
_LICENCE_FILE = re.compile(r"(licen[cs]e|copying|notice)[^/]*$", re.IGNORECASE)

UNKNOWN = "see its own files"


@dataclass(frozen=True, slots=True)
class Part:
    """Something that is in the folder: its name and version, licence, maker's page, and hashes."""

    name: str
    version: str
    licence: str
    page: str = ""
    hashes: tuple[str, ...] = ()


def parts(lock: str) -> Iterator[Part]:
    """Everything that a lock pins, and Python."""
    pins = list(_PIN.finditer(lock))
    for pin, after in zip(pins, [*pins[1:], None], strict=True):
        name, version = pin[1].lower(), pin[2]
        if name in _NOT_IN_THE_FOLDER:
            continue
        entry = lock[pin.start() : after.start() if after else len(lock)]
        found = distribution(name)
        if found.version != version:
            raise SystemExit(f"{name} {found.version} is installed; the lock has {version}.")
        licence = _SAID_ELSEWHERE.get(name) or _licence(found)
        yield Part(name, version, licence, _page(found), tuple(_HASH.findall(entry)))
    yield Part("python", platform.python_version(), "PSF-2.0", "https://www.python.org/")


def _licence(found: Distribution) -> str:
    said = found.metadata.get_all("License-Expression") or []
    short = [text for text in found.metadata.get_all("License") or [] if len(text) <= _LONGEST]
    classified = [
        text.removeprefix(_CLASSIFIED)
        for text in found.metadata.get_all("Classifier") or []
        if text.startswith(_CLASSIFIED)
    ]
    return next(iter([*said, *short, *classified]), UNKNOWN)


def _page(found: Distribution) -> str:
    named = dict(
        text.split(", ", 1) for text in found.metadata.get_all("Project-URL") or [] if ", " in text
    )
    home = found.metadata.get_all("Home-page") or []
    every = [
        *home,
        *(url for name, url in named.items() if "page" in name.lower()),
        *named.values(),
    ]
    return next((url for url in every if url.startswith("https://")), "")


def bill(version: str, found: list[Part]) -> dict[str, Any]:
    """The SBOM, as CycloneDX 1.5 has it."""
    body = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": f"clinic-kiosk@{version}",
                "name": "clinic-kiosk",
                "version": version,
                "licenses": [{"license": {"id": "GPL-3.0-or-later"}}],
            }
        },
        "components": [_component(part) for part in found],
        "dependencies": [
            {
                "ref": f"clinic-kiosk@{version}",
                "dependsOn": [f"{part.name}@{part.version}" for part in found],
            }
        ],
    }
    serial = uuid.uuid5(SPACE, json.dumps(body, sort_keys=True))
    return {"serialNumber": f"urn:uuid:{serial}", **body}


def _component(part: Part) -> dict[str, Any]:
    kind = "generic" if part.name == "python" else "pypi"
    component: dict[str, Any] = {
        "type": "library",
        "bom-ref": f"{part.name}@{part.version}",
        "name": part.name,
        "version": part.version,
        "purl": f"pkg:{kind}/{part.name}@{part.version}",
        "licenses": [{"license": {"name": part.licence}}],
    }
    if part.page:
        component["externalReferences"] = [{"type": "website", "url": part.page}]
    if part.hashes:
        # Of the files that the lock allows; one of them is the one that was installed.
        component["properties"] = [
            {"name": "clinic-kiosk:allowed-sha256", "value": value} for value in part.hashes
        ]
    return component


def licences(version: str, found: list[Part]) -> str:
    """The list of licences."""
    rows = [f"| {p.name} | {p.version} | {p.licence} | {p.page} |" for p in found]
    return "\n".join(
        (
            f"# What is in Clinic Kiosk {version}",
            "",
            "Clinic Kiosk itself is GPL-3.0-or-later. Its fonts: Atkinson Hyperlegible, OFL-1.1.",
            "Its icons: Lucide, ISC. The folder `licences` has the text that came with each part.",
            "",
            "| part | version | licence | page |",
            "|---|---|---|---|",
            *rows,
            "",
        )
    )


def copy_texts(found: list[Part], folder: Path) -> None:
    """Put the licences' own texts into a folder each."""
    for part in found:
        if part.name == "python":
            continue
        for file in distribution(part.name).files or ():
            source = Path(str(file.locate()))
            if _LICENCE_FILE.search(str(file)) and source.suffix != ".py" and source.is_file():
                target = folder / part.name / file.name
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(source.read_bytes())


def main(version: str, folder: Path) -> None:
    """Write both into a folder."""
    found = list(parts((ROOT / "requirements.lock").read_text(encoding="utf-8")))
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(bill(version, found), indent=1)
    (folder / "sbom.cdx.json").write_text(f"{text}\n", encoding="utf-8")
    (folder / "LICENCES.md").write_text(licences(version, found), encoding="utf-8")
    copy_texts(found, folder / "licences")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
