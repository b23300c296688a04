"""A visit on the engineer's telephone, in both languages."""

from odoo import fields
from odoo.tests import HttpCase, tagged

from .visit_common import VisitCase


@tagged("post_install", "-at_install")
class TestVisitOnTheTelephone(VisitCase, HttpCase):
    browser_size = "390x844"

    def _tour(self, lang):
        self.engineer.lang = lang
        ticket = self._report()
        visit = ticket.with_user(self.agent)._confirm_visit(
            self.engineer, fields.Datetime.now(), self.contact, self.agent
        )
        visit.sudo()._through_door().arrival_code = "4711"
        self.env.flush_all()
        self.start_tour(
            f"/odoo/printer-my-visits/{visit.id}", "printer_visit_on_the_telephone", login="test-engineer"
        )
        self.env.invalidate_all()
        return visit

    def _check_signed(self, visit):
        self.assertEqual((visit.state, visit.arrival_method, visit.code_tries), ("finished", "code", 1))
        self.assertEqual((visit.signature_place, visit.signature_held_by_id), ("on_screen", self.engineer))
        self.assertTrue(visit.ticket_id.sudo().closed)

    def test_from_the_contacts_code_to_their_signature_in_chinese(self):
        self._check_signed(self._tour("zh_CN"))

    def test_from_the_contacts_code_to_their_signature_in_english(self):
        self._check_signed(self._tour("en_US"))
