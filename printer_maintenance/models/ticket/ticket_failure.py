"""What a request says of its device: failure, history and state follow it, whatever is corrected later."""

from typing import NamedTuple

from odoo import models

from ..equipment.equipment_history import EventLine

# what a request says of its device follows from these; another team may have other stages
FOLLOWED = frozenset({"stage_id", "team_id", "user_id", "equipment_id", "service_kind", "active"})
# withdrawn and refused requests were no failures of a device
NO_FAILURE = ("withdrawn", "refused")


class Standing(NamedTuple):
    """What a request says of its device at a moment.

    ``phase`` is ``open``; ``done`` when the work is over; ``void`` when nothing came of the request.
    """

    device: models.Model
    is_fault: bool
    phase: str

    @property
    def faulty_device(self):
        """The device of which this is a fault; none for other kinds of service."""
        return self.device if self.is_fault else self.device.browse()

    @property
    def broken_device(self):
        """The device of which this is an open fault."""
        return self.faulty_device if self.phase == "open" else self.device.browse()

    @property
    def is_failure(self) -> bool:
        """Whether Odoo's MTBF and MTTR are to count it."""
        return bool(self.faulty_device) and self.phase != "void"


class HelpdeskTicket(models.Model):
    _inherit = "helpdesk.ticket"

    def write(self, vals):
        if FOLLOWED.isdisjoint(vals):
            return super().write(vals)
        before = self._standings()
        result = super().write(vals)
        self._follow_standings(before)
        return result

    def unlink(self):
        standings = self._standings().values()
        result = super().unlink()
        self._devices_of(standing.broken_device for standing in standings)._end_faults()
        return result

    def _standings(self) -> dict[int, Standing]:
        """What each request says of its device now."""
        return {
            ticket.id: Standing(ticket.equipment_id, ticket.service_kind == "repair", ticket._phase())
            for ticket in self.sudo()
        }

    def _phase(self) -> str:
        """See :class:`Standing`. An open request that is archived came to nothing; a solved one stays solved."""
        if not self.stage_id.closed:
            return "open" if self.active else "void"
        return "void" if self.stage_id.outcome in NO_FAILURE else "done"

    def _devices_of(self, devices):
        # whoever reports or closes a fault need not be allowed to edit devices
        return self.env["maintenance.equipment"].sudo().union(*devices)

    def _follow_standings(self, before: dict[int, Standing]) -> None:
        """Let failures, histories and states of devices follow from what changed.

        :param before: what each request said before; nothing for a new one
        """
        now = self._standings()
        new = Standing(self.env["maintenance.equipment"], False, "open")
        changes = {
            ticket: (before.get(ticket.id, new), now[ticket.id])
            for ticket in self
            if now[ticket.id] != before.get(ticket.id, new)
        }
        if not changes:
            return
        changed = self.browse(ticket.id for ticket in changes)
        changed._follow_failures(now)
        changed._tell_history(changes)
        self._devices_of(standing.broken_device for _before, standing in changes.values())._follow_faults()
        self._devices_of(
            old.broken_device - standing.broken_device for old, standing in changes.values()
        )._end_faults()

    def _tell_history(self, changes: dict) -> None:
        """Write into the histories of devices what was reported, corrected, closed and opened again."""
        told = self._told_lines() if any(old.device for old, _now in changes.values()) else {}
        lines = []
        for ticket, (old, now) in changes.items():
            if old.faulty_device and old.faulty_device != now.faulty_device:
                target = f"→ {now.device.label_code}" if now.faulty_device else "✗"
                fault = told.get((ticket.id, old.device.id, "fault"))
                lines.append(
                    EventLine(old.device, "corrected", f"{ticket.number} {target}", ticket, corrects=fault)
                )
            if now.faulty_device and old.faulty_device != now.faulty_device:
                detail = f"{ticket.number} {ticket.name}"
                lines.append(EventLine(now.device, "fault", detail, ticket, ticket.reported_at))
            if not now.device or now.phase == old.phase:
                continue
            if now.phase == "open":
                closed = told.get((ticket.id, now.device.id, "closed"))
                lines.append(
                    EventLine(now.device, "corrected", f"{ticket.number} ↺", ticket, corrects=closed)
                )
            else:
                detail = ticket.number if now.phase == "done" else f"{ticket.number} ✗"
                lines.append(EventLine(now.device, "closed", detail, ticket))
        self.env["maintenance.equipment"]._log_events(lines)

    def _told_lines(self) -> dict:
        """The newest line of each kind that histories hold about these requests: (request, device, kind) → line."""
        # whoever corrects a request need not see the history of every device
        events = (
            self.env["printer.equipment.event"]
            .sudo()
            .search(
                [
                    ("origin_model", "=", self._name),
                    ("origin_id", "in", self.ids),
                    ("kind", "in", ("fault", "closed")),
                ],
                order="id",
            )
        )
        return {(event.origin_id, event.equipment_id.id, event.kind): event for event in events}

    def _follow_failures(self, standings: dict[int, Standing]) -> None:
        """Open, move, finish, set aside or restore the ``maintenance.request`` of each request."""
        # the failure belongs to the back office; see _open_failures
        Failure = self.env["maintenance.request"].sudo()
        stages = self.env["maintenance.stage"].sudo()
        done = stages.search([("done", "=", True)], limit=1)
        first = stages.search([("done", "=", False)], limit=1)
        missing = self.filtered(lambda t: standings[t.id].is_failure and not t.sudo().maintenance_request_ids)
        missing._open_failures()
        groups = {}
        for failure in Failure.search([("ticket_id", "in", self.ids)]):
            standing = standings[failure.ticket_id.id]
            values = {"archive": not standing.is_failure}
            if standing.device:
                values["equipment_id"] = standing.device.id
            if failure.done != (standing.is_failure and standing.phase == "done"):
                values["stage_id"] = first.id if failure.done else done.id
            differing = tuple(
                (name, value)
                for name, value in values.items()
                if failure._fields[name].convert_to_write(failure[name], failure) != value
            )
            groups.setdefault(differing, []).append(failure.id)
        for values, ids in groups.items():
            if values:
                Failure.browse(ids)._through_door().write(dict(values))
        Failure.browse(id_ for values, ids in groups.items() if values for id_ in ids)._end_with_the_work()

    def _open_failures(self) -> None:
        """Open one corrective ``maintenance.request`` per fault, so that Odoo's MTBF and MTTR stay true."""
        if not self:
            return
        teams = self._maintenance_teams()
        # the reporter may be a portal user; the failure belongs to the back office
        Failure = self.env["maintenance.request"].sudo().with_context(mail_create_nosubscribe=True)
        Failure._through_door().create(
            [
                {
                    "name": ticket.display_name,
                    "equipment_id": ticket.equipment_id.id,
                    "ticket_id": ticket.id,
                    "company_id": ticket.company_id.id,
                    "maintenance_team_id": teams[ticket.company_id].id,
                    "maintenance_type": "corrective",
                    "request_date": (ticket.company_id or self.env.company)._printer_day(ticket.reported_at),
                    "owner_user_id": False,
                }
                for ticket in self
            ]
        )

    def _maintenance_teams(self) -> dict:
        """Per company the team of Odoo's maintenance that its failures are filed under; made where there is none."""
        # see _open_failures
        Team = self.env["maintenance.team"].sudo()
        found = Team.search([("company_id", "in", [False, *self.company_id.ids])], order="id")
        teams = {}
        for company in self.company_id.sudo():
            fitting = found.filtered(lambda team, c=company: team.company_id in (c, c.browse()))
            teams[company] = fitting.sorted(lambda team: not team.company_id)[:1] or Team.create(
                {"name": company.name, "company_id": company.id}
            )
        return teams
