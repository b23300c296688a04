"""The questionnaire after a job."""

from freezegun import freeze_time

from odoo.fields import Command, Datetime
from odoo.tests import tagged

from odoo.addons.mail.tests.common import MailCase

from ..common import PrinterCase
from ..visit.test_visit import SIGNATURE


@tagged("post_install", "-at_install")
class TestQuestionnaire(PrinterCase, MailCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.survey = cls.env["survey.survey"].create(
            {
                "title": "How did we do?",
                "access_mode": "token",
                "scoring_type": "scoring_without_answers",
                "question_and_page_ids": [
                    Command.create(
                        {
                            "title": "Speed?",
                            "question_type": "simple_choice",
                            "suggested_answer_ids": [
                                Command.create({"value": "Good", "answer_score": 100}),
                                Command.create({"value": "Fair", "answer_score": 60}),
                            ],
                        }
                    )
                ],
            }
        )
        cls.agreement.survey_id = cls.survey

    def _closed_ticket(self):
        visit = self._finished_visit()
        visit.sudo()._sign("Contact", SIGNATURE, self.contact)
        return visit.ticket_id.sudo()

    @freeze_time("2026-03-01 08:00:00")
    def test_solved_request_invites_its_contact_once_with_an_expiry(self):
        with self.mock_mail_gateway():
            ticket = self._closed_ticket()
            ticket._send_questionnaire()
        answer = ticket.survey_input_ids
        self.assertEqual(len(answer), 1)
        self.assertEqual(answer.partner_id, self.contact)
        self.assertEqual(answer.deadline, Datetime.to_datetime("2026-03-15 08:00:00"))
        self.assertIn(answer.access_token, self._new_mails[-1].body_html)

    def test_answer_stands_on_request_and_history(self):
        ticket = self._closed_ticket()
        answer = ticket.survey_input_ids
        fair = self.survey.question_ids.suggested_answer_ids[1]
        answer._save_lines(self.survey.question_ids, str(fair.id))
        answer._mark_done()
        self.assertEqual(ticket.satisfaction, 60)
        self.assertIn("60 %", self.device.event_ids.filtered(lambda line: line.kind == "rated").detail)

    def test_withdrawn_request_asks_nobody(self):
        ticket = self._report()
        ticket.stage_id = self.env.ref("helpdesk_mgmt.helpdesk_ticket_stage_cancelled")
        self.assertFalse(ticket.survey_input_ids)
