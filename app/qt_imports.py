"""Import this right after PySide6: what is imported after it is not read as text.

Qt for Python looks into the source of every module that is imported from then on, for one that asks
for other names of Qt's methods (`from __feature__ import snake_case`), and the standard library
keeps each source that was read: 14 ms of a start and 4 MB. No module of ours asks. A frozen bundle
has no sources, so there Qt for Python has never found one either.
"""

from __future__ import annotations

import importlib
from contextlib import suppress
from types import ModuleType

import PySide6.QtCore  # noqa: F401 - it brings the module that is changed here

_READS_SOURCE = "_mod_uses_pyside"


def _asks_for_nothing(_module: ModuleType) -> bool:
    return False


with suppress(ImportError):
    _features = importlib.import_module("shibokensupport.feature")
    if hasattr(_features, _READS_SOURCE):
        setattr(_features, _READS_SOURCE, _asks_for_nothing)
