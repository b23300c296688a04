"""The ready-made mails reach whom they name: a mail without a recipient is sent to nobody, and nobody notices."""

from odoo.tests import TransactionCase, tagged

from .test_translations import ADDONS


@tagged("post_install", "-at_install")
class TestMailTemplates(TransactionCase):
    def _ours(self):
        names = self.env["ir.model.data"].search([("model", "=", "mail.template"), ("module", "in", ADDONS)])
        return self.env["mail.template"].browse(names.mapped("res_id"))

    def test_every_mail_names_its_recipient_and_goes_there(self):
        templates = self._ours()
        self.assertGreater(len(templates), 8)
        for template in templates:
            with self.subTest(template.name):
                self.assertFalse(
                    template.use_default_to, "the record's default recipient would be taken instead"
                )
                self.assertTrue(template.partner_to or template.email_to)

    def test_mails_about_a_visit_reach_its_contact(self):
        visit = self.env["printer.visit"].search([("contact_id.email", "!=", False)], limit=1)
        for template in self._ours().filtered(lambda template: template.model == "printer.visit"):
            with self.subTest(template.name):
                mail = self.env["mail.mail"].browse(template.send_mail(visit.id))
                self.assertEqual(mail.recipient_ids, visit.contact_id)
