"""Judging first-time fix and repeats, for whole batches of devices (REQUIREMENTS V2)."""

from odoo import api, models
from odoo.fields import Domain

from ...rules import first_time_fix as rule
from ..ticket.ticket_failure import NO_FAILURE


class HelpdeskTicket(models.Model):
    _inherit = "helpdesk.ticket"

    def _judge_first_fix(self) -> None:
        """Judge these requests and the others of their devices, which may repeat them."""
        # the verdict is the system's: every request of a device counts, whoever acts
        self._judge_devices(self.sudo().equipment_id.ids)

    @api.model
    def _judge_devices(self, device_ids, is_told: bool = True) -> None:
        """Judge all faults of these devices anew; nothing is written where nothing changed.

        :param device_ids: ids of ``maintenance.equipment``
        :param is_told: whether managers hear of repeats
        """
        # see _judge_first_fix
        Ticket = self.env["helpdesk.ticket"].sudo().with_context(active_test=False)
        came_to_nothing = Domain("stage_id.outcome", "in", NO_FAILURE) | (
            Domain("active", "=", False) & Domain("closed", "=", False)
        )
        faults = Ticket.search(
            Domain("equipment_id", "in", list(device_ids)) & Domain("service_kind", "=", "repair")
        )
        void = faults.filtered_domain(came_to_nothing)
        counted = faults - void
        visits = counted._counted_visits()
        works = [ticket._as_work(visits.get(ticket.id, [])) for ticket in counted]
        repeats = rule.repeats(works)
        repeated = set(repeats.values())
        for work, ticket in zip(works, counted, strict=True):
            ticket._put_verdict(
                first_time_fix=rule.verdict(work, work.request in repeated) or False,
                first_visit_id=next((visit.id for visit in visits.get(ticket.id, [])), False),
                repeat_of_id=repeats.get(ticket.id, False),
                repair_days=work.days if work.solved else 0,
            )
        nothing = {"first_time_fix": False, "first_visit_id": False, "repeat_of_id": False, "repair_days": 0}
        for ticket in void:
            ticket._put_verdict(**nothing)
        if is_told:
            counted.filtered(lambda ticket: ticket.repeat_of_id and not ticket.is_repeat_told)._tell_repeats()

    def _counted_visits(self) -> dict:
        """The visits of each solved request that count as an attempt, the earliest first."""
        solved = self.filtered("solved_at")
        # see _judge_first_fix
        found = (
            self.env["printer.visit"]
            .sudo()
            .search([("ticket_id", "in", solved.ids), ("is_attempt", "=", True)], order="id")
        )
        return {
            ticket.id: sorted(
                visits, key=lambda visit: (visit._work_span()[0] or visit.create_date, visit.id)
            )
            for ticket, visits in found.grouped("ticket_id").items()
        }

    def _as_work(self, visits) -> rule.Work:
        self.ensure_one()
        is_done = bool(self.solved_at) and self.stage_id.closed
        company = self.company_id or self.env.company
        return rule.Work(
            self.id,
            self.equipment_id.id,
            (self.symptom_id or self.cause_id.parent_id or self.cause_id).id or None,
            self.reported_at,
            self.solved_at if is_done else None,
            rule.attempts(visit._work_span() for visit in visits),
            self.repair_days or company.printer_repeat_days,
        )

    def _put_verdict(self, **values) -> None:
        """Write what differs from what stands there."""
        self.ensure_one()
        changes = {
            name: value
            for name, value in values.items()
            if self._fields[name].convert_to_write(self[name], self) != value
        }
        if changes:
            self._through_door().write(changes)

    def _tell_repeats(self) -> None:
        """Put each repeat before the agreement's project manager, once and in their language."""
        self._through_door().write({"is_repeat_told": True})
        for ticket in self:
            manager = ticket.agreement_id.manager_id
            if not manager:
                continue
            before = ticket.repeat_of_id
            env = self.env(context={**self.env.context, "lang": manager.lang})
            ticket.activity_schedule(
                "mail.mail_activity_data_todo",
                user_id=manager.id,
                summary=env._("Repeat of %(ticket)s", ticket=before.number),
                note=env._(
                    "%(device)s has the same fault again. %(ticket)s was solved on %(day)s by %(engineer)s.",
                    device=ticket.equipment_id.with_env(env).display_name,
                    ticket=before.number,
                    day=before.company_id._printer_day(before.solved_at),
                    engineer=before.first_visit_id.engineer_id.name or before.user_id.name or "–",
                ),
            )


class Visit(models.Model):
    _inherit = "printer.visit"

    def _work_span(self) -> tuple:
        """When somebody began to work and when the visit ended (UTC); empty where that was never recorded."""
        self.ensure_one()
        begin = self.departed_at if self.kind == "remote" else self.arrived_at
        return begin or None, self.left_at or self.work_finished_at or None
