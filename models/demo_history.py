"""Twelve weeks of work that lie behind the demo customer, so that figures and curves have something to show."""

from datetime import datetime, timedelta
from typing import NamedTuple

from odoo import api, fields, models

# a fault every other day, at these hours of the working day (UTC; the demo is in Shanghai)
DAYS_BETWEEN = 2
HOURS = (0, 1, 2, 3, 6, 7, 8)
SYMPTOMS = {
    "printer": ("pa01", "pq07"),
    "copier": ("pa01",),
    "scanner": ("sc01", "sc03"),
    "shredder": ("sh01", "sh03"),
    "desktop": ("pc01", "pc03"),
    "laptop": ("lt02", "pc04"),
}
ENGINEERS = ("engineer", "backup", "engineer", "secondline")
PROOFS = ("label", "label", "code", "label", "hand")


class Job(NamedTuple):
    """One fault of the past: on which device, when, and how it went.

    ``way`` is ``first`` (fixed at once), ``part`` (a part was missing, second visit two days later), ``remote`` or
    ``again`` (like ``first``, but the fault came back nine days later).
    """

    number: int
    device: models.Model
    reported: datetime
    way: str


class DemoHistory(models.AbstractModel):
    _name = "printer.demo.history"
    _description = "History of the demo customer"

    @api.model
    def _fill(self, weeks: int = 12) -> None:
        """Enter the faults of the last weeks as they would stand on record had the product been in use.

        :param weeks: how far back
        """
        today = fields.Datetime.now().replace(minute=0, second=0, microsecond=0)
        devices = self._devices()
        for number in range(weeks * 7 // DAYS_BETWEEN):
            day = today - timedelta(days=weeks * 7 - number * DAYS_BETWEEN)
            reported = day.replace(hour=HOURS[number % len(HOURS)], minute=number * 7 % 60)
            way = {3: "part", 5: "remote", 8: "again"}.get(number % 9, "first")
            job = Job(number, devices[number % len(devices)], reported, way)
            self._enter(job)
            back = reported + timedelta(days=9)
            if way == "again" and back < today:
                self._enter(job._replace(number=number + 2, reported=back, way="first"))

    def _devices(self):
        """Some devices of every kind, always the same."""
        Device = self.env["maintenance.equipment"]
        agreement = self.env.ref("printer_maintenance_suite.agreement_bureau")
        found = [
            Device.search(
                [
                    ("customer_id", "=", agreement.partner_id.id),
                    ("category_id.device_type", "=", kind),
                    ("condition", "=", "in_service"),
                ],
                limit=4,
                order="serial_no",
            )
            for kind in SYMPTOMS
        ]
        return [devices[place] for place in range(4) for devices in found if place < len(devices)]

    def _ref(self, name: str):
        return self.env.ref(f"printer_maintenance_suite.{name}")

    def _enter(self, job: Job) -> None:
        """One request with its visits, clocks, history and failure."""
        names = SYMPTOMS[job.device.category_id.device_type]
        symptom = self._ref(f"fault_{names[job.number % len(names)]}").with_context(lang="zh_CN")
        cause = symptom.child_ids[job.number % 2 :][:1] or symptom.child_ids[:1]
        ticket = self.env["helpdesk.ticket"].create(
            {
                "name": symptom.name,
                "description": symptom.name,
                "equipment_id": job.device.id,
                "partner_id": self._ref("contact_bureau").id,
                "channel_id": self.env.ref("helpdesk_mgmt.helpdesk_ticket_channel_phone").id,
                "reported_at": job.reported,
                "symptom_id": symptom.id,
                "cause_id": cause.id,
                "remedy_id": cause.child_ids[:1].id,
                "user_id": self._engineer(job).id,
            }
        )
        confirmed = job.reported + timedelta(minutes=5 + job.number * 11 % 32)
        arrived = (
            False if job.way == "remote" else job.reported + timedelta(minutes=30 + job.number * 13 % 37)
        )
        ticket._through_door().write(
            {"confirmed_at": confirmed, "responded_at": confirmed, "arrived_at": arrived}
        )
        begun = arrived or confirmed
        done = begun + timedelta(minutes=25 + job.number * 17 % 50)
        if job.way == "part":
            first = self._visit(job, ticket, begun, begun + timedelta(minutes=30), "unfinished")
            begun += timedelta(days=2)
            done = begun + timedelta(minutes=40)
            self._visit(job, ticket, begun, done, "finished", previous_visit_id=first.id)
        else:
            self._visit(job, ticket, begun, done, "finished")
        solved = self.env["helpdesk.ticket.stage"].search([("outcome", "=", "solved")], limit=1)
        ticket._through_door().write({"solved_at": done, "stage_id": solved.id})

    def _engineer(self, job: Job):
        return self._ref(f"user_{ENGINEERS[job.number % len(ENGINEERS)]}")

    def _visit(self, job: Job, ticket, begun: datetime, left: datetime, state: str, **values):
        """One visit that has ended; finished work is signed for, except now and then."""
        is_remote = job.way == "remote"
        codes = (ticket.cause_id | ticket.remedy_id).with_context(lang="zh_CN")
        contact = self._ref("contact_bureau")
        outcome = {
            "reason_id": self.env.ref("printer_maintenance.visit_reason_part").id,
            "reason_note": "等待配件",
        }
        if state == "finished":
            outcome = {
                "fault_cause": codes[:1].name,
                "work_done": codes[-1:].name,
                "is_tested": True,
                "is_explained": True,
                "work_finished_at": left,
            }
            if job.number % 7 != 4:
                outcome |= {"signed_by": contact.name, "signed_at": left, "signer_id": contact.id}
        return (
            self.env["printer.visit"]
            ._through_door()
            .create(
                {
                    "ticket_id": ticket.id,
                    "kind": "remote" if is_remote else "on_site",
                    "engineer_id": self._engineer(job).id,
                    "contact_id": contact.id,
                    "planned_start": begun,
                    "departed_at": begun
                    if is_remote
                    else begun - timedelta(minutes=12 + job.number * 5 % 20),
                    "arrived_at": False if is_remote else begun,
                    "arrival_method": False if is_remote else PROOFS[job.number % len(PROOFS)],
                    "left_at": left,
                    "state": state,
                    **outcome,
                    **values,
                }
            )
        )
