"""The declaration of a form, and the register of all of them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from .blocks import Block, Label
from .values import Getter

_FORMS: dict[str, "Form"] = {}


@dataclass(frozen=True)
class Form:
    """One named form, of which both the PDF and the spreadsheet are made (REQUIREMENTS F).

    :param name: technical name; the two reports are called ``printer_form.NAME`` and ``printer_form_xlsx.NAME``
    :param title: the form's name, centred at the top
    :param model: the model that it prints
    :param blocks: what stands on it, from top to bottom
    :param reference: getter of the printed record's number, at the right under the title
    :param subtitle: getter of a line under the title at the left: the unit, the period
    :param per: ``record``: each record has its own form; ``selection``: all chosen records stand on one form, and every
        getter is given them all together
    :param orientation: of the A4 page
    :param find: function (environment, ids, data) that finds the records when they are not simply the chosen ones;
        it must find no more than the user may read
    """

    name: str
    title: Label
    model: str
    blocks: Sequence[Block]
    reference: Getter = None
    subtitle: Getter = None
    per: Literal["record", "selection"] = "record"
    orientation: Literal["portrait", "landscape"] = "portrait"
    find: Callable[[Any, Sequence[int], dict], Any] | None = None

    @property
    def pdf_report_name(self) -> str:
        return f"{PDF_PREFIX}{self.name}"

    @property
    def xlsx_report_name(self) -> str:
        return f"{XLSX_PREFIX}{self.name}"


PDF_PREFIX, XLSX_PREFIX = "printer_form.", "printer_form_xlsx."


def register(form: Form) -> Form:
    """Make a form known; a second one of the same name is an error of ours.

    :raises ValueError: for a name that is taken, or more than one streamed table
    """
    if form.name in _FORMS:
        raise ValueError(f"There is a form {form.name} already")
    if sum(getattr(block, "streamed", False) for block in form.blocks) > 1:
        raise ValueError(f"{form.name}: a spreadsheet has one set of columns, so one table can be streamed")
    _FORMS[form.name] = form
    return form


def forget(form: Form) -> None:
    """Take a form out of the register again; for tests that declare their own."""
    _FORMS.pop(form.name, None)


def forms() -> Iterator[Form]:
    """Every form that is declared."""
    return iter(tuple(_FORMS.values()))


def of_report(report_name: str | bool | None) -> Form | None:
    """The form that a report prints; None when it is no report of ours."""
    for prefix in (PDF_PREFIX, XLSX_PREFIX):
        if report_name and report_name.startswith(prefix):
            return _FORMS.get(report_name.removeprefix(prefix))
    return None
