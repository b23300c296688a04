"""What the stories share: the demo customer's people, one of their printers, and the steps that all stories take."""

import base64
import io

from freezegun import freeze_time
from PIL import Image

from odoo import fields
from odoo.tests import TransactionCase

from odoo.addons.mail.tests.common import MailCase

DONE = {
    "fault_cause": "搓纸轮磨损",
    "work_done": "更换搓纸轮",
    "is_tested": True,
    "is_explained": True,
    "briefing_omitted": "用户已会操作",
}


def drawing(seed: int) -> str:
    """A signature as the pad gives it; another seed draws another one."""
    picture = Image.new("RGB", (80, 30), "white")
    for x in range(10, 70):
        picture.putpixel((x, 10 + (x + seed) % 9), (0, 0, seed))
    file = io.BytesIO()
    picture.save(file, "PNG")
    return base64.b64encode(file.getvalue()).decode()


def at(moment: str):
    """A moment, e.g. ``2026-03-02 01:00``."""
    return fields.Datetime.to_datetime(f"{moment}:00")


class StoryCase(MailCase, TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        ref = cls.env.ref
        for role in ("agent", "dispatcher", "engineer", "backup", "secondline", "manager"):
            setattr(cls, role, ref(f"printer_maintenance_suite.user_{role}"))
        cls.contact = ref("printer_maintenance_suite.contact_south")
        cls.contact_user = ref("printer_maintenance_suite.user_contact_south")
        cls.agreement = ref("printer_maintenance_suite.agreement_bureau")
        cls.device = cls.env["maintenance.equipment"].search(
            [
                ("unit_id", "=", cls.contact.parent_id.id),
                ("device_type", "=", "printer"),
                ("condition", "=", "in_service"),
                ("ticket_ids", "=", False),
            ],
            limit=1,
            order="serial_no",
        )

    def _report(self, moment):
        with freeze_time(at(moment)):
            return self.env["helpdesk.ticket"].create(
                {
                    "name": "卡纸",
                    "description": "每页都卡",
                    "equipment_id": self.device.id,
                    "partner_id": self.contact.id,
                    "symptom_id": self.env.ref("printer_maintenance_suite.fault_pq07").id,
                }
            )

    def _confirm(self, ticket, moment, start, engineer=None, visit=None):
        """The agent calls the contact; the visit as its engineer sees it."""
        engineer = engineer or self.engineer
        with freeze_time(at(moment)):
            visit = ticket.with_user(self.agent)._confirm_visit(
                engineer, at(start), self.contact, self.agent, visit=visit and visit.with_user(self.agent)
            )
        return visit.with_user(engineer)

    def _arrive(self, visit, moment):
        with freeze_time(at(moment)):
            visit.action_arrive_by_label(visit.equipment_id.serial_no)

    def _work(self, visit, moment):
        with freeze_time(at(moment)):
            visit.write(DONE)
            visit.action_rest_ok()
            for check in visit.check_ids.filtered(lambda check: not check.answered_at):
                check.action_answer(1 if check.answer_kind == "number" else "正常")
            visit.action_finish_work()

    def _sign_visit(self, visit, moment, seed):
        with freeze_time(at(moment)):
            visit.action_sign_on_screen(self.contact.name, drawing(seed), visit.signing_token)

    def _sign(self, record, purpose, moment, seed):
        """The contact signs on the screen of whoever holds the record."""
        with freeze_time(at(moment)):
            token = record.signing_summary(purpose)["token"]
            record.action_sign_on_screen(self.contact.name, drawing(seed), token, purpose)

    def _end(self, visit, purpose, reason, note, moment):
        """The engineer's dialog; the visit that follows is returned."""
        with freeze_time(at(moment)):
            action = (
                self.env["printer.visit.end"]
                .with_user(visit.env.user)
                .create(
                    {
                        "visit_id": visit.id,
                        "purpose": purpose,
                        "reason_id": self.env.ref(f"printer_maintenance.visit_reason_{reason}").id,
                        "note": note,
                    }
                )
                .action_end()
            )
        return self.env["printer.visit"].browse(action.get("res_id"))

    def _history(self):
        return self.device.event_ids.filtered(
            lambda event: event.kind not in ("registered", "counted")
        ).mapped("kind")[::-1]
