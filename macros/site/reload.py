"""What notices an edit at once, and the server of `mkdocs serve`, which reloads what changed."""

import errno
import os
import re
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from watchdog import events
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver
from watchdog.observers.polling import PollingEmitter

from macros.site.code import CODE, newest_code
from macros.site.current import MADE_FROM, stamp

#: How often files are looked at, in seconds: mounts and renames over a watched file tell nothing.
_POLL = 0.5
#: How long an edit must have been over, in seconds: a program that saves writes in several steps.
_QUIET = 0.02
#: How long a browser waits for news before it asks again, in seconds.
_PATIENCE = 60
_EDITS = [
    events.FileModifiedEvent,
    events.FileCreatedEvent,
    events.FileDeletedEvent,
    events.FileMovedEvent,
]
#: In the place of an address, every page.
_ALL = "*"
_ASKED = re.compile(r"/livereload/([0-9]+)")
_SCRIPT = Path(__file__).with_name("reload.js")
#: The folder of what a page is dressed in, and the same with the number of the build it is from.
_DRESS = re.compile(rb'(?<=[^a-z])assets/(?=[^"]+\.(?:css|js|woff2)")')
_NUMBERED = re.compile(r"assets@[0-9]+/(?=[^?]+\.(?:css|js|woff2|svg)$)")
#: Told the addresses of pages as soon as they are there.
Show = Callable[[Iterable[str]], None]


class Watch:
    """What the system tells of edits, and what is found by looking: as one observer."""

    def __init__(self) -> None:
        looking: Any = partial(PollingEmitter, stat=_stat)
        self._told = Observer()
        self._found = BaseObserver(looking, timeout=_POLL)

    def schedule(self, handler: Any, path: str, *, recursive: bool) -> list[tuple[Any, Any]]:
        """Have a handler called for every edit below a path."""
        watched = [(self._found, self._found.schedule(handler, path, recursive=recursive))]
        with suppress(OSError):  # the system has no more watches to give: looking has to do
            told = self._told.schedule(handler, path, recursive=recursive, event_filter=_EDITS)
            watched.append((self._told, told))
        return watched

    def unschedule(self, watched: list[tuple[Any, Any]]) -> None:
        """Take back what `schedule` has begun."""
        for observer, watch in watched:
            observer.unschedule(watch)

    def start(self) -> None:
        """Begin."""
        self._found.start()
        with suppress(OSError):
            self._told.start()

    def stop(self) -> None:
        """End."""
        self._found.stop()
        if self._told.is_alive():
            self._told.stop()

    def join(self) -> None:
        """Wait for the end."""
        self._found.join()


def _stat(path: str) -> os.stat_result:
    """What looking asks of a file: one that is missing may return, and is to be watched on."""
    try:
        return os.stat(path)  # noqa: PTH116
    except FileNotFoundError as error:
        raise OSError(errno.EAGAIN, error.strerror, path) from None


class _Told(events.FileSystemEventHandler):
    """Sets a flag at every edit."""

    def __init__(self) -> None:
        self.edited = threading.Event()

    def on_any_event(self, event: events.FileSystemEvent) -> None:
        self.edited.set()


def rounds(root: Path) -> Iterator[None]:
    """One round at once, and one after every edit of what the handbook at `root` is made from.

    Ctrl-C ends the waiting for the next.
    """
    told, watch, before = _Told(), Watch(), None
    for folder in (CODE, *(root / name for name in MADE_FROM)):
        if folder.is_dir():
            watch.schedule(told, str(folder), recursive=True)
    watch.schedule(told, str(root), recursive=False)
    watch.start()
    try:
        while True:
            if (now := (stamp(root), newest_code())) != before:
                before = now
                yield
            told.edited.wait()
            while told.edited.is_set():  # until the edit is over
                told.edited.clear()
                time.sleep(_QUIET)
    except KeyboardInterrupt:
        return
    finally:
        watch.stop()


class Reload:
    """Answers browsers that ask for news of their page, in the place of MkDocs's server.

    `build` is given the addresses of the pages that somebody looks at, and what to call once
    they are there. It returns the addresses of the pages that changed, or None for all.
    """

    def __init__(
        self, server: Any, build: Callable[[Iterable[str], Show], Iterable[str] | None]
    ) -> None:
        self._server, self._build = server, build
        self._open: Counter[str] = Counter()
        self._news = threading.Condition()
        self._changed: dict[str, int] = {}
        self._whole = server._wanted_epoch
        server._inject_js_into_html = self._served
        server.builder = self.rebuild
        server.build_delay = _QUIET
        server.set_app(self.answer)
        sys.setswitchinterval(0.0005)  # who asks for a page is answered while others are built
        watched = list(server._watched_paths)
        for path in watched:
            server.unwatch(path)
        server.observer = Watch()
        for path in watched:
            server.watch(path)

    def rebuild(self) -> None:
        """Build after an edit, and tell the browsers that look at a page that it changed."""
        pages = self._build(list(self._open), self._show)
        if pages is None:
            self._whole = self._server._wanted_epoch
        self._tell([_ALL] if pages is None else pages)

    def _show(self, pages: Iterable[str]) -> None:
        """Let browsers have pages that are there, while others are still to be built."""
        with self._server._epoch_cond:
            self._server._visible_epoch = self._server._wanted_epoch
            self._server._epoch_cond.notify_all()
        self._tell(pages)

    def _tell(self, pages: Iterable[str]) -> None:
        with self._news:
            self._changed |= dict.fromkeys(pages, self._server._wanted_epoch)
            self._news.notify_all()

    def answer(
        self, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        """Hold a browser's question until its page has changed; anything else is MkDocs's."""
        if not (asked := _ASKED.fullmatch(environ["PATH_INFO"])):
            return self._file(environ, start_response)
        page, seen = self._page(environ.get("HTTP_REFERER") or ""), int(asked[1])
        start_response("200 OK", [("Content-Type", "text/plain")])
        with self._news:
            self._open[page] += 1
            self._news.wait_for(lambda: self._changed_at(page) > seen, timeout=_PATIENCE)
            self._open[page] -= 1
            self._open += Counter()  # forgets those at which nobody looks
            return [b"%d" % max(seen, self._changed_at(page))]

    def _served(self, content: bytes, epoch: int) -> bytes:
        """A page as it is served: it asks for news, and names its dress by the build it is from."""
        script = b'<script data-reload="%d">%b</script>' % (epoch, _SCRIPT.read_bytes())
        numbered = _DRESS.sub(b"assets@%d/" % self._whole, content)
        return script.join(numbered.rpartition(b"</body>")[::2])

    def _file(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """What MkDocs answers; a browser keeps what has a number, and loads a page at once."""
        path, numbered = _NUMBERED.subn("assets/", environ["PATH_INFO"])

        def start(status: str, headers: list[tuple[str, str]]) -> Any:
            kept = [("Cache-Control", "max-age=86400, immutable")] if numbered else []
            return start_response(status, [*headers, *kept])

        answer: Iterable[bytes] = self._server.serve_request({**environ, "PATH_INFO": path}, start)
        return answer

    def _changed_at(self, page: str) -> int:
        return max(self._changed.get(page, 0), self._changed.get(_ALL, 0))

    def _page(self, address: str) -> str:
        """The address of a page, from the root of the site."""
        return "/" + urlsplit(address).path.removeprefix(self._server.mount_path)
