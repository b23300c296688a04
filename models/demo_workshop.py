"""A device of the demo customer at the workshop, with a loaner in its place."""

import base64
import io
from datetime import timedelta

from PIL import Image, ImageDraw

from odoo import api, fields, models

DEVICE = "HP"
LOANER = "BJ-2026-001"
STROKES = ((12, 40, 40, 12), (40, 12, 52, 58), (60, 20, 110, 26), (86, 10, 80, 62), (64, 62, 128, 54))


class DemoWorkshop(models.AbstractModel):
    _name = "printer.demo.workshop"
    _description = "Workshop of the demo customer"

    @api.model
    def _fill(self) -> None:
        """A printer that could not be repaired on site goes to the workshop; a loaner stands in for it."""
        ref = self.env.ref
        contact, engineer = (
            ref("printer_maintenance_suite.contact_bureau"),
            ref("printer_maintenance_suite.user_engineer"),
        )
        symptom = ref("printer_maintenance_suite.fault_pq07").with_context(lang="zh_CN")
        ticket = self.env["helpdesk.ticket"].create(
            {
                "name": symptom.name,
                "description": symptom.name,
                "equipment_id": self._printer().id,
                "partner_id": contact.id,
                "channel_id": ref("helpdesk_mgmt.helpdesk_ticket_channel_phone").id,
                "symptom_id": symptom.id,
                "user_id": engineer.id,
            }
        )
        now = fields.Datetime.now()
        agent = ref("printer_maintenance_suite.user_agent")
        visit = ticket._confirm_visit(engineer, now, contact, agent)
        visit.action_arrive()
        stay = visit._ask_custody(
            "定影组件需在维修间拆检",
            "外观完好，前盖有轻微划痕",
            "none",
            fields.Date.context_today(self) + timedelta(days=5),
            [{"name": "电源线"}, {"name": "纸盒", "quantity": 2}],
        )
        drawing = self._drawing()
        stay._take(contact.name, drawing)
        loaner = self.env["maintenance.equipment"].search([("serial_no", "=", LOANER)])
        loan = self.env["printer.loan"]._lend(
            ticket, loaner, fields.Date.context_today(self) + timedelta(days=7), visit
        )
        loan._prepare_lend("外观完好，试打正常", "电源线、网线、满装粉盒", 12840)
        loan._hand_over(contact.name, drawing)
        visit._leave_unfinished(ref("printer_maintenance.visit_reason_workshop"), "定影组件需拆检")
        stay.action_at_workshop()
        stay._move_to("维修间 2 号工位")

    def _printer(self):
        """The printer that goes: one that has not been touched by the other demo data."""
        agreement = self.env.ref("printer_maintenance_suite.agreement_bureau")
        return self.env["maintenance.equipment"].search(
            [
                ("customer_id", "=", agreement.partner_id.id),
                ("device_type", "=", "printer"),
                ("condition", "=", "in_service"),
                ("ticket_ids", "=", False),
                ("brand", "=", DEVICE),
            ],
            limit=1,
            order="serial_no",
        )

    @staticmethod
    def _drawing() -> str:
        """A signature, as a pad gives it."""
        picture = Image.new("RGB", (140, 72), "white")
        pen = ImageDraw.Draw(picture)
        for stroke in STROKES:
            pen.line(stroke, fill=(20, 20, 90), width=3)
        file = io.BytesIO()
        picture.save(file, "PNG")
        return base64.b64encode(file.getvalue()).decode()
