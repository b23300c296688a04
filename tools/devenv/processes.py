"""Running programs: their output goes to a log file, their failure becomes a typed error."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from . import paths
from .errors import CommandFailed, NoNetwork

TAIL_LINES = 12
NETWORK_ADVICE = (
    "A package source could not be reached: check network and proxy settings, then run the command again."
)
# pip's repetitions, which would fill the end of its output
_CHATTER = re.compile(r"WARNING: (Retrying|Location )")
_NETWORK_TROUBLE = re.compile(
    r"could not resolve|temporary failure (in name )?resol|network is unreachable|connection (refused|timed out)"
    r"|failed to (fetch|establish)|could not connect|proxyerror|max retries exceeded|unable to connect"
    r"|cannot initiate the connection|no route to host|ENOTFOUND|ECONNREFUSED|EAI_AGAIN|ETIMEDOUT|read timed out",
    re.IGNORECASE,
)


def clean_environment(**extra: str) -> dict[str, str]:
    """The environment for child processes, without settings that would mix in another Python or PostgreSQL."""
    unwanted = ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "ODOO_RC", "OPENERP_SERVER")
    kept = {k: v for k, v in os.environ.items() if k not in unwanted and not k.startswith("PG")}
    return {**kept, "PYTHONNOUSERSITE": "1", **extra}


def run_logged(
    argv: Sequence[str | Path],
    log_name: str,
    *,
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
    stdin: str | None = None,
    advice: str = "",
) -> Path:
    """Runs a program with its output in ``.odoo/logs/<log_name>.log``; returns that file.

    :raises NoNetwork: it failed and said that something could not be reached
    :raises CommandFailed: it failed otherwise
    """
    paths.LOGS.mkdir(parents=True, exist_ok=True)
    log = paths.LOGS / f"{log_name}.log"
    with log.open("w", encoding="utf-8") as out:
        out.write(f"$ {' '.join(map(str, argv))}\n")
        out.flush()
        result = subprocess.run(
            [str(a) for a in argv],
            cwd=cwd or paths.ROOT,
            env=dict(env) if env is not None else clean_environment(),
            input=stdin,
            stdin=subprocess.DEVNULL if stdin is None else None,
            stdout=out,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
    if result.returncode:
        raise failure(log, f"{Path(str(argv[0])).name} ended with status {result.returncode}", advice)
    return log


def failure(log: Path, message: str, advice: str = "") -> CommandFailed:
    """The typed error for a program whose output stands in ``log``, with the end of it in its message."""
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    telling = [line for line in lines if line.strip() and not _CHATTER.match(line)]
    tail = "\n".join(f"    {line[:200]}" for line in telling[-TAIL_LINES:])
    text = f"{message}. The end of what it said:\n{tail}"
    if _NETWORK_TROUBLE.search("\n".join(lines[-200:])):
        return NoNetwork(text, NETWORK_ADVICE, log, tail)
    return CommandFailed(text, advice or "Fix what it names, then run the same command again.", log, tail)


def reads_like_network_trouble(log: Path) -> bool:
    """Whether a log complains of something that could not be reached."""
    return log.is_file() and bool(_NETWORK_TROUBLE.search(log.read_text(encoding="utf-8", errors="replace")))


def output_of(argv: Sequence[str | Path], *, cwd: Path | None = None) -> str:
    """What a short program prints, or an empty text if it is missing or fails."""
    try:
        result = subprocess.run(
            [str(a) for a in argv],
            cwd=cwd,
            env=clean_environment(LC_ALL="C"),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
    except OSError:
        return ""
    return result.stdout if result.returncode == 0 else ""


def program(name: str) -> str | None:
    """The path of a program, also in the administrators' folders that an ordinary user's PATH may lack."""
    return shutil.which(name, path=os.environ.get("PATH", os.defpath) + ":/usr/sbin:/sbin")


def run_shown(
    argv: Sequence[str | Path], *, env: Mapping[str, str] | None = None, cwd: Path | None = None
) -> int:
    """Runs a program that talks to the person at the terminal itself; returns its exit status."""
    sys.stdout.flush()
    result = subprocess.run(
        [str(a) for a in argv],
        cwd=cwd or paths.ROOT,
        env=dict(env) if env else clean_environment(),
        check=False,
    )
    return result.returncode
