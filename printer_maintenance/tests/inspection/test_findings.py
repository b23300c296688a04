"""What is wrong is fixed, requested, decided or an emergency; nothing that was found disappears."""

from odoo.exceptions import AccessError
from odoo.tests import tagged

from ...exceptions import FindingError, InspectionError
from ..workshop.test_photos import picture
from .inspection_common import InspectionCase


class FindingCase(InspectionCase):
    def setUp(self):
        super().setUp()
        self.record = self._begun()
        self.sheet = self.record.sheet_ids

    def _found(self, **other):
        self._inspect(self.sheet, **(other or {"No_unusual_noise": "not_ok"}))
        return self.sheet.finding_ids


@tagged("post_install", "-at_install")
class TestFindings(FindingCase):
    def test_each_abnormal_answer_is_a_finding(self):
        empty = self._points(self.sheet)["Toner"].option_ids[1].id
        findings = self._found(No_unusual_noise="not_ok", Toner=empty)
        self.assertEqual(set(findings.mapped("name")), {"No unusual noise", "Toner"})
        self.assertEqual(self.sheet.verdict, "abnormal")

    def test_finding_that_nobody_settles_keeps_the_round(self):
        self._found()
        with self.assertRaisesRegex(InspectionError, "say what becomes of"):
            self.record.with_user(self.second).action_confirm()

    def test_fixed_on_the_spot_says_what_was_done(self):
        finding = self._found()
        with self.assertRaisesRegex(FindingError, "what was done"):
            finding.settle("fixed", " ")
        finding.settle("fixed", "Screw tightened")
        self.assertEqual((finding.state, finding.done_text), ("fixed", "Screw tightened"))
        self.assertTrue(finding.closed_at)

    def test_request_carries_all_data_over(self):
        point = self._points(self.sheet)["Leakage current"]
        self.sheet.add_point_photo(point.id, picture(), "telephone-1")
        self.sheet.write_remarks({"operator_remark": "It tingles"})
        finding = self._found(Leakage_current="0.9")
        finding.settle("request", "Socket by the window")
        ticket = finding.ticket_id
        self.assertEqual((ticket.equipment_id, ticket.severity), (self.device, "urgent"))
        self.assertEqual((ticket.agreement_id, ticket.unit_id), (self.agreement, self.unit))
        for words in ("0.9 mA", "0 – 0.75 mA", "It tingles", "Socket by the window", "Test engineer"):
            self.assertIn(words, ticket.description)
        self.assertEqual(
            self.env["ir.attachment"].search_count(
                [("res_model", "=", "helpdesk.ticket"), ("res_id", "=", ticket.id)]
            ),
            1,
        )
        self.assertEqual(self.device.condition, "faulty")

    def test_finding_closes_and_opens_with_its_request(self):
        finding = self._found()
        finding.settle("request")
        with self._at("2026-03-03 01:00:00"):
            finding.ticket_id._solve(self._moment("2026-03-03 00:30:00"))
        self.assertEqual((finding.state, str(finding.closed_at)), ("closed", "2026-03-03 01:00:00"))
        finding.ticket_id.stage_id = self.env["helpdesk.ticket.stage"].search(
            [("closed", "=", False)], limit=1
        )
        self.assertEqual((finding.state, finding.closed_at), ("requested", False))

    def test_major_fault_starts_the_emergency_and_its_five_minutes(self):
        finding = self._found(Leakage_current="9")
        with self.assertRaisesRegex(FindingError, "danger"):
            finding.settle("major", "")
        finding.settle("major", "Smoke, switched off and unplugged")
        ticket = finding.ticket_id
        self.assertEqual((ticket.severity, finding.is_major), ("major", True))
        self.assertTrue(ticket.emergency_ids)
        self.assertEqual(self.device.condition, "faulty")

    def test_answer_corrected_before_handing_in_withdraws_the_finding(self):
        finding = self._found()
        self.sheet.take_up_again()
        self.sheet.answer_points(self._answers(self.sheet))
        self.sheet.finish()
        self.assertEqual((finding.state, self.sheet.verdict), ("withdrawn", "in_order"))

    def test_settled_finding_is_not_settled_twice(self):
        finding = self._found()
        finding.settle("request")
        with self.assertRaises(FindingError):
            finding.settle("request")
        self.assertEqual(self.env["helpdesk.ticket"].search_count([("finding_ids", "in", finding.ids)]), 1)

    def test_only_the_inspectors_settle(self):
        finding = self._found()
        for user in (self.users["second_line"], self.supervisor, self.agent):
            with self.subTest(user.login), self.assertRaises(AccessError):
                finding.with_user(user).settle("request")

    def test_doubtful_points_are_discussed_by_supervisor_and_inspectors(self):
        finding = self._found()
        question = "Which screw?"
        message = finding.with_user(self.supervisor).message_post(body=question)
        answer, stranger = "The one at the back", "Mine?"
        finding.with_user(self.leader).message_post(body=answer)
        self.assertEqual(message.author_id, self.supervisor.partner_id)
        with self.assertRaises(AccessError):
            finding.with_user(self.contact_user).message_post(body=stranger)

    def test_finding_is_late_after_the_days_of_its_plan(self):
        finding = self._found()
        self.assertEqual(str(finding.due_at), "2026-03-05 01:00:00")
        self.assertFalse(finding.is_late)
        with self._at("2026-03-05 01:00:01"):
            finding.invalidate_recordset()
            self.assertTrue(finding.is_late)
            self.assertIn(finding, finding.search([("is_late", "=", True)]))


@tagged("post_install", "-at_install")
class TestStops(FindingCase):
    def setUp(self):
        super().setUp()
        self.finding = self._found()
        self.finding.settle("supervisor", "Drum worn, needs a stop")

    def test_stop_is_decided_by_supervisor_and_dispatcher_with_a_time(self):
        stop = self._moment("2026-03-03 10:00:00")
        self.finding.with_user(self.supervisor)._decide("stop", "After office hours", stop)
        self.assertEqual(self.finding.state, "stop_proposed")
        self.assertFalse(self.finding.ticket_id)
        self.finding.with_user(self.dispatcher).action_agree_stop()
        self.assertEqual((self.finding.state, self.finding.agreed_by_id), ("requested", self.dispatcher))
        self.assertIn("2026-03-03 18:00", self.finding.ticket_id.description, "by the clock in Shanghai")

    def test_dispatcher_proposes_another_time_and_the_supervisor_decides_anew(self):
        self.finding.with_user(self.supervisor)._decide(
            "stop", "Tonight", self._moment("2026-03-02 10:00:00")
        )
        other = self._moment("2026-03-04 10:00:00")
        self.finding.with_user(self.dispatcher)._propose_other(other, "Nobody free")
        self.assertEqual((self.finding.state, self.finding.stop_at), ("before_supervisor", other))

    def test_one_person_does_not_decide_alone(self):
        admin = self.users["admin"]
        self.finding.with_user(admin)._decide("stop", "Tonight", self._moment("2026-03-02 10:00:00"))
        with self.assertRaisesRegex(FindingError, "together"):
            self.finding.with_user(admin).action_agree_stop()

    def test_stop_needs_a_time_ahead_and_every_decision_a_reason(self):
        finding = self.finding.with_user(self.supervisor)
        for how, text, stop in (
            ("stop", "Tonight", None),
            ("stop", "Tonight", self._moment("2026-03-01 10:00:00")),
            ("dismiss", "", None),
            ("nothing", "Because", None),
        ):
            with self.subTest(how=how, stop=stop), self.assertRaises(FindingError), self.env.cr.savepoint():
                finding._decide(how, text, stop)
        self.assertEqual(self.finding.state, "before_supervisor")

    def test_no_defect_is_a_decision_on_record(self):
        self.finding.with_user(self.supervisor)._decide("dismiss", "Normal for this model")
        self.assertEqual((self.finding.state, self.finding.decision), ("dismissed", "Normal for this model"))

    def test_engineers_and_agents_decide_nothing(self):
        for user in (self.leader, self.agent):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.finding.with_user(user)._decide("dismiss", "x")
