"""The customer sees what was promised and how it is kept."""

from odoo.tests import HttpCase, new_test_user, tagged

from ..common import PrinterCase


@tagged("post_install", "-at_install")
class TestCommitmentPage(PrinterCase, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.agreement.commitment_ids.unlink()
        cls.promise = cls.env["printer.commitment"].create(
            {
                "name": "Devices ready",
                "agreement_id": cls.agreement.id,
                "measure": "good_condition",
                "target": 98,
                "period": "month",
            }
        )
        cls.agreement.action_measure()
        supervisor = cls.env["res.partner"].create({"name": "Supervisor", "parent_id": cls.bureau.id})
        new_test_user(
            cls.env,
            login="test-bureau",
            password="test-bureau",
            groups="base.group_portal",
            partner_id=supervisor.id,
            lang="en_US",
        )

    def test_the_bureau_that_made_the_agreement_sees_figure_and_verdict(self):
        self.authenticate("test-bureau", "test-bureau")
        page = self.url_open("/my/commitments").text
        self.assertIn("Devices ready", page)
        self.assertIn("100.00", page)
        self.assertIn("text-bg-success", page)

    def test_a_subordinate_unit_does_not_see_the_bureaus_figures(self):
        self.contact_user.password = "test-contact"
        self.authenticate("test-contact", "test-contact")
        page = self.url_open("/my/commitments").text
        self.assertNotIn("Devices ready", page)
        self.assertIn("There is nothing here yet", page)

    def test_a_draft_is_nobodys_business_yet(self):
        draft = self.agreement.copy({"name": "Next term"})
        draft.commitment_ids = [(5, 0, 0), (0, 0, {"name": "Draft promise", "target": 1, "period": "year"})]
        self.authenticate("test-bureau", "test-bureau")
        self.assertNotIn("Draft promise", self.url_open("/my/commitments").text)

    def test_stranger_reads_neither_promise_nor_result(self):
        stranger = new_test_user(self.env, login="test-stranger", groups="base.group_portal")
        self.assertFalse(self.env["printer.commitment"].with_user(stranger).search([]))
        self.assertFalse(self.env["printer.commitment.result"].with_user(stranger).search([]))
