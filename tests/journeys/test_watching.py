"""The watch over the journeys works: what a planted fault says fails its test."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PLANTED = {
    "a QML warning": """
        from PySide6.QtCore import QByteArray, QUrl
        from PySide6.QtQml import QQmlComponent, QQmlEngine
        engine = QQmlEngine()
        component = QQmlComponent(engine)
        text = QByteArray(b"import QtQml\\nQtObject { property int a: nobody.b }")
        component.setData(text, QUrl())
        made = component.create()
    """,
    "a log line": """
        import logging
        logging.getLogger("app").warning("planted")
    """,
    "an exception in a slot": """
        from PySide6.QtCore import QTimer
        def wrong():
            raise ValueError("planted")
        timer = QTimer()
        timer.timeout.connect(wrong)
        timer.timeout.emit()
    """,
    "nothing": "assert True",
}


@pytest.mark.parametrize("fault", PLANTED)
def test_planted_fault_fails_its_test(tmp_path: Path, fault: str) -> None:
    body = "\n".join(f"    {line.strip()}" for line in PLANTED[fault].strip().splitlines())
    body = body.replace("    raise", "        raise")
    file = tmp_path / "test_planted.py"
    file.write_text(f"def test_planted(qapp):\n{body}\n", encoding="utf-8")
    plugin = ["-p", "tests.journeys.conftest", "-c", str(ROOT / "pyproject.toml")]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", *plugin, "--rootdir", tmp_path, file],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == (0 if fault == "nothing" else 1), done.stdout + done.stderr
