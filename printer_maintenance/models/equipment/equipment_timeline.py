"""The device's history, a page at a time, as its time line shows it (REQUIREMENTS E4)."""

from odoo import api, models
from odoo.fields import Domain

PAGE_EVENTS = 30
MOST_EVENTS = 200
# what a person looks for in a history; a kind that stands nowhere shows under “all”
KIND_GROUPS = {
    "moves": (
        "registered",
        "accepted",
        "moved",
        "custodian",
        "inventoried",
        "lent",
        "returned",
        "stored",
        "retired",
        "label",
    ),
    "counters": ("counted",),
    "faults": ("fault", "confirmed", "arrived", "repaired", "signed", "closed", "rated"),
    "parts": ("part_in", "part_out", "upgraded", "patched"),
    "inspections": ("inspected",),
}


class Equipment(models.Model):
    _inherit = "maintenance.equipment"

    @api.readonly
    def get_timeline(self, group: str = "all", before_id: int = 0, limit: int = PAGE_EVENTS) -> dict:
        """One page of the history, newest first, as the user may see it; corrections stand below their line.

        A fixed number of queries, however long the history is.

        :param group: one of :data:`KIND_GROUPS`, or ``all``
        :param before_id: the last event of the page before; 0 for the first page
        :param limit: events on the page
        :return: ``{"events": [...], "more": bool, "can_correct": bool}``
        """
        self.ensure_one()
        self.check_access("read")
        Event = self.env["printer.equipment.event"]
        limit = max(1, min(int(limit), MOST_EVENTS))
        domain = Domain("equipment_id", "=", self.id) & Domain("corrects_id", "=", False)
        if group in KIND_GROUPS:
            domain &= Domain("kind", "in", KIND_GROUPS[group])
        last = Event.search([("id", "=", int(before_id)), ("equipment_id", "=", self.id)])
        if last:
            domain &= Domain("date", "<", last.date) | (
                Domain("date", "=", last.date) & Domain("id", "<", last.id)
            )
        events = Event.search(domain, order="date desc, id desc", limit=limit + 1)
        page = events[:limit]
        corrections = Event.search([("corrects_id", "in", page.ids)], order="id")
        below = corrections.grouped("corrects_id")
        opened = page._openable_origins()
        return {
            "events": [
                {
                    **event._timeline_values(),
                    "can_open": (event.origin_model, event.origin_id) in opened,
                    "corrections": [line._timeline_values() for line in below.get(event, ())],
                }
                for event in page
            ],
            "more": len(events) > limit,
            "can_correct": Event._may_correct(),
        }
