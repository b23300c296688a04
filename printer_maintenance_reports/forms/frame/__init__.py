"""The frame of all printed forms: declare a form once, print it as PDF and as spreadsheet.

A form's file imports from here and nowhere deeper. ``readme/DEVELOP.rst`` shows how.
"""

from .blocks import Pair, Pairs, Remark, Signature, Signatures, Text
from .form import Form, forget, forms, of_report, register
from .kinds import (
    CHECK,
    DATE,
    DATETIME,
    HTML,
    IMAGE,
    INTEGER,
    MINUTES,
    MONEY,
    NUMBER,
    PERCENT,
    SELECTION,
    TEXT,
    choice,
    number,
)
from .table import Column, Table
from .values import choose

__all__ = [
    "CHECK",
    "DATE",
    "DATETIME",
    "HTML",
    "IMAGE",
    "INTEGER",
    "MINUTES",
    "MONEY",
    "NUMBER",
    "PERCENT",
    "SELECTION",
    "TEXT",
    "Column",
    "Form",
    "Pair",
    "Pairs",
    "Remark",
    "Signature",
    "Signatures",
    "Table",
    "Text",
    "choice",
    "choose",
    "forget",
    "forms",
    "number",
    "of_report",
    "register",
]
