"""Facts that were stamped wrongly are corrected: with the right, with a reason, and with a trail."""

from odoo import api, fields, models
from odoo.tools import format_datetime

from ...exceptions import FactCorrectionError
from ...rules import facts as fact_rules
from ..base.rights import check_role
from ..equipment.equipment_history import EventLine
from .fact_correction import FACTS

MAY_CORRECT = ("service_director",)
# without these a request is none, or has its own way of being undone
NEVER_EMPTY = frozenset({"reported_at", "severity_since", "solved_at"})
# the line of the device's history that tells of a fact
EVENT_OF_FACT = {"reported_at": "fault", "solved_at": "closed"}


class HelpdeskTicket(models.Model):
    _inherit = "helpdesk.ticket"

    correction_ids = fields.One2many(
        "printer.fact.correction",
        "ticket_id",
        string="Corrections",
        readonly=True,
        groups="base.group_user",
    )

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | {"correction_ids"}

    def action_correct_fact(self):
        """Open the dialog that corrects a recorded time."""
        self.ensure_one()
        check_role(self.env, *MAY_CORRECT)
        return {
            "name": self.env._("Correct a recorded time"),
            "type": "ir.actions.act_window",
            "res_model": "printer.fact.correct",
            "view_mode": "form",
            "target": "new",
            "context": {"default_ticket_id": self.id},
        }

    def _correct_fact(self, fact: str, moment, reason: str):
        """Put right when something happened; the clocks get a new verdict, the old value stays on record.

        What the same act stamped in the same moment goes along.

        :param fact: name of a fact's field, e.g. ``"arrived_at"``
        :param moment: when it happened in truth (UTC); False when it never did
        :param reason: why the recorded time is wrong
        :raises FactCorrectionError: when this cannot be true
        :return: the new ``printer.fact.correction`` records
        """
        self.ensure_one()
        check_role(self.env, *MAY_CORRECT)
        self.check_access("write")
        # two people correcting at once would each check against what the other replaces
        self.lock_for_update(allow_referencing=True)
        self.invalidate_recordset([name for name, _label in FACTS])
        old = self._recorded_facts()
        moment = moment or None
        changes = fact_rules.changes(old, fact, moment)
        self._check_correction(old, fact, moment, reason)
        self._carry_correction(old, changes)
        self._through_door().write({name: value or False for name, value in changes.items()})
        self._sync_clocks(corrected=True)
        corrections = self._record_correction(old, changes, reason.strip())
        self._after_correction(old, changes)
        return corrections

    def _recorded_facts(self) -> dict:
        """The facts as they stand, to the second: nobody sees or enters less."""
        return {name: self[name].replace(microsecond=0) if self[name] else None for name, _label in FACTS}

    def _check_correction(self, old: dict, fact: str, moment, reason: str) -> None:
        """Raise unless the facts can be true together after the correction; capabilities add what they know.

        :param old: the facts as they stand
        :raises FactCorrectionError: saying what contradicts what
        """
        labels = self._fact_labels()
        if not (reason or "").strip():
            raise FactCorrectionError(self.env._("Please say why the recorded time is wrong."))
        if moment == old[fact]:
            raise FactCorrectionError(
                self.env._("“%(fact)s” stands like this already: nothing to correct.", fact=labels[fact])
            )
        if not moment and fact in NEVER_EMPTY:
            raise FactCorrectionError(
                self.env._("“%(fact)s” cannot be empty. Enter the time that is true.", fact=labels[fact])
            )
        if moment and moment > fields.Datetime.now():
            raise FactCorrectionError(self.env._("“%(fact)s” cannot lie in the future.", fact=labels[fact]))
        self._check_may_have_happened(old, fact)
        changes = fact_rules.changes(old, fact, moment)
        if clash := fact_rules.contradiction({**old, **changes}, changes):
            self._raise_contradiction(*clash, {**old, **changes})

    def _check_may_have_happened(self, old: dict, fact: str) -> None:
        """Raise for a fact that is entered although such a thing did not happen to this request.

        :raises FactCorrectionError: saying what to do instead
        """
        if old[fact]:
            return
        if fact == "solved_at" and self.stage_id.outcome != "solved":
            raise FactCorrectionError(
                self.env._("%(ticket)s is not solved. Close it first.", ticket=self.number)
            )
        if fact == "major_told_at" and self.severity != "major":
            raise FactCorrectionError(
                self.env._("%(ticket)s is no major fault; nobody had to be told.", ticket=self.number)
            )
        if fact == "answered_at" and self.service_kind != "consultation":
            raise FactCorrectionError(
                self.env._("%(ticket)s is no consultation; there is nothing to answer.", ticket=self.number)
            )

    def _raise_contradiction(self, earlier: str, later: str, moments: dict) -> None:
        labels = self._fact_labels()
        if not moments[earlier]:
            raise FactCorrectionError(
                self.env._(
                    "“%(fact)s” cannot be empty while “%(other)s” stands: correct that first.",
                    fact=labels[earlier],
                    other=labels[later],
                )
            )
        raise FactCorrectionError(
            self.env._(
                "“%(later)s” (%(later_time)s) would lie before “%(earlier)s” (%(earlier_time)s). "
                "Correct the other time first, or enter another one.",
                later=labels[later],
                later_time=format_datetime(self.env, moments[later]),
                earlier=labels[earlier],
                earlier_time=format_datetime(self.env, moments[earlier]),
            )
        )

    def _carry_correction(self, old: dict, changes: dict) -> None:
        """Let records beside the request that hold the same moment follow; capabilities add theirs.

        :param old: the facts as they stood
        :param changes: per corrected fact what is true, None when it never happened
        """
        # the failure belongs to the back office; MTBF and MTTR are counted in whole days at the company's seat
        failures_sudo = self.sudo().maintenance_request_ids
        company = self.company_id or self.env.company
        if "reported_at" in changes:
            failures_sudo.write({"request_date": company._printer_day(changes["reported_at"])})
        if "solved_at" in changes:
            done_sudo = failures_sudo.filtered("close_date")
            done_sudo.write({"close_date": company._printer_day(changes["solved_at"])})

    def _record_correction(self, old: dict, changes: dict, reason: str):
        """Write the trail: one line a fact, a note on the request, lines in the device's history."""
        now = fields.Datetime.now()
        # the trail is the system's to write; the right to correct was asked
        corrections = (
            self.env["printer.fact.correction"]
            .sudo()
            ._through_door()
            .create(
                [
                    {
                        "ticket_id": self.id,
                        "fact": fact,
                        "old_value": old[fact] or False,
                        "new_value": moment or False,
                        "reason": reason,
                        "user_id": self.env.uid,
                        "at": now,
                    }
                    for fact, moment in changes.items()
                ]
            )
        )
        labels = self._fact_labels()
        self.message_post(
            body=self.env._(
                "Corrected: %(facts)s. %(reason)s",
                facts=", ".join(
                    f"{labels[fact]} {self._moment_text(old[fact])} → {self._moment_text(moment)}"
                    for fact, moment in changes.items()
                ),
                reason=reason,
            ),
            subtype_xmlid="mail.mt_note",
        )
        self._tell_history_of_correction(old, changes)
        return corrections.sudo(False)

    def _tell_history_of_correction(self, old: dict, changes: dict) -> None:
        """Add a correction to the line of the device's history that tells of a fact; capabilities add theirs."""
        self._log_corrections(old, changes, EVENT_OF_FACT, self)

    def _log_corrections(self, old: dict, changes: dict, kinds: dict[str, str], origins) -> None:
        """Correct lines of the device's history.

        :param kinds: per fact the kind of line that tells of it
        :param origins: the records that such lines come from
        """
        told = {fact: kinds[fact] for fact in changes if fact in kinds and old[fact]}
        if not told or not self.equipment_id:
            return
        # whoever corrects a request need not see the history of every device
        events_sudo = (
            self.env["printer.equipment.event"]
            .sudo()
            .search(
                [
                    ("equipment_id", "=", self.equipment_id.id),
                    ("origin_model", "=", origins._name),
                    ("origin_id", "in", origins.ids),
                    ("kind", "in", list(told.values())),
                ]
            )
        )
        company = self.company_id or self.env.company
        lines = []
        for fact, kind in told.items():
            # of several visits the line that was written when it happened
            near = events_sudo.filtered(lambda event, kind=kind: event.kind == kind).sorted(
                lambda event, at=old[fact]: abs(event.date - at)
            )
            detail = (
                f"{self.number} {company._printer_time(old[fact])} → {company._printer_time(changes[fact])}"
            )
            lines.append(EventLine(self.equipment_id, "corrected", detail, self, corrects=near[:1]))
        self.env["maintenance.equipment"]._log_events(lines)

    def _after_correction(self, old: dict, changes: dict) -> None:
        """What follows once the clocks have their new verdicts; capabilities add theirs."""

    def _moment_text(self, moment) -> str:
        return format_datetime(self.env, moment) if moment else "–"

    @api.model
    def _fact_labels(self) -> dict[str, str]:
        """The facts' names in the user's language."""
        return dict(self.env["printer.fact.correction"]._fields["fact"]._description_selection(self.env))
