"""The inside of the virtual printer: what ippeveprinter runs for each job, with the job's PDF.

The file `fault` in its folder says what is wrong with it; while it says something, nothing comes
out. The file `hold` keeps a good printer at its first page. A job that is cancelled while it waits
is thrown away, as a printer does; a `deaf` one prints it all the same.

    engine.py FOLDER IPPTOOL QUESTION FILE
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

LOOK_EVERY = 0.05
FAULTS = "media-empty,media-jam,cover-open,toner-low,spool-area-full"


def say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def is_cancelled(ipptool: str, question: str) -> bool:
    told = subprocess.run(
        [ipptool, "-tv", "-T", "2", os.environ["IPP_JOB_URI"], question],
        capture_output=True,
        text=True,
        check=False,
    )
    return "processing-to-stop-point" in told.stdout.partition("RECEIVED")[2]


def main(folder: Path, ipptool: str, question: str, pdf: Path) -> int:
    fault, hold, deaf = folder / "fault", folder / "hold", folder / "deaf"
    wrong = fault.read_text() if fault.exists() else ""
    say(f"STATE: -{FAULTS}")
    if wrong == "fail":
        return 1
    if wrong:
        say(f"STATE: +{wrong}")
    waits = fault if wrong != "toner-low" else hold
    while waits.exists() or hold.exists():
        if not deaf.exists() and is_cancelled(ipptool, question):
            return 1
        time.sleep(LOOK_EVERY)
    if wrong and not fault.exists():
        say(f"STATE: -{wrong}")
    ours = os.environ.get("IPP_JOB_ORIGINATING_USER_NAME", "").startswith(("kiosk", "handout"))
    if ours or os.environ.get("IPP_JOB_NAME") == "Handout":
        name = f"{time.monotonic_ns()}.pdf"
        shutil.copy(pdf, folder / name)
        (folder / name).rename(folder / "out" / name)
    say("ATTR: job-impressions=1 job-impressions-completed=1")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2], sys.argv[3], Path(sys.argv[4])))
