from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged

from ...forms.dispatch.repair_record import REPAIR_RECORD
from ..common import FormCase


@tagged("post_install", "-at_install")
class TestAccess(FormCase):
    """A person prints what they may read, and nothing else."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ticket = cls.env["helpdesk.ticket"].create(
            {
                "name": "Paper jam",
                "description": "It jams.",
                "equipment_id": cls.device.id,
                "partner_id": cls.contact.id,
            }
        )
        cls.foreign_unit = cls.env["res.partner"].create(
            {"name": "Other bureau", "is_company": True, "printer_unit_kind": "customer"}
        )
        other = cls.env["res.partner"].create({"name": "Stranger", "parent_id": cls.foreign_unit.id})
        cls.stranger = new_test_user(
            cls.env, login="test-stranger", groups="base.group_portal", partner_id=other.id
        )
        cls.other_engineer = new_test_user(
            cls.env, login="test-other-engineer", groups="base.group_user,printer_maintenance.group_engineer"
        )

    def _print(self, user, ticket=None):
        """Both outputs, as the user."""
        ids = (ticket or self.ticket).ids
        reports = self.Report.with_user(user)
        content, _kind = reports._render_qweb_html(REPAIR_RECORD.pdf_report_name, ids)
        reports._render_xlsx(REPAIR_RECORD.xlsx_report_name, ids, {})
        return content.decode()

    def test_every_role_that_reads_the_request_prints_it(self):
        self.ticket.with_user(self.agent)._confirm_visit(
            self.engineer, fields.Datetime.now(), self.contact, self.agent
        )
        for role, user in self.users.items():
            self.env.invalidate_all()
            with self.subTest(role=role):
                self.assertIn(self.ticket.number, self._print(user))

    def test_contact_of_the_unit_prints_with_the_engineers_name_and_number(self):
        self.ticket.with_user(self.agent)._confirm_visit(
            self.engineer, fields.Datetime.now(), self.contact, self.agent
        )
        self.env.invalidate_all()
        page = self._print(self.contact_user)
        self.assertIn(self.engineer.name, page)
        self.assertIn(self.engineer.phone, page)

    def test_strangers_print_nothing(self):
        for user in (self.stranger, self.other_engineer):
            for report, name in (("_render_qweb_html", "pdf"), ("_render_xlsx", "xlsx")):
                report_name = getattr(REPAIR_RECORD, f"{name}_report_name")
                self.env.invalidate_all()
                with self.assertRaises(AccessError):
                    getattr(self.Report.with_user(user), report)(report_name, self.ticket.ids, {})

    def test_sudo_of_the_caller_does_not_reach_the_records(self):
        reports = self.Report.with_user(self.stranger).sudo()
        with self.assertRaises(AccessError):
            reports._render_qweb_html(REPAIR_RECORD.pdf_report_name, self.ticket.ids)
        with self.assertRaises(AccessError):
            reports._render_xlsx(REPAIR_RECORD.xlsx_report_name, self.ticket.ids, {})

    def test_renderer_prints_no_other_models_records(self):
        """The renderer is open to RPC: the form decides the model, whatever the context says."""
        renderer = self.env["report.printer_maintenance_reports.form"].with_user(self.stranger)
        renderer = renderer.with_context(
            active_model="res.users", printer_form=REPAIR_RECORD.xlsx_report_name
        )
        with self.assertRaises(AccessError):
            renderer.create_xlsx_report(self.ticket.ids, {})

    def test_renderer_asked_for_no_form_says_so(self):
        renderer = self.env["report.printer_maintenance_reports.form"].with_user(self.stranger)
        with self.assertRaisesRegex(UserError, "no such form"):
            renderer.create_xlsx_report(self.ticket.ids, {})
