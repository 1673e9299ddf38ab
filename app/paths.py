"""Where the project's own files are, in a checkout and in a built bundle."""

from __future__ import annotations

import os
import sys
from pathlib import Path

ROOT = Path(getattr(sys, "_MEIPASS", Path(__file__).resolve().parent.parent))
"""The folder that holds resources/ and content.db."""

RESOURCES = ROOT / "resources"
FONTS = RESOURCES / "fonts"
ICONS = RESOURCES / "icons"
HANDOUT = RESOURCES / "handout"
DICTIONARIES = RESOURCES / "dictionaries"
"""Of the editor's spelling, in a folder that was built for Windows."""
CONTENT = ROOT / "content.db"
QML = ROOT / "app" / "qml"

SERVICE_STATE = Path("/var/lib/clinic-kiosk")
"""Where the package's service has its state."""

SERVICE_RUN = Path("/run/clinic-kiosk")
"""Where it has what lasts as long as the service runs."""


def state_dir() -> Path:
    """Where the kiosk keeps its checked copy of the library; nothing about a family goes there."""
    if base := os.environ.get("STATE_DIRECTORY"):
        # systemd's StateDirectory=. A unit may have several, with a colon between them.
        return Path(base if sys.platform == "win32" else base.split(":")[0])
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home())) / "clinic-kiosk"
    if base := os.environ.get("XDG_STATE_HOME"):
        return Path(base) / "clinic-kiosk"
    try:
        return Path.home() / ".local" / "state" / "clinic-kiosk"
    except RuntimeError:  # a user whom the system does not know, without HOME
        return SERVICE_STATE


def machine_state_dir() -> Path:
    """Where the kiosk of this machine has its state: the service's, if it has been there."""
    if os.environ.get("STATE_DIRECTORY") or not SERVICE_STATE.exists():
        return state_dir()
    return SERVICE_STATE


def icon_names() -> frozenset[str] | None:
    """The names of the icons, where they stand beside the program; None where they do not."""
    return frozenset(file.stem for file in ICONS.glob("*.svg")) or None


def missing() -> Path | None:
    """A folder of the program's own in which nothing is of what the screens cannot do without."""
    for folder, pattern in ((FONTS, "*.ttf"), (ICONS, "*.svg"), (QML / "Kiosk", "qmldir")):
        if next(folder.glob(pattern), None) is None:
            return folder
    return None


def config_files() -> tuple[Path, ...]:
    """Where a configuration is looked for, the first found counting."""
    named = os.environ.get("CLINIC_KIOSK_CONFIG")
    return (*((Path(named),) if named else ()), Path("/etc/clinic-kiosk/kiosk.toml"))


def config_file() -> Path | None:
    """The configuration of this machine, if there is one."""
    return next((file for file in config_files() if file.exists()), None)
