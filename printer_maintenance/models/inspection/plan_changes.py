"""What stays and what goes when a plan no longer means the places that its rounds were made for."""

from datetime import date

from odoo import models
from odoo.fields import Domain


class InspectionPlan(models.Model):
    """Each device is on one round a day, also on the day on which a plan changes."""

    _inherit = "printer.inspection.plan"

    def _taken(self, rounds) -> set[tuple]:
        """The keys that need no round: those of rounds that stay, because they were begun, moved or missed.

        :param rounds: those of this plan; what was begun takes the places of its sheets
        """
        staying = rounds.filtered(lambda r: r.state != "planned" or r.date != r.planned_on)
        stands = {
            (round_, unit.id, department.id or 0)
            for round_, unit, department in self.env["printer.inspection.sheet"]._read_group(
                Domain("round_id", "in", staying.ids), ["round_id", "unit_id", "department_id"]
            )
        }
        begun = {round_ for round_, *_place in stands}
        stands |= {(r, r.unit_id.id, r.department_id.id or 0) for r in staying if r not in begun}
        below = self._below_route({unit for _round, unit, _department in stands})
        return {
            (*self._place(unit, department), round_.planned_on)
            for round_, unit, department in stands
            if unit in below
        }

    def _below_route(self, unit_ids: set[int]) -> set[int]:
        """Which of these units the rounds of this plan visit: all of them, unless it walks a route."""
        if not self.route_id:
            return unit_ids
        chains = self.env["res.partner"].browse(unit_ids)._printer_ancestors()
        return {unit for unit in unit_ids if self.route_id.unit_id.id in chains[unit]}

    def _in_the_way(self, rounds, wanted: dict, taken: set, stands, today: date):
        """The rounds that nobody has begun and that go: not planned any more, replaced, or with nothing left to visit.

        :param rounds: those of this plan
        :param wanted: what the plan asks for now, by key
        :param taken: keys that need no round of their own, see :meth:`_taken`
        :param stands: where devices wait
        """
        unbegun = rounds.filtered(lambda r: r.state == "planned" and r.date >= today)
        chains = (unbegun.unit_id.browse(unit for unit, _d in stands.now | stands.later))._printer_ancestors()
        return unbegun.filtered(lambda r: self._goes(r, wanted, taken, r._visited(stands, chains), today))

    def _goes(self, round_, wanted: dict, taken: set, visited: set, today: date) -> bool:
        is_moved = round_.date != round_.planned_on
        if not visited:
            # who moved a round decides on it; a full inspection that is through needs none
            return not is_moved or self.kind == "full"
        if is_moved or round_._key() in wanted:
            return False
        heirs = {(*self._place(*stand), round_.planned_on) for stand in visited} & wanted.keys()
        if heirs:
            # a day of which a part was begun stays as it was planned
            return not heirs <= taken
        # what was promised for today stays, though the plan has other days now
        return round_.planned_on > today
