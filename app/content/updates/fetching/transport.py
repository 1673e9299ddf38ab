"""Getting the files of a signed list: from a folder, a share or a stick, or from a web server.

What they hold is nobody's word yet: `signed_list` compares it with what was signed.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import urllib3
from tuf.api.exceptions import DownloadError, DownloadHTTPError
from tuf.ngclient.fetcher import FetcherInterface

from app.content.updates.fetching.layout import TIMESTAMP

CONNECT_SECONDS = 10.0
READ_SECONDS = 30.0
NOT_FOUND = 404
_OK = 200
_CHUNK = 1 << 16


class Fetcher(FetcherInterface):
    """Gets files by their names; `last` is the one that was asked for last."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.last = ""

    def _fetch(self, url: str) -> Iterator[bytes]:
        self.last = url.rpartition("/")[2]
        return self.stream(self.last)

    def stream(self, name: str) -> Iterator[bytes]:
        """The bytes of a file; DownloadError says why there are none."""
        raise NotImplementedError

    def size(self, name: str) -> int | None:
        """How long a file says it is, where that can be told without reading it."""
        raise NotImplementedError


class FolderFetcher(Fetcher):
    """From a folder. What is not a plain file there is not opened: it may never answer."""

    def stream(self, name: str) -> Iterator[bytes]:
        """The bytes of a file of the folder."""
        file = Path(self.source) / name
        try:
            handle = os.open(file, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | _BINARY)
        except FileNotFoundError as error:
            raise DownloadHTTPError(f"{name} is not there", NOT_FOUND) from error
        except OSError as error:
            raise DownloadError(f"{error.strerror}") from error
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            os.close(handle)
            raise DownloadError(f"{name} is no plain file")
        return _chunks(handle)

    def size(self, name: str) -> int | None:
        """The size of a file of the folder."""
        try:
            return (Path(self.source) / name).stat().st_size
        except OSError:
            return None


_BINARY = getattr(os, "O_BINARY", 0)


def _chunks(handle: int) -> Iterator[bytes]:
    try:
        with open(handle, "rb", buffering=0) as stream:
            while chunk := stream.read(_CHUNK):
                yield chunk
    except OSError as error:
        raise DownloadError(f"{error.strerror}") from error


class WebFetcher(Fetcher):
    """From a web server, by GET alone: no redirects, no proxies, no cookies, nothing decoded."""

    def __init__(self, source: str, query: str = "") -> None:
        super().__init__(source)
        self._query = f"?{query}" if query else ""
        self._pool = urllib3.PoolManager(
            timeout=urllib3.Timeout(connect=CONNECT_SECONDS, read=READ_SECONDS), retries=False
        )

    def _get(self, name: str) -> urllib3.BaseHTTPResponse:
        url = f"{self.source.rstrip('/')}/{name}{self._query if name == TIMESTAMP else ''}"
        try:
            response = self._pool.request(
                "GET",
                url,
                headers={"User-Agent": "clinic-kiosk"},
                preload_content=False,
                decode_content=False,
                redirect=False,
            )
        except urllib3.exceptions.SSLError as error:
            # A clock that is years off is the commonest reason.
            raise DownloadError("its certificate does not count, or the clock is wrong") from error
        except urllib3.exceptions.HTTPError as error:
            raise DownloadError("it does not answer") from error
        if response.status != _OK:
            response.close()
            raise DownloadHTTPError(f"the server answers {response.status}", response.status)
        return response

    def stream(self, name: str) -> Iterator[bytes]:
        """The bytes of a file on the server."""
        return self._chunks(self._get(name))

    @staticmethod
    def _chunks(response: urllib3.BaseHTTPResponse) -> Iterator[bytes]:
        try:
            yield from response.stream(_CHUNK, decode_content=False)
        except urllib3.exceptions.HTTPError as error:
            raise DownloadError("the answer broke off") from error
        finally:
            response.close()

    def size(self, name: str) -> int | None:
        """A server is not asked twice."""
        return None


def is_web(source: str) -> bool:
    """Whether a source is an address."""
    return source.startswith(("https://", "http://"))


def fetcher_for(source: str, query: str = "") -> Fetcher:
    """What gets the files of a source; a server finds `query` in the address of the timestamp."""
    return WebFetcher(source, query) if is_web(source) else FolderFetcher(source)
