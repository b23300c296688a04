"""What counts as a response to the customer."""

from odoo.tests import tagged

from .common import SlaCase, at

WORDS = "We are on it"


@tagged("post_install", "-at_install")
class TestResponse(SlaCase):
    def setUp(self):
        super().setUp()
        self.agent.email = "agent@example.com"
        self.ticket = self._reported("08:00")

    def _post(self, user, subtype, **values):
        with self._at("08:20"):
            self.ticket.with_user(user).message_post(
                body=WORDS, message_type="comment", subtype_xmlid=subtype, **values
            )
        return self.ticket.responded_at

    def test_message_to_the_contact_is_a_response(self):
        responded = self._post(self.agent, "mail.mt_comment", partner_ids=self.contact.ids)
        self.assertEqual(responded, at("08:20"))
        self.assertEqual(self._clock(self.ticket, "respond").state, "met")

    def test_message_to_a_contact_who_follows_is_a_response(self):
        self.ticket.message_subscribe(partner_ids=self.contact.ids)
        self.assertTrue(self._post(self.agent, "mail.mt_comment"))

    def test_internal_note_is_no_response(self):
        self.assertFalse(self._post(self.agent, "mail.mt_note", partner_ids=self.contact.ids))

    def test_message_among_ourselves_is_no_response(self):
        self.assertFalse(self._post(self.agent, "mail.mt_comment", partner_ids=self.engineer.partner_id.ids))

    def test_what_the_customer_writes_is_no_response(self):
        self.ticket.message_subscribe(partner_ids=self.contact.ids)
        self.assertFalse(self._post(self.contact_user, "mail.mt_comment"))

    def test_what_the_system_sends_is_no_response(self):
        with self._at("08:20"):
            self.ticket.with_user(self.agent).message_post(
                body=WORDS,
                message_type="auto_comment",
                subtype_xmlid="mail.mt_comment",
                partner_ids=self.contact.ids,
            )
        self.assertFalse(self.ticket.responded_at)

    def test_answer_from_our_own_mailbox_is_a_response(self):
        with self._at("08:20"):
            self.ticket.message_post(
                body=WORDS,
                message_type="email",
                subtype_xmlid="mail.mt_comment",
                author_id=self.agent.partner_id.id,
                partner_ids=self.contact.ids,
            )
        self.assertEqual(self.ticket.responded_at, at("08:20"))
