"""When to remind people of something that should be back: a few steps, each once."""

from datetime import date

# days after the date on which it was due
STEPS = (1, 4, 8)


def overdue_step(due: date, today: date) -> int:
    """How many reminders should have gone out by today.

    >>> overdue_step(date(2026, 3, 2), date(2026, 3, 2))
    0
    >>> overdue_step(date(2026, 3, 2), date(2026, 3, 3))
    1
    >>> overdue_step(date(2026, 3, 2), date(2026, 3, 6))
    2
    >>> overdue_step(date(2026, 3, 2), date(2026, 4, 1))
    3
    """
    late = (today - due).days
    return sum(late >= days for days in STEPS)
