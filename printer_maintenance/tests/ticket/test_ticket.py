"""The service request."""

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged

from ...exceptions import SignatureMissingError
from ..common import PrinterCase


@tagged("post_install", "-at_install")
class TestTicket(PrinterCase):
    def test_server_finds_unit_customer_agreement_and_team_by_the_device(self):
        ticket = self._report()
        self.assertEqual(ticket.unit_id, self.unit)
        self.assertEqual(ticket.customer_id, self.bureau)
        self.assertEqual(ticket.agreement_id, self.agreement)
        self.assertEqual(ticket.team_id, self.team)
        self.assertFalse(ticket.is_out_of_scope)

    def test_device_without_agreement_is_said_before_anyone_drives_out(self):
        self.agreement._suspend("Budget frozen")
        self.assertTrue(self._report().is_out_of_scope)

    def test_request_without_device_belongs_to_the_contacts_unit(self):
        ticket = self._report(equipment_id=False, service_kind="consultation")
        self.assertEqual(ticket.unit_id, self.unit)
        self.assertFalse(ticket.is_out_of_scope)

    def test_one_fault_is_one_corrective_failure(self):
        ticket = self._report()
        failure = ticket.maintenance_request_ids
        self.assertEqual(len(failure), 1)
        self.assertEqual((failure.equipment_id, failure.maintenance_type), (self.device, "corrective"))

    def test_consultation_is_no_failure(self):
        self.assertFalse(self._report(service_kind="consultation").maintenance_request_ids)

    def test_contact_of_another_customer_is_refused(self):
        foreign = self.env["res.partner"].create(
            {"name": "Foreign", "is_company": True, "printer_unit_kind": "customer"}
        )
        with self.assertRaisesRegex(ValidationError, "another customer"):
            self._report(partner_id=foreign.id)

    def test_report_cannot_lie_in_the_future(self):
        with self.assertRaises(ValidationError):
            self._report(reported_at="2999-01-01 00:00:00")

    def test_unsigned_fault_cannot_be_closed_as_solved(self):
        ticket = self._report()
        with self.assertRaises(SignatureMissingError):
            ticket.with_user(self.agent).stage_id = self.env.ref("helpdesk_mgmt.helpdesk_ticket_stage_done")

    def test_withdrawn_request_needs_no_signature_and_leaves_the_figures(self):
        ticket = self._report()
        ticket.with_user(self.agent).stage_id = self.env.ref("helpdesk_mgmt.helpdesk_ticket_stage_cancelled")
        self.assertEqual(set(ticket.clock_ids.mapped("state")), {"cancelled"})

    def test_fault_in_a_company_without_maintenance_team_is_filed_all_the_same(self):
        company = self.env["res.company"].create({"name": "Second company"})
        self.env["maintenance.team"].search([]).company_id = self.env.company
        device = self._make_device("SN-2C", company_id=company.id)
        ticket = self._report(equipment_id=device.id, company_id=company.id, team_id=False)
        self.assertEqual(ticket.maintenance_request_ids.maintenance_team_id.company_id, company)

    def test_engineers_see_their_teams_work_only(self):
        mine, other = self._report(), self._report()
        other.team_id = self.env["helpdesk.ticket.team"].create({"name": "South station"})
        self.env.flush_all()
        visible = (
            self.env["helpdesk.ticket"].with_user(self.engineer).search([("id", "in", (mine | other).ids)])
        )
        self.assertEqual(visible, mine)

    def test_engineer_taken_off_the_team_loses_sight_at_once(self):
        ticket = self._report()
        ticket.user_id = False
        ticket.with_user(self.engineer).check_access("read")
        self.team.user_ids = False
        self.env.invalidate_all()
        with self.assertRaises(AccessError):
            ticket.with_user(self.engineer).check_access("read")

    def test_project_manager_sees_own_agreements_only(self):
        ticket = self._report()
        manager = self.users["project_manager"]
        ticket.with_user(manager).check_access("read")
        self.agreement.manager_id = self.users["admin"]
        ticket.message_unsubscribe(manager.partner_id.ids)
        self.env.flush_all()
        self.assertFalse(self.env["helpdesk.ticket"].with_user(manager).search([("id", "=", ticket.id)]))
