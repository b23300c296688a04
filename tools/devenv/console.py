"""What a person sees while a step runs: its name, the time it takes, and where to look when it fails."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from .errors import ToolError

HEARTBEAT_SECONDS = 20


@dataclass
class Timings:
    """How long each finished step took, in order."""

    rows: list[tuple[str, float]] = field(default_factory=list)

    def table(self) -> str:
        """The steps of half a second and more, one per line, and their sum."""
        rows = [(name, seconds) for name, seconds in self.rows if seconds >= 0.5]
        total = ("total", sum(seconds for _name, seconds in self.rows))
        width = max(len(name) for name, _seconds in [*rows, total])
        return "\n".join(f"  {name:<{width}}  {seconds:8.1f} s" for name, seconds in [*rows, total])


timings = Timings()


def say(text: str = "") -> None:
    """Prints a line at once, also into a pipe."""
    print(text, flush=True)


def complain(error: ToolError) -> None:
    """Prints an error with its advice and log on the error stream."""
    print(f"\nError: {error.message}", file=sys.stderr)
    if error.advice:
        print(f"What to do: {error.advice}", file=sys.stderr)
    if error.log:
        print(f"Details: {error.log}", file=sys.stderr)
    sys.stderr.flush()


class _Ticker(threading.Thread):
    """Shows that a step is alive: a running clock on a terminal, a line now and then in a pipe."""

    def __init__(self, title: str) -> None:
        super().__init__(daemon=True)
        self.title = title
        self.done = threading.Event()
        self.started = time.monotonic()
        self.live = sys.stdout.isatty()

    def run(self) -> None:
        """Ticks until the step is done."""
        while not self.done.wait(1 if self.live else HEARTBEAT_SECONDS):
            seconds = time.monotonic() - self.started
            if self.live:
                print(f"\r  … {self.title} {seconds:.0f} s ", end="", flush=True)
            else:
                say(f"  … {self.title}: {seconds:.0f} s so far")

    def stop(self) -> float:
        """Ends the ticking; returns the seconds that the step took."""
        self.done.set()
        self.join()
        if self.live:
            print("\r\033[K", end="", flush=True)
        return time.monotonic() - self.started


@dataclass
class Progress:
    """A running step; a check that is not content sets ``ok`` to False, and the step is shown as failed."""

    ok: bool = True


@contextmanager
def step(title: str) -> Iterator[Progress]:
    """Names a step, shows its progress, and keeps its time. Errors pass through, with the step's name said."""
    if not sys.stdout.isatty():
        say(f"→ {title}")
    ticker = _Ticker(title)
    ticker.start()
    progress = Progress()
    try:
        yield progress
    except BaseException:
        seconds = ticker.stop()
        say(f"✗ {title} ({seconds:.1f} s)")
        raise
    seconds = ticker.stop()
    timings.rows.append((title, seconds))
    say(f"{'✓' if progress.ok else '✗'} {title} ({seconds:.1f} s)")
