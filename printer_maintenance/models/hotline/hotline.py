"""What the hotline screen asks the server (REQUIREMENTS S10)."""

from odoo import api, fields, models
from odoo.exceptions import MissingError

from ..base.rights import check_role, has_role
from ..ticket.helpdesk_ticket import SERVICE_KINDS

# whoever answers the telephone: dispatchers and administrators are agents as well, second line takes consultations
HOTLINE_ROLES = ("agent", "second_line")
# an inspection follows from a plan, not from a call
HOTLINE_KINDS = tuple(kind for kind, _label in SERVICE_KINDS if kind != "inspection")


class Hotline(models.AbstractModel):
    """The hotline's questions and deeds, each a plain dictionary.

    All of them run with the rights of the person at the telephone: record rules decide what is found.
    """

    _name = "printer.hotline"
    _description = "Hotline"

    @api.model
    def options(self) -> dict:
        """What the screen offers: kinds of service, severities, results of calls, and what this person may do."""
        self._check_hotline()
        Ticket, Call = self.env["helpdesk.ticket"], self.env["printer.call"]
        kinds = dict(self._labels(Ticket, "service_kind"))
        return {
            "kinds": [(kind, kinds[kind]) for kind in HOTLINE_KINDS],
            "severities": self._labels(Ticket, "severity"),
            "directions": self._labels(Call, "direction"),
            "results": self._labels(Call, "result"),
            "may_add_people": self.env["res.partner"].has_access("create"),
            "may_confirm": has_role(self.env, "agent"),
        }

    @api.model
    def _check_hotline(self) -> None:
        check_role(self.env, *HOTLINE_ROLES)

    @api.model
    def _labels(self, model, field: str) -> list[tuple[str, str]]:
        return model._fields[field]._description_selection(self.env)

    @api.model
    def _record(self, model: str, record_id):
        """The record that an id from the browser stands for, if the user may see it; empty without an id.

        :raises MissingError: when there is no such record
        :raises AccessError: when it is not theirs
        """
        if not record_id:
            return self.env[model]
        record = self.env[model].browse(int(record_id)).exists()
        if not record:
            raise MissingError(self.env._("This record is gone. Please search again."))
        record.check_access("read")
        return record

    @api.model
    def _today(self):
        return self.env.company._printer_day(fields.Datetime.now())

    @api.model
    def _moment(self, value) -> str:
        return fields.Datetime.to_string(value) if value else ""
