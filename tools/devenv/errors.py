"""Typed errors: each says what went wrong, and what a person can do about it."""

from __future__ import annotations

from pathlib import Path


class ToolError(Exception):
    """A step cannot go on.

    :param message: what went wrong, in one sentence
    :param advice: what to do about it
    :param log: the file with the details, if there is one
    """

    def __init__(self, message: str, advice: str = "", log: Path | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.advice = advice
        self.log = log


class CommandFailed(ToolError):
    """A program that a step started ended with an error; ``output`` holds the end of what it said."""

    def __init__(self, message: str, advice: str = "", log: Path | None = None, output: str = "") -> None:
        super().__init__(message, advice, log)
        self.output = output


class NoNetwork(CommandFailed):
    """A package source could not be reached."""


class MissingPrivilege(ToolError):
    """System packages are missing and neither root nor sudo is at hand."""


class NotEnoughDisk(ToolError):
    """The disk is too full for what has to be built."""


class UnsupportedSystem(ToolError):
    """This machine lacks something that the set-up cannot bring along."""


class PortTaken(ToolError):
    """No free port was found to serve on."""


class BuildFailed(ToolError):
    """A database could not be built."""
