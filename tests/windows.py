"""As much of Windows as can be had elsewhere: for a process of its own, from its first import on.

What the project's own modules import lacks what only Unix has, and calls itself Windows; libraries
choose by themselves what they use where. No file is renamed over, renamed or removed while this
process has it open.
"""

from __future__ import annotations

import builtins
import ntpath
import os
import signal
import socket
import sys
import time
import traceback
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

UNIX_ALONE = frozenset(
    {
        *("fcntl", "resource", "pwd", "grp", "spwd", "crypt", "nis", "syslog", "termios", "tty"),
        *("pty", "posix", "readline", "curses", "_posixsubprocess", "_posixshmem", "ossaudiodev"),
    }
)
_OS_BOTH = frozenset(  # of what begins with a small letter, what Windows has too
    {
        *(
            "abort",
            "access",
            "add_dll_directory",
            "altsep",
            "chdir",
            "chmod",
            "close",
            "closerange",
        ),
        *("cpu_count", "curdir", "defpath", "device_encoding", "devnull", "dup", "dup2", "environ"),
        *("error", "execl", "execle", "execlp", "execlpe", "execv", "execve", "execvp", "execvpe"),
        *("extsep", "fdopen", "fsdecode", "fsencode", "fspath", "fstat", "fsync", "ftruncate"),
        *("get_exec_path", "get_inheritable", "get_terminal_size", "getcwd", "getcwdb", "getenv"),
        *("getlogin", "getpid", "getppid", "isatty", "kill", "linesep", "link", "listdir", "lseek"),
        *("lstat", "makedirs", "mkdir", "name", "open", "pardir", "path", "pathsep", "pipe"),
        *("popen", "putenv", "read", "readlink", "remove", "removedirs", "rename", "renames"),
        *("replace", "rmdir", "scandir", "sep", "set_inheritable", "spawnl", "spawnle", "spawnv"),
        *("spawnve", "startfile", "stat", "stat_result", "statvfs_result", "strerror"),
        *("supports_bytes_environ", "supports_dir_fd", "supports_effective_ids", "supports_fd"),
        *("supports_follow_symlinks", "symlink", "system", "terminal_size", "times", "truncate"),
        *("umask", "unlink", "unsetenv", "urandom", "utime", "waitpid", "walk", "write"),
    }
)
_OS_CONSTANTS = frozenset(
    {
        *("O_APPEND", "O_CREAT", "O_EXCL", "O_RDONLY", "O_RDWR", "O_TRUNC", "O_WRONLY", "PathLike"),
        *("DirEntry", "F_OK", "R_OK", "W_OK", "X_OK", "SEEK_CUR", "SEEK_END", "SEEK_SET"),
        *("P_DETACH", "P_NOWAIT", "P_NOWAITO", "P_OVERLAY", "P_WAIT"),
    }
)
_SIGNALS = frozenset({"SIGABRT", "SIGFPE", "SIGILL", "SIGINT", "SIGSEGV", "SIGTERM", "SIGBREAK"})


class _Lacking(ModuleType):
    """A module without what Windows does not have; some of it is otherwise there."""

    def __init__(self, real: ModuleType, missing: frozenset[str], other: Mapping[str, Any]) -> None:
        super().__init__(real.__name__)
        self.__dict__.update(_real=real, _missing=missing, _other=dict(other))

    def __getattr__(self, name: str) -> Any:
        own = self.__dict__
        if name in own["_other"]:
            return own["_other"][name]
        if name in own["_missing"]:
            raise AttributeError(f"on Windows, module {self.__name__} has no attribute {name}")
        return getattr(own["_real"], name)


def _open(path: Any, *more: Any, **others: Any) -> int:
    if Path(path).is_dir():
        raise PermissionError(13, "Permission denied", str(path))
    return os.open(path, *more, **others)


def _modules() -> dict[str, ModuleType]:
    both = _OS_BOTH | _OS_CONSTANTS
    of_os = frozenset(name for name in dir(os) if not name.startswith("_") and name not in both)
    signals = frozenset(
        name for name in dir(signal) if name.startswith("SIG") and name not in _SIGNALS
    )
    unix = {"alarm", "pause", "setitimer", "pthread_kill", "sigwait", "siginterrupt"}
    sockets = {"AF_UNIX", "AF_NETLINK", "socketpair", "SO_REUSEPORT", "CMSG_LEN", "sendmsg"}
    return {
        "os": _Lacking(os, of_os, {"name": "nt", "open": _open}),
        "signal": _Lacking(signal, signals | unix, {}),
        "socket": _Lacking(socket, frozenset(sockets), {}),
        "time": _Lacking(time, frozenset({"tzset", "clock_gettime", "pthread_getcpuclockid"}), {}),
        "sys": _Lacking(sys, frozenset({"abiflags"}), {"platform": "win32"}),
    }


def _own(importer: Mapping[str, Any] | None) -> bool:
    name = str((importer or {}).get("__name__", ""))
    return name == "app" or name.startswith("app.")


def lack_unix() -> None:
    """From now on, what is imported by the project's modules is as on Windows."""
    real_import, lacking = builtins.__import__, _modules()

    def import_it(
        name: str,
        globals: Mapping[str, Any] | None = None,
        locals: Mapping[str, Any] | None = None,
        fromlist: Sequence[str] | None = (),
        level: int = 0,
    ) -> ModuleType:
        if name in UNIX_ALONE and _own(globals):
            raise ModuleNotFoundError(f"on Windows, there is no module {name}", name=name)
        if level == 0 and name in lacking and _own(globals):
            return lacking[name]
        return real_import(name, globals, locals, fromlist or (), level)

    builtins.__import__ = import_it


def _opened() -> Iterator[str]:
    folder = "/proc/self/fd"
    for number in os.listdir(folder):  # noqa: PTH208 - quick, and in the middle of something
        try:
            yield os.readlink(f"{folder}/{number}")  # noqa: PTH115
        except OSError:
            continue


refused: list[tuple[str, str]] = []
"""What was refused because a file was open: its name, and where that was tried."""


def _path(name: Any, folder: int = -1) -> str:
    text = os.fsdecode(name)
    if folder >= 0:
        text = f"{os.readlink(f'/proc/self/fd/{folder}')}/{text}"  # noqa: PTH115
    return os.path.realpath(text)


def _touched(event: str, args: tuple[Any, ...]) -> list[str]:
    if event == "os.rename":
        source, target, source_folder, target_folder = args
        return [_path(source, source_folder), _path(target, target_folder)]
    if event == "os.remove":
        return [_path(args[0], args[1])]
    return []


def keep_open_files() -> None:
    """From now on, an open file is neither renamed nor removed: PermissionError, as on Windows."""

    def look(event: str, args: tuple[Any, ...]) -> None:
        if event not in ("os.rename", "os.remove"):
            return
        touched = _touched(event, args)
        held = set(touched).intersection(_opened())
        if held:
            name = held.pop()
            where = "".join(traceback.format_stack(limit=8))
            refused.append((name, where))
            raise PermissionError(13, "The process cannot access the file", name)
        for name in touched:
            see_name(name)

    sys.addaudithook(look)


def see_name(path: str) -> None:
    """Raise OSError where Windows would not have a file of that name."""
    name = os.path.basename(path)  # noqa: PTH119 - as above
    stem = name.partition(".")[0].rstrip().upper()
    devices = {
        "CON",
        "PRN",
        "AUX",
        "NUL",
        *(f"{d}{n}" for d in ("COM", "LPT") for n in range(1, 10)),
    }
    if stem in devices or name.endswith((".", " ")) or set(name) & set('<>:"|?*\\'):
        raise OSError(22, "Windows refuses this name", path)
    if len(ntpath.join("C:\\Users\\somebody\\Documents", name)) > 259:
        raise OSError(22, "Windows refuses a name this long", path)


def lacks() -> dict[str, frozenset[str]]:
    """The names that each module does not have there."""
    return {name: module.__dict__["_missing"] for name, module in _modules().items()}
