"""A visit follows when the times of its request are corrected."""

from odoo import models

from ...exceptions import FactCorrectionError

# the line of the device's history that tells of a fact
EVENT_OF_FACT = {"confirmed_at": "confirmed", "arrived_at": "arrived"}


class HelpdeskTicket(models.Model):
    _inherit = "helpdesk.ticket"

    def _first_arrival(self):
        """The visit whose arrival is the request's: the first on site."""
        # the right to correct was asked; visits of every team follow
        return (
            self.sudo()
            .visit_ids.filtered("arrived_at")
            .sorted(lambda visit: (visit.arrived_at, visit.id))[:1]
        )

    def _check_correction(self, old, fact, moment, reason):
        super()._check_correction(old, fact, moment, reason)
        visit_sudo = self._first_arrival()
        if fact == "solved_at":
            self._signed_visit()._check_work_end(moment)
        if fact != "arrived_at" or not visit_sudo:
            return
        if moment:
            visit_sudo._check_arrival(moment)
        elif visit_sudo.state != "on_site" or visit_sudo.work_finished_at:
            raise FactCorrectionError(
                self.env._(
                    "%(visit)s: the work is done, so somebody was on site. Enter the time that is true.",
                    visit=visit_sudo.name,
                )
            )

    def _carry_correction(self, old, changes):
        super()._carry_correction(old, changes)
        if "arrived_at" in changes:
            self._first_arrival()._correct_arrival(changes["arrived_at"])
        if "solved_at" in changes:
            self._signed_visit()._through_door().write({"work_finished_at": changes["solved_at"]})

    def _signed_visit(self):
        """The visit whose work solved the request."""
        return self.sudo().visit_ids.filtered(  # see _first_arrival
            lambda visit: visit.work_finished_at and visit.work_finished_at == self.solved_at
        )[:1]

    def _tell_history_of_correction(self, old, changes):
        super()._tell_history_of_correction(old, changes)
        self._log_corrections(old, changes, EVENT_OF_FACT, self.sudo().visit_ids)  # see _first_arrival


class Visit(models.Model):
    _inherit = "printer.visit"

    def _check_arrival(self, moment) -> None:
        """Raise for an arrival that this visit cannot have had.

        :raises FactCorrectionError: saying what it contradicts
        """
        if self.departed_at and moment < self.departed_at:
            raise FactCorrectionError(
                self.env._("%(visit)s: nobody arrives before leaving.", visit=self.name)
            )
        if self.work_finished_at and moment > self.work_finished_at:
            raise FactCorrectionError(
                self.env._("%(visit)s: the work was finished before that.", visit=self.name)
            )
        others = (self.ticket_id.visit_ids - self).filtered("arrived_at")
        if any(moment > other.arrived_at for other in others):
            raise FactCorrectionError(
                self.env._(
                    "%(visit)s was the first visit on site; another one arrived before that time.",
                    visit=self.name,
                )
            )

    def _check_work_end(self, moment) -> None:
        """Raise for an end of the work that this visit cannot have had.

        :raises FactCorrectionError: saying what it contradicts
        """
        for visit in self:
            if (visit.arrived_at and moment < visit.arrived_at) or (
                visit.signed_at and moment > visit.signed_at
            ):
                raise FactCorrectionError(
                    self.env._(
                        "%(visit)s: the work ended after the arrival and before the signature.",
                        visit=visit.name,
                    )
                )

    def _correct_arrival(self, moment) -> None:
        """Put right when this visit arrived.

        :param moment: UTC; None when nobody has arrived yet: the visit is ahead once more
        """
        for visit in self:
            if moment:
                visit._through_door().write({"arrived_at": moment})
            else:
                visit._set_state("confirmed", arrived_at=False, departed_at=False)
