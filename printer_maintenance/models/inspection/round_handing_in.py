"""The second inspector confirms, the leader hands in; nothing is skipped in silence (REQUIREMENTS I2, I4, I7)."""

from odoo import fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain

from ...exceptions import InspectionError
from ..equipment.equipment_history import EventLine
from .round import OPEN_STATES


class InspectionRound(models.Model):
    _inherit = "printer.inspection.round"

    confirmed_at = fields.Datetime(string="Confirmed at", readonly=True, copy=False)
    confirmed_by_id = fields.Many2one("res.users", string="Confirmed by", readonly=True, copy=False)
    handed_in_at = fields.Datetime(string="Handed in at", readonly=True, copy=False)
    first_handed_in_at = fields.Datetime(
        string="First handed in at", readonly=True, copy=False, help="What counts for the promise of the day."
    )
    handed_in_by_id = fields.Many2one("res.users", string="Handed in by", readonly=True, copy=False)

    def action_confirm(self) -> bool:
        """The second inspector confirms what stands on the sheets, from their own sign-in (RPC).

        :raises AccessError: for anybody else, the leader among them
        :raises InspectionError: while a sheet or a finding is open
        """
        for record in self:
            record._check_inspector()
            if self.env.user != record.second_id:
                raise AccessError(
                    self.env._(
                        "%(round)s: only %(second)s can confirm it, from their own sign-in.",
                        round=record.display_name,
                        second=record.sudo().second_id.name,
                    )
                )
            record._in_turn()
            record._check_complete()
            record._put(confirmed_at=fields.Datetime.now(), confirmed_by_id=self.env.uid)
        return True

    def action_hand_in(self) -> bool:
        """The group leader hands the sheets in to the supervisor (RPC).

        :raises AccessError: for anybody but the leader
        :raises InspectionError: naming what is missing
        """
        for record in self:
            record._check_inspector()
            if self.env.user != record.leader_id:
                raise AccessError(
                    self.env._("%(round)s is handed in by its leader.", round=record.display_name)
                )
            record._in_turn()
            record._check_complete()
            record._check_reason_given()
            if not record.confirmed_at:
                raise InspectionError(
                    self.env._(
                        "%(round)s: %(second)s has not confirmed it yet.",
                        round=record.display_name,
                        second=record.sudo().second_id.name,
                    )
                )
            record._hand_in()
        return True

    def _hand_in(self) -> None:
        now = fields.Datetime.now()
        record_sudo = self.sudo()  # what follows from a round is the system's
        is_first = not record_sudo.first_handed_in_at
        values = {"first_handed_in_at": now} if is_first else {}
        record_sudo._set_state("handed_in", handed_in_at=now, handed_in_by_id=self.env.uid, **values)
        self.env.flush_all()
        done = record_sudo.sheet_ids.filtered(lambda sheet: sheet.state == "done")
        labels = dict(done._fields["verdict"]._description_selection(self.env))
        self.env["maintenance.equipment"]._log_events(
            EventLine(sheet.equipment_id, "inspected", labels[sheet.verdict], self, sheet.done_at)
            for sheet in done
            if not sheet.is_told
        )
        done._put(is_told=True)
        done._count_as_done()
        if record_sudo.kind == "full":
            left_out = record_sudo.sheet_ids - done
            left_out._count_no_more()
            left_out._put(counted_on=False)
            # places with nothing left need no further rounds
            self.env.ref("printer_maintenance.cron_make_rounds").sudo()._trigger()
        done._release_from_tag_out()
        record_sudo._boost_after_findings(done)

    def _check_complete(self) -> None:
        """Raise while something is open.

        :raises InspectionError: saying how many sheets or findings, and naming the first device
        """
        self.ensure_one()
        if self.state not in OPEN_STATES:
            raise InspectionError(
                self.env._(
                    "%(round)s was handed in. Load the page again to see how it stands.",
                    round=self.display_name,
                )
                if self.handed_in_at
                else self.env._("%(round)s is not under way. Begin it first.", round=self.display_name)
            )
        sheets = self.env["printer.inspection.sheet"].sudo()  # the inspector's own round
        waiting = Domain("round_id", "=", self.id) & Domain("state", "in", ("open", "returned"))
        if number := sheets.search_count(waiting):
            first = sheets.search(waiting, limit=1)
            raise InspectionError(
                self.env._(
                    "%(round)s: %(count)d devices are neither inspected nor left out with a reason, first: %(device)s.",
                    round=self.display_name,
                    count=number,
                    device=first.equipment_id.display_name,
                )
            )
        findings = self.env["printer.inspection.finding"].sudo()
        unsettled = Domain("round_id", "=", self.id) & Domain("state", "=", "open")
        if finding := findings.search(unsettled, limit=1):
            raise InspectionError(
                self.env._(
                    "%(round)s: say what becomes of “%(point)s” at %(device)s: fixed, a request, or the supervisor's.",
                    round=self.display_name,
                    point=finding.name,
                    device=finding.equipment_id.display_name,
                )
            )

    def _check_reason_given(self) -> None:
        """A round that is first handed in after its day says why; one that was sent back came in time.

        :raises InspectionError: without a reason
        """
        if self._is_late() and not self.late_reason:
            raise InspectionError(
                self.env._(
                    "%(round)s is late. Please say why before you hand it in.", round=self.display_name
                )
            )

    def _changed(self) -> None:
        """What was confirmed is no longer what stands there: it is confirmed anew."""
        confirmed = self.filtered("confirmed_at")
        if confirmed:
            confirmed._put(confirmed_at=False, confirmed_by_id=False)

    def _boost_after_findings(self, sheets) -> None:
        """Extra rounds for the unit, where the plan says so."""
        plan = self.plan_id
        enough = ("unsafe",) if plan.boost_after == "unsafe" else ("unsafe", "abnormal")
        if not plan.boost_days or not any(sheet.verdict in enough for sheet in sheets):
            return
        today = self.company_id._printer_day(fields.Datetime.now())
        boosts = self.env["printer.inspection.boost"]
        if boosts.search_count([("round_id", "=", self.id)], limit=1):
            return
        boosts._through_door().create(
            {
                "plan_id": plan.id,
                "unit_id": self.unit_id.id,
                "date_begin": fields.Date.add(today, days=1),
                "days": plan.boost_days,
                "reason": "abnormal",
                "round_id": self.id,
            }
        )
