"""Open boards hear of changes and read anew, with their own rights (live through Odoo's bus)."""

from odoo import api, models
from odoo.tools import SQL

NEWS = "printer_board_news"
SUBCHANNEL = "board"
_PENDING = "printer_maintenance.board_news"
SHOWN = frozenset(
    {
        "state",
        "engineer_id",
        "engineer_ids",
        "planned_start",
        "planned_minutes",
        "appointment_at",
        "slot_start",
        "slot_end",
    }
)


class ResCompany(models.Model):
    _name = "res.company"
    _inherit = ["res.company", "bus.listener.mixin"]

    def _tell_board_news(self) -> None:
        """Tell the open boards of these companies once, when the transaction ends."""
        precommit = self.env.cr.precommit
        if _PENDING not in precommit.data:
            precommit.data[_PENDING] = set()
            precommit.add(self.browse()._send_board_news)
        precommit.data[_PENDING].update((self or self.env.company).ids)

    def _send_board_news(self) -> None:
        for company in self.browse(sorted(self.env.cr.precommit.data.pop(_PENDING, ()))):
            company._bus_send(NEWS, {"company_id": company.id}, subchannel=SUBCHANNEL)


class Visit(models.Model):
    _inherit = "printer.visit"

    @api.model_create_multi
    def create(self, vals_list):
        visits = super().create(vals_list)
        visits.company_id.sudo()._tell_board_news()  # whoever changes a visit tells; who hears it reads as themselves
        return visits

    def write(self, vals):
        result = super().write(vals)
        if not SHOWN.isdisjoint(vals):
            self.company_id.sudo()._tell_board_news()  # see create
        return result


class HelpdeskTicket(models.Model):
    _inherit = "helpdesk.ticket"

    def _tell_clock_news(self) -> None:
        """A request that comes in, is closed, or whose promises change: the board's left side follows."""
        super()._tell_clock_news()
        self.company_id.sudo()._tell_board_news()  # see above

    def _lock_for_planning(self) -> None:
        """Let two dispatchers who send somebody to the same request follow one another."""
        self._check_not_confirmed()
        # a visit that somebody plans leaves no trace in the request's row: whoever waited for the lock would not
        # see it. With this one they are turned back and begin anew, with the visit before their eyes.
        self.env.cr.execute(SQL("UPDATE helpdesk_ticket SET write_date = write_date WHERE id = %s", self.id))
        self.invalidate_recordset(["visit_ids"])


class BoardShown(models.AbstractModel):
    """What an open board shows as a whole: whatever happens to it is told."""

    _name = "printer.board.shown"
    _description = "Shown on the dispatch board"

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        records.company_id.sudo()._tell_board_news()  # see Visit.create
        return records

    def write(self, vals):
        result = super().write(vals)
        self.company_id.sudo()._tell_board_news()  # see Visit.create
        return result

    def unlink(self):
        self.company_id.sudo()._tell_board_news()  # see Visit.create
        return super().unlink()


class RosterShift(models.Model):
    _name = "printer.roster.shift"
    _inherit = ["printer.roster.shift", "printer.board.shown"]


class ResourceCalendarLeaves(models.Model):
    _name = "resource.calendar.leaves"
    _inherit = ["resource.calendar.leaves", "printer.board.shown"]


class Roster(models.Model):
    _inherit = "printer.roster"

    def write(self, vals):
        result = super().write(vals)
        if "state" in vals:  # what is published counts from now on
            self.company_id.sudo()._tell_board_news()  # see Visit.create
        return result
