"""A publisher of signed editions for the tests, and kiosks that take them from anywhere."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from securesystemslib.signer import CryptoSigner

from app.content.signing.repository import Repository
from app.content.signing.trustees import Trustees
from app.content.updates.edition_files import Files
from app.content.updates.edition_store import EditionSource
from app.content.updates.fetching.layout import Entry
from app.content.updates.sources import UpdateSources
from app.domain.kiosk.edition_record import Offer
from tests.content.editions import Steps, library_source_of, on_show, prove, publish, title_of

TODAY = datetime(2026, 11, 22, tzinfo=UTC)


class Publisher:
    """Whoever signs: a root, one key for lists, and a folder."""

    def __init__(self, home: Path, built: Path, *, now: datetime | None = None) -> None:
        self.home = home
        self.folder = home / "editions"
        self._built = built
        self.now = now or datetime.now(UTC)
        self.root_key, self.key = (CryptoSigner.generate_ed25519() for _ in range(2))
        self.repository = Repository(self.folder, now=lambda: self.now)
        self.repository.create(self.trustees(self.key), [self.root_key])
        self.root = home / "root.json"
        self.root.write_bytes((self.folder / "1.root.json").read_bytes())

    def trustees(self, key: CryptoSigner) -> Trustees:
        """The root's key, and one for everything else."""
        return Trustees((self.root_key.public_key,), (key.public_key,), key.public_key)

    def made(self, number: int, title: str = "") -> Path:
        """An edition, not yet signed."""
        return publish(self._built, self.home / "made", number, title)

    def publish(self, number: int, *, stage: float = 100.0) -> None:
        """Sign an edition of the sample."""
        entry = Entry(number, title_of(number), "2026-11-21", stage)
        assert self.repository.add_edition(self.made(number), entry, [self.key])

    def run_out(self) -> None:
        """Sign a list that ran out yesterday."""
        before, self.now = self.now, self.now - timedelta(days=91)
        self.repository.renew_timestamp([self.key])
        self.now = before


class Server:
    """A static web server on this machine. `endless` files never come to their end."""

    def __init__(self, folder: Path) -> None:
        self.asked: list[str] = []
        self.endless: set[str] = set()
        handler = partial(_Handler, self, directory=str(folder))
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))

    @property
    def address(self) -> str:
        """Where it stands."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    @contextmanager
    def running(self) -> Iterator[Server]:
        """For as long as it is needed."""
        self._thread.start()
        try:
            yield self
        finally:
            self._server.shutdown()
            self._thread.join()
            self._server.server_close()


class _Handler(SimpleHTTPRequestHandler):
    def __init__(self, server: Server, *arguments: object, directory: str) -> None:
        self._of = server
        super().__init__(*arguments, directory=directory)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        """Answer, and remember what was asked for."""
        name = self.path.strip("/")
        self._of.asked.append(name)
        if name.partition("?")[0] not in self._of.endless:
            super().do_GET()
            return
        self.send_response(200)
        self.end_headers()
        try:
            while True:
                self.wfile.write(bytes(1 << 16))
        except OSError:
            self.close_connection = True

    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing."""


class SignedKiosk:
    """A kiosk that takes signed editions from one source: a folder, a stick or a server."""

    def __init__(
        self,
        source: tuple[str, str],
        home: Path,
        built: Path,
        root: Path,
        files: Files | None = None,
    ) -> None:
        kind, where = source
        self.kind = kind
        sources = UpdateSources(
            folder=where if kind == "folder" else "",
            address=where if kind == "web" else "",
            stick_folders=(where,) if kind == "stick" else (),
            root=str(root),
        )
        self.source: EditionSource = library_source_of(home, built, files, sources)
        on_show(self.source)
        self.offers: list[Offer] = []

    def update(self) -> tuple[int, str]:
        """Look, take what is newest, show it, pass the trial; gives what a family sees."""
        if self.kind == "stick":
            self.offers = list(self.source.stick_offers())
            good = [offer for offer in self.offers if not offer.problem]
            if good:
                self._take(max(good, key=lambda offer: offer.number))
        else:
            self.source.poll()
        seen = on_show(self.source)
        prove(self.source)
        return seen

    def _take(self, offer: Offer) -> None:
        try:
            self.source.fetch(offer)
        except Exception as error:
            self.offers.append(Offer(offer.file, "", problem=str(error)))

    def says(self) -> str:
        """What the status page tells staff of what stands in the way."""
        told = [self.source.problem(), *(f"{o.problem} {o.hint}" for o in self.offers)]
        told += [f"{r.problem} {r.hint}" for r in self.source.record().rejections]
        return " ".join(told)


class Rig:
    """A kiosk, and what it is given: a copy of the publisher's folder that a test may spoil."""

    def __init__(self, kind: str, tmp_path: Path, built: Path, publisher: Publisher) -> None:
        self.publisher = publisher
        self.there = tmp_path / "media" / "STICK" if kind == "stick" else tmp_path / "there"
        self.there.mkdir(parents=True)
        self.server = Server(self.there)
        where = {
            "folder": str(self.there),
            "stick": str(tmp_path / "media"),
            "web": self.server.address,
        }[kind]

        def make(files: Steps | None = None) -> SignedKiosk:
            return SignedKiosk((kind, where), tmp_path / "kiosk", built, publisher.root, files)

        self._make = make
        self.kind = kind
        self.kiosk = self._make()

    def give(self) -> None:
        """Put the publisher's files there as they are now."""
        shutil.rmtree(self.there)
        shutil.copytree(self.publisher.folder, self.there)

    def update(self) -> tuple[int, str]:
        """Put them there, and let the kiosk look."""
        self.give()
        return self.kiosk.update()

    def restart(self, files: Steps | None = None) -> SignedKiosk:
        """Start the kiosk anew."""
        self.kiosk = self._make(files)
        return self.kiosk


@contextmanager
def rig_of(kind: str, tmp_path: Path, built: Path, publisher: Publisher) -> Iterator[Rig]:
    """A rig whose server runs."""
    made = Rig(kind, tmp_path, built, publisher)
    with made.server.running():
        yield made


def seen(number: int) -> tuple[int, str]:
    """What a family sees of an edition of the sample."""
    return number, title_of(number)
