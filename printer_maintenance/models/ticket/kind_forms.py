"""The short forms: what is asked for each kind of request (REQUIREMENTS A3), declared once for every screen."""

from dataclasses import dataclass

from odoo.tools.translate import LazyTranslate

_lt = LazyTranslate(__name__)


@dataclass(frozen=True)
class Question:
    """One field of a short form.

    :param name: field of ``helpdesk.ticket``; its label, help and type are the question's
    :param required: asked of whoever enters the form; requests that come by mail or label stay valid without
    :param staff_only: for our own people, on the back office's form and on the hotline's screen
    :param when: ``"past"`` or ``"future"`` for a day that can lie only there
    """

    name: str
    required: bool = False
    staff_only: bool = False
    when: str = ""


WISHED_DAY = Question("wished_on", when="future")

KIND_FORMS: dict[str, tuple[Question, ...]] = {
    "repair": (
        Question("symptom_id"),
        Question("fault_since", when="past"),
        Question("still_works"),
        Question("attempts"),
        Question("passed_up", staff_only=True),
    ),
    # what is asked stands in the description
    "consultation": (
        Question("answered_how", staff_only=True),
        Question("answer", staff_only=True),
    ),
    "installation": (
        Question("install_what", required=True),
        Question("install_where", required=True),
        WISHED_DAY,
        Question("acceptor"),
    ),
    "upgrade": (
        Question("component", required=True),
        WISHED_DAY,
    ),
    "system": (
        Question("operating_system", required=True),
        Question("system_work", required=True),
        Question("backup_by", required=True),
        Question("is_backed_up"),
    ),
    "inspection": (
        Question("inspection_scope", required=True),
        WISHED_DAY,
    ),
    "training": (
        Question("training_topic", required=True),
        Question("participants", required=True),
        WISHED_DAY,
    ),
    "complaint": (
        Question("complaint_ticket_id"),
        Question("complaint_person"),
        Question("wished_outcome", required=True),
    ),
}

# how the description is asked for
DESCRIPTION_LABELS = {
    "repair": _lt("What is wrong?"),
    "consultation": _lt("What is your question?"),
    "installation": _lt("What should we know about it?"),
    "upgrade": _lt("What is too slow, too small or missing?"),
    "system": _lt("What does the computer do, or not do?"),
    "inspection": _lt("What should we know about it?"),
    "training": _lt("What do the participants need to learn?"),
    "complaint": _lt("What happened?"),
}


def kinds_asking(name: str) -> list[str]:
    """The kinds of request whose form has a field, in the table's order.

    >>> kinds_asking("component"), kinds_asking("no such field")
    (['upgrade'], [])
    """
    return [kind for kind, form in KIND_FORMS.items() if any(question.name == name for question in form)]


def asked_names() -> list[str]:
    """Every field of every form, once.

    >>> asked_names()[:2], asked_names().count("wished_on")
    (['symptom_id', 'fault_since'], 1)
    """
    return list(dict.fromkeys(question.name for form in KIND_FORMS.values() for question in form))
