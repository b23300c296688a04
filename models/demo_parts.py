"""A printer of the demo customer whose roller and separation pad somebody damaged: quoted, and with the customer."""

from odoo import api, fields, models

NUMBER_IN_LINE = 3
# translations are loaded before the demo is: its people read Chinese all the same
CHINESE = {
    "part_roller": "搓纸轮",
    "part_fuser": "定影组件",
    "part_toner": "硒鼓",
    "part_pad": "分页垫",
    "part_ssd": "固态硬盘 512 GB",
    "part_adapter": "笔记本电源适配器 65 W",
    "part_toner_m507": "硒鼓",
}


class DemoParts(models.AbstractModel):
    _name = "printer.demo.parts"
    _description = "Parts of the demo customer that wait for an answer"

    @api.model
    def _fill(self) -> None:
        """An engineer is on site, two parts were damaged by people, and the quotation was sent."""
        ref = self.env.ref
        self._name_in_chinese()
        contact = ref("printer_maintenance_suite.contact_bureau")
        engineer = ref("printer_maintenance_suite.user_secondline")
        symptom = ref("printer_maintenance_suite.fault_pa01").with_context(lang="zh_CN")
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
        agent = ref("printer_maintenance_suite.user_agent")
        visit = ticket._confirm_visit(engineer, fields.Datetime.now(), contact, agent)
        visit.action_arrive()
        for part, quantity in (("part_roller", 1), ("part_pad", 2)):
            product = ref(f"printer_maintenance_suite.{part}")
            visit._use_part(product, quantity, by_people="订书钉卡入进纸口", old_part="return")
        ticket._make_part_quote()._send_part_quote(contact)

    def _name_in_chinese(self) -> None:
        for name, chinese in CHINESE.items():
            product = self.env.ref(f"printer_maintenance_suite.{name}")
            product.with_context(lang="zh_CN").name = chinese

    def _printer(self):
        """A printer that has not been touched by the other demo data."""
        agreement = self.env.ref("printer_maintenance_suite.agreement_bureau")
        return self.env["maintenance.equipment"].search(
            [
                ("customer_id", "=", agreement.partner_id.id),
                ("device_type", "=", "printer"),
                ("condition", "=", "in_service"),
                ("ticket_ids", "=", False),
                ("brand", "=", "HP"),
                ("fitting_ids", "=", False),
            ],
            order="serial_no desc",
            limit=1,
            offset=NUMBER_IN_LINE,
        )
