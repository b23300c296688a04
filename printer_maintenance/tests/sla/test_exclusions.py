"""Missed promises that the customer leaves out: raw and adjusted verdicts both stand."""

from freezegun import freeze_time
from psycopg2 import IntegrityError

from odoo.exceptions import AccessError
from odoo.fields import Datetime
from odoo.tests import new_test_user, tagged
from odoo.tools import mute_logger

from ...exceptions import ExclusionError, GuardedFieldError, TransitionError
from ..common import PrinterCase


class ExclusionCase(PrinterCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env.company.partner_id.tz = "Asia/Shanghai"
        cls.manager = cls.users["project_manager"]
        cls.director = cls.users["service_director"]

    def _missed_clock(
        self, milestone="confirm", reported="2026-03-02 01:00:00", stamped="2026-03-02 02:00:00"
    ):
        fact = {"confirm": "confirmed_at", "respond": "responded_at", "arrive": "arrived_at"}[milestone]
        with freeze_time(reported):
            ticket = self._report()
        with freeze_time(stamped):
            ticket._stamp(fact)
        return ticket.clock_ids.filtered(lambda clock: clock.milestone == milestone)

    def _evidence(self, user):
        return self.env["ir.attachment"].with_user(user).create({"name": "notice.txt", "raw": b"No power."})

    def _propose(self, clock, user=None, at="2026-03-03 01:00:00"):
        user = user or self.agent
        with freeze_time(at):
            wizard = (
                self.env["printer.sla.exclude"]
                .with_user(user)
                .create(
                    {
                        "clock_id": clock.id,
                        "reason": "power",
                        "explanation": "The building had no power.",
                        "attachment_ids": self._evidence(user).ids,
                    }
                )
            )
            action = wizard.action_propose()
        return self.env["printer.sla.exclusion"].browse(action["res_id"])

    def _decide(self, exclusion, decision="accepted", user=None, at="2026-03-04 01:00:00", **values):
        with freeze_time(at):
            self.env["printer.sla.exclusion.decide"].with_user(user or self.manager).create(
                {
                    "exclusion_id": exclusion.id,
                    "decision": decision,
                    "contact_id": self.contact.id,
                    "decided_at": "2026-03-04 00:30:00",
                    "how": "mail",
                    **values,
                }
            ).action_record()


@tagged("post_install", "-at_install")
class TestExclusions(ExclusionCase):
    def test_accepted_exclusion_leaves_the_verdict_as_it_is(self):
        clock = self._missed_clock()
        exclusion = self._propose(clock)
        self.assertEqual((exclusion.state, exclusion.proposed_by_id), ("proposed", self.agent))
        self.assertFalse(clock.is_excluded)
        self._decide(exclusion, note="Agreed.")
        self.assertEqual((exclusion.state, clock.is_excluded, clock.state), ("accepted", True, "missed"))
        self.assertEqual(
            (exclusion.decided_by_id, exclusion.decided_how, exclusion.recorded_by_id),
            (self.contact, "mail", self.manager),
        )
        self.assertEqual(exclusion.decided_at, Datetime.to_datetime("2026-03-04 00:30:00"))
        self.assertEqual(exclusion.recorded_at, Datetime.to_datetime("2026-03-04 01:00:00"))

    def test_refused_exclusion_changes_nothing_and_may_be_proposed_anew(self):
        clock = self._missed_clock()
        first = self._propose(clock)
        self._decide(first, "refused")
        self.assertEqual((first.state, clock.is_excluded), ("refused", False))
        second = self._propose(clock, at="2026-03-05 01:00:00")
        self.assertEqual((second.state, clock.exclusion_state), ("proposed", "proposed"))

    def test_late_clock_that_still_runs_may_be_proposed(self):
        with freeze_time("2026-03-02 01:00:00"):
            clock = self._report().clock_ids[:1]
        self.assertEqual(clock.state, "running")
        exclusion = self._propose(clock, at="2026-03-02 03:00:00")
        self.assertEqual(exclusion.state, "proposed")

    def test_promise_that_was_kept_or_is_not_due_cannot_be_proposed(self):
        kept = self._missed_clock(stamped="2026-03-02 01:10:00")
        with self.assertRaisesRegex(ExclusionError, "neither missed nor late"):
            self._propose(kept)
        with self.assertRaisesRegex(ExclusionError, "neither missed nor late"):
            kept.with_user(self.agent).action_propose_exclusion()
        with freeze_time("2026-03-02 01:00:00"):
            running = self._report().clock_ids[:1]
        with self.assertRaises(ExclusionError):
            self._propose(running, at="2026-03-02 01:01:00")

    def test_one_open_exclusion_a_promise(self):
        clock = self._missed_clock()
        exclusion = self._propose(clock)
        with self.assertRaisesRegex(ExclusionError, "already"):
            self._propose(clock)
        self._decide(exclusion)
        with self.assertRaisesRegex(ExclusionError, "already"):
            self._propose(clock)
        # two people at once
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"), self.cr.savepoint():
            self.cr.execute(
                "INSERT INTO printer_sla_exclusion (clock_id, state, reason, explanation, proposed_by_id, proposed_at) "
                "VALUES (%s, 'proposed', 'other', 'x', 1, now())",
                [clock.id],
            )

    def test_nothing_is_proposed_without_words_and_evidence(self):
        clock = self._missed_clock().with_user(self.agent)
        Exclusion = self.env["printer.sla.exclusion"].with_user(self.agent)
        nothing = self.env["ir.attachment"].with_user(self.agent)
        with self.assertRaisesRegex(ExclusionError, "evidence"):
            Exclusion._propose(clock, "power", "No power.", nothing)
        with self.assertRaisesRegex(ExclusionError, "evidence"):
            Exclusion._propose(clock, "power", " ", self._evidence(self.agent))

    def test_evidence_becomes_the_exclusions_own_and_nobody_removes_it(self):
        exclusion = self._propose(self._missed_clock())
        file = exclusion.attachment_ids
        self.assertEqual((file.res_model, file.res_id), ("printer.sla.exclusion", exclusion.id))
        self.assertEqual(file.with_user(self.manager).raw, b"No power.")
        for user in (self.agent, self.manager):
            with self.assertRaises(AccessError):
                file.with_user(user).unlink()
            with self.assertRaises(AccessError):
                file.with_user(user).write({"raw": b"forged"})

    def test_file_of_another_record_is_copied_not_taken_away(self):
        clock = self._missed_clock()
        photo = self.env["ir.attachment"].create(
            {"name": "photo", "raw": b"dark", "res_model": "helpdesk.ticket", "res_id": clock.ticket_id.id}
        )
        exclusion = (
            self.env["printer.sla.exclusion"]
            .with_user(self.agent)
            ._propose(clock.with_user(self.agent), "power", "No power.", photo.with_user(self.agent))
        )
        self.assertEqual(photo.res_model, "helpdesk.ticket")
        self.assertEqual((exclusion.attachment_ids.raw, exclusion.attachment_ids != photo), (b"dark", True))

    def test_foreign_file_cannot_be_read_by_proposing_it(self):
        secret = self.env["ir.attachment"].create({"name": "secret", "raw": b"secret"})
        clock = self._missed_clock().with_user(self.agent)
        with self.assertRaises(AccessError):
            self.env["printer.sla.exclusion"].with_user(self.agent)._propose(
                clock, "power", "x", secret.with_user(self.agent)
            )

    def test_who_proposed_does_not_record_the_decision(self):
        exclusion = self._propose(self._missed_clock(), user=self.manager)
        self.assertFalse(exclusion.with_user(self.manager).may_decide)
        with self.assertRaisesRegex(ExclusionError, "yourself"):
            self._decide(exclusion)
        self.assertTrue(exclusion.with_user(self.director).may_decide)
        self._decide(exclusion, user=self.director)
        self.assertEqual(exclusion.state, "accepted")

    def test_roles_that_propose_and_that_decide(self):
        for role in ("engineer", "agent", "dispatcher", "project_manager", "service_director", "admin"):
            with self.subTest(role=role):
                self.assertTrue(self._propose(self._missed_clock(), user=self.users[role]))
        clock = self._missed_clock()
        with self.assertRaises(AccessError):
            self._propose(clock, user=self.users["equipment_supervisor"])
        exclusion = self._propose(clock)
        for role in ("engineer", "second_line", "agent", "dispatcher", "equipment_supervisor"):
            with self.subTest(role=role), self.assertRaises(AccessError):
                self._decide(exclusion, user=self.users[role])
        self._decide(exclusion, user=self.users["admin"])

    def test_manager_of_another_agreement_neither_sees_nor_decides(self):
        exclusion = self._propose(self._missed_clock())
        self.agreement.manager_id = self.users["admin"]
        with self.assertRaises(AccessError):
            self._decide(exclusion)
        self.assertFalse(
            self.env["printer.sla.exclusion"].with_user(self.manager).search([("id", "=", exclusion.id)])
        )

    def test_engineer_of_another_team_does_not_propose(self):
        clock = self._missed_clock()
        stranger = new_test_user(
            self.env, login="test-other-engineer", groups="printer_maintenance.group_engineer"
        )
        with self.assertRaises(AccessError):
            self._propose(clock, user=stranger)

    def test_decision_belongs_to_the_customer_and_to_the_past(self):
        exclusion = self._propose(self._missed_clock())
        other = self.env["res.partner"].create(
            {"name": "Other", "is_company": True, "printer_unit_kind": "customer"}
        )
        stranger = self.env["res.partner"].create({"name": "Stranger", "parent_id": other.id})
        with self.assertRaisesRegex(ExclusionError, "does not belong"):
            self._decide(exclusion, contact_id=stranger.id)
        with self.assertRaisesRegex(ExclusionError, "future"):
            self._decide(exclusion, decided_at="2026-03-04 01:00:01")
        with self.assertRaisesRegex(ExclusionError, "after the report"):
            self._decide(exclusion, decided_at="2026-03-02 00:59:00")

    def test_decision_is_made_once(self):
        exclusion = self._propose(self._missed_clock())
        self._decide(exclusion, "refused")
        with self.assertRaises(TransitionError):
            self._decide(exclusion, "accepted")

    def _withdraw(self, exclusion, user, reason="Recorded for the wrong request"):
        self.env["printer.sla.exclusion.withdraw"].with_user(user).create(
            {"exclusion_id": exclusion.id, "reason": reason}
        ).action_withdraw()

    def test_proposer_withdraws_and_accepted_ones_only_the_director_takes_back(self):
        clock = self._missed_clock()
        first = self._propose(clock)
        with self.assertRaises(AccessError):
            self._withdraw(first, self.engineer)
        self._withdraw(first, self.agent)
        self.assertEqual(
            (first.state, first.withdraw_reason), ("withdrawn", "Recorded for the wrong request")
        )
        second = self._propose(clock)
        self._decide(second)
        with self.assertRaises(AccessError):
            self._withdraw(second, self.manager)
        self._withdraw(second, self.director)
        self.assertEqual((second.state, clock.is_excluded), ("withdrawn", False))

    def test_correction_that_proves_the_promise_kept_withdraws_the_proposal(self):
        clock = self._missed_clock()
        exclusion = self._propose(clock)
        with freeze_time("2026-03-04 01:00:00"):
            clock.ticket_id.with_user(self.director)._correct_fact(
                "confirmed_at", Datetime.to_datetime("2026-03-02 01:20:00"), "The call list says so"
            )
        self.assertEqual((clock.state, exclusion.state), ("met", "withdrawn"))

    def test_manager_is_told_that_the_customer_has_to_be_asked(self):
        exclusion = self._propose(self._missed_clock())
        notices = self.env["mail.message"].search(
            [
                ("model", "=", exclusion._name),
                ("res_id", "=", exclusion.id),
                ("message_type", "=", "user_notification"),
            ]
        )
        self.assertIn(self.manager.partner_id, notices.notified_partner_ids)

    def test_nothing_is_written_created_or_deleted_from_outside(self):
        clock = self._missed_clock()
        exclusion = self._propose(clock)
        admin = self.users["admin"]
        for values in ({"state": "accepted"}, {"explanation": "x"}, {"attachment_ids": [(5, 0, 0)]}):
            for records in (exclusion.with_user(admin).with_context(printer_door=True), exclusion.sudo()):
                with self.assertRaises(GuardedFieldError):
                    records.write(values)
        with self.assertRaises(AccessError):
            exclusion.with_user(admin).unlink()
        for values in ({"clock_id": clock.id}, {"state": "accepted"}):
            with self.assertRaises(GuardedFieldError):
                self.env["printer.sla.exclusion"].with_user(admin).create(values)
        for user in (admin, self.manager):
            with self.assertRaises(GuardedFieldError):
                clock.with_user(user).write({"is_excluded": True})

    def test_contact_reads_no_proposal_yet_reads_the_clock(self):
        clock = self._missed_clock()
        self._propose(clock)
        with self.assertRaises(AccessError):
            self.env["printer.sla.exclusion"].with_user(self.contact_user).search([])
        self.assertEqual(clock.with_user(self.contact_user).read(["state"])[0]["state"], "missed")

    def test_remarks_are_open_to_whoever_sees_the_exclusion(self):
        exclusion = self._propose(self._missed_clock())
        remark = "The porter can be asked."
        exclusion.with_user(self.engineer).message_post(body=remark)
        self.assertIn("porter", exclusion.message_ids[0].body)

    def test_states_of_many_clocks_cost_one_query(self):
        clocks = self.env["printer.sla.clock"].concat(*[self._missed_clock() for _index in range(5)])
        for clock in clocks:
            self._propose(clock)
        self.env.flush_all()
        self.env.invalidate_all()
        clocks.mapped("deadline")
        with self.assertQueryCount(1):
            clocks.mapped("exclusion_state")
