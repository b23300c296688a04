"""The dispatch board: what dispatchers look at, and who may."""

from datetime import datetime, time, timedelta

import pytz

from odoo import api, fields, models
from odoo.exceptions import AccessError, MissingError, UserError

from ..base.rights import check_role, has_role

WHO_LOOKS = ("engineer", "agent", "project_manager", "equipment_supervisor", "service_director")
WHO_DISPATCHES = ("agent", "project_manager")


class DispatchBoard(models.AbstractModel):
    """The board's questions and deeds, each a plain dictionary, with the rights of the person who looks."""

    _name = "printer.dispatch.board"
    _description = "Dispatch board"

    @api.model
    def _check_looks(self) -> None:
        check_role(self.env, *WHO_LOOKS)

    @api.model
    def _check_dispatches(self) -> None:
        check_role(self.env, *WHO_DISPATCHES)

    @api.model
    def _may_dispatch(self) -> bool:
        return has_role(self.env, *WHO_DISPATCHES)

    @api.model
    def _record(self, model: str, record_id):
        """The record that an id from the browser stands for, if the person may see it.

        :raises MissingError: when there is none
        """
        record = self.env[model].browse(self._number(record_id)).exists()
        if not record:
            raise MissingError(self.env._("This record is gone. The board shows it no longer."))
        record.check_access("read")
        return record

    @api.model
    def _moment(self, text):
        """A moment from the browser, in UTC.

        :raises UserError: for what is no moment
        """
        try:
            moment = fields.Datetime.to_datetime(text)
        except (TypeError, ValueError) as error:
            raise UserError(self.env._("“%s” is no time.", text)) from error
        if not moment:
            raise UserError(self.env._("Please say when."))
        return moment

    @api.model
    def _number(self, value) -> int:
        """An id or a number of minutes from the browser; nothing is 0.

        :raises UserError: for what is no number
        """
        try:
            return int(value or 0)
        except (TypeError, ValueError) as error:
            raise UserError(self.env._("“%s” is no number.", value)) from error

    @api.model
    def _zone(self):
        return pytz.timezone(self.env.context.get("tz") or self.env.user.tz or "UTC")

    @api.model
    def _day_span(self, day: str) -> tuple[datetime, datetime]:
        """Beginning and end of a day of the person who looks, in UTC.

        :param day: as ``2026-03-02``
        """
        zone = self._zone()
        begin = datetime.combine(fields.Date.to_date(day), time.min)
        span = (zone.localize(begin), zone.localize(begin + timedelta(days=1)))
        return tuple(moment.astimezone(pytz.utc).replace(tzinfo=None) for moment in span)

    @api.model
    def _engineers(self):
        """Everybody who can be sent, of the companies that the person works for."""
        self._check_looks()
        # people of one's own company are no secret among colleagues; users are not everybody's to list.
        # Engineers by trade: administrators may do everything, but nobody sends them.
        engineers_sudo = self.env["res.users"].sudo()
        for role in ("engineer", "second_line"):
            engineers_sudo |= self.env.ref(f"printer_maintenance.group_{role}").sudo().user_ids
        companies = self.env.companies
        return engineers_sudo.filtered(
            lambda user: user.active and not user.share and user.company_ids & companies
        ).sorted("name")

    @api.model
    def _check_may_dispatch(self, ticket) -> None:
        """Project managers dispatch the work of their own agreements, agents and dispatchers all.

        :raises AccessError: for the work of others
        """
        self._check_dispatches()
        if has_role(self.env, "agent") or ticket.agreement_id.manager_id == self.env.user:
            return
        raise AccessError(
            self.env._("%(ticket)s belongs to somebody else's agreement.", ticket=ticket.number)
        )
