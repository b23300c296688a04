"""A loaner goes out of stock, stands at the customer's, and comes back (REQUIREMENTS V1, V4)."""

from psycopg2 import IntegrityError

from odoo import fields
from odoo.exceptions import AccessError, ValidationError
from odoo.tests import new_test_user, tagged
from odoo.tools import mute_logger

from ...exceptions import CustodyError, GuardedFieldError, LoanError, TransitionError
from .loan_common import DUE, LoanCase


@tagged("post_install", "-at_install")
class TestLoan(LoanCase):
    def test_loaner_goes_out_and_comes_back_with_signatures_stock_and_history(self):
        loan = self._lend()
        self.assertEqual((loan.state, self._free(self.loaner)), ("reserved", 0))
        loan._prepare_lend("Like new", "Power cord", 1200)
        with self._at("09:20"):
            self._sign(loan, "lend", 21)
        ticket = self.visit.ticket_id
        self.assertEqual(
            (loan.state, loan.out_by, str(ticket.loaner_at)), ("out", "Contact", "2026-03-02 09:20:00")
        )
        lent = self.env.ref("printer_maintenance.stock_location_lent")
        self.assertEqual((self.loaner.condition, self._place(self.loaner)), ("lent", lent))
        self.assertEqual(self.loaner.location_id, lent)
        loan._prepare_back("Works", 1500)
        self._sign(loan, "give_back", 22)
        self.assertEqual((loan.state, loan.back_by), ("back", "Contact"))
        self.assertEqual((self.loaner.condition, self._place(self.loaner)), ("stored", self.store))
        self.assertEqual((self.loaner.location_id, self._free(self.loaner)), (self.store, 1))
        kinds = [
            self.env["printer.equipment.event"].search([("equipment_id", "=", device.id)]).mapped("kind")
            for device in (self.loaner, self.device)
        ]
        for told in kinds:
            self.assertLessEqual({"lent", "returned"}, set(told))

    def test_damaged_loaner_is_not_lent_again(self):
        loan = self._out()
        loan._prepare_back("Cracked lid", 0, is_damaged=True)
        self._sign(loan, "give_back", 22)
        self.assertEqual(self.loaner.condition, "faulty")
        with self.assertRaisesRegex(LoanError, "not in store"):
            self._lend()

    def test_loaner_is_promised_once(self):
        self._lend()
        with self.assertRaisesRegex(LoanError, "promised already"):
            self._lend()

    @mute_logger("odoo.sql_db")
    def test_database_lends_a_device_once_whatever_races(self):
        loan = self._lend().sudo()
        with self.assertRaises(IntegrityError), self.env.cr.savepoint():
            loan._through_door().copy({"state": "reserved", "equipment_id": self.loaner.id, "due_on": DUE})

    def test_loaner_that_is_not_needed_is_free_again(self):
        loan = self._lend()
        loan.action_cancel()
        self.assertEqual((loan.state, self._free(self.loaner)), ("cancelled", 1))
        self.assertTrue(self._lend())

    def test_piece_that_stock_has_promised_elsewhere_is_not_lent(self):
        self.env["stock.quant"]._update_reserved_quantity(
            self.product, self.store, 1, lot_id=self.loaner.loaner_lot_id
        )
        with self.assertRaisesRegex(LoanError, "not free in stock"):
            self._lend()

    def test_nothing_is_lent_for_a_closed_request(self):
        self.visit.ticket_id.sudo()._solve(fields.Datetime.now())
        with self.assertRaisesRegex(LoanError, "closed"):
            self._lend()

    def test_customers_device_is_not_lent(self):
        with self.assertRaisesRegex(LoanError, "not in the loaner pool"):
            self._lend(self._make_device("SN-0009"))

    def test_lending_needs_a_day_that_lies_ahead(self):
        for due in (False, fields.Date.to_date("2026-03-01")):
            with self.subTest(due), self.assertRaises(CustodyError):
                self._lend(due_on=due)

    def test_counter_cannot_run_backwards(self):
        loan = self._out()
        with self.assertRaisesRegex(LoanError, "1200"):
            loan._prepare_back("Works", 1199)
        with self.assertRaisesRegex(LoanError, "below zero"):
            loan._prepare_back("Works", -1)

    def test_steps_out_of_turn_are_refused(self):
        loan = self._lend()
        with self.assertRaisesRegex(LoanError, "does not fit"):
            loan._prepare_back("Works")
        with self.assertRaisesRegex(LoanError, "Nothing waits"):
            self._sign(loan, "lend", 21)
        with self.assertRaisesRegex(LoanError, "what condition"):
            loan._prepare_lend(" ")
        loan._prepare_lend("Good")
        self._sign(loan, "lend", 21)
        with self.assertRaises(TransitionError):
            loan.action_cancel()

    def test_loaner_that_nobody_signs_back_needs_a_reason(self):
        loan = self._out()
        with self.assertRaisesRegex(LoanError, "Write first"):
            loan._take_back_unsigned("Office closed")
        loan._prepare_back("Works", 1300)
        with self.assertRaisesRegex(LoanError, "why nobody"):
            loan._take_back_unsigned("")
        loan._take_back_unsigned("Office closed")
        self.assertEqual((loan.state, loan.unsigned_reason), ("back", "Office closed"))

    def test_overdue_loaner_is_told_once_a_step(self):
        self._crons_do_not_commit()
        self._out()
        late = [("subject", "=", "Due back")]
        counts = []
        for day in ("09", "10", "10", "13"):
            with self._at(f"2026-03-{day} 09:00"):
                self.env["printer.loan"]._cron_remind_overdue()
            counts.append(self.env["mail.mail"].search_count(late))
        self.assertEqual(counts[0], 0)
        self.assertEqual(counts[1], counts[2])
        self.assertEqual(counts[3], 2 * counts[1])

    def test_later_day_is_told_to_the_contact(self):
        loan = self._out()
        loan._put_off(fields.Date.to_date("2026-03-20"), "The part is late")
        mail = self.env["mail.mail"].search([("subject", "like", f"{loan.name}:")])
        self.assertEqual(mail.recipient_ids, self.contact)


@tagged("post_install", "-at_install")
class TestLoanAndVisits(LoanCase):
    def test_loaner_is_packed_like_anything_else(self):
        with self._at("09:00"):
            ticket = self._report(equipment_id=self._make_device("SN-0003").id)
            visit = self._confirmed_visit(ticket).with_user(self.engineer)
            loan = self._lend(ticket=visit.ticket_id, visit=visit)
        line = visit.preparation_ids.filtered("loan_id")
        self.assertEqual((line.loan_id, line.name), (loan, "LaserJet LN-0001"))
        loan.action_cancel()
        self.assertFalse(visit.preparation_ids.filtered("loan_id"))

    def test_work_is_not_closed_while_a_loaner_waits_in_the_car(self):
        loan = self._lend()
        self.visit.write(
            {
                "fault_cause": "Fuser",
                "work_done": "Replaced",
                "is_tested": True,
                "is_explained": True,
                "briefing_omitted": "Knows it well",
            }
        )
        with self.assertRaisesRegex(ValidationError, loan.name):
            self.visit.action_finish_work()

    def test_loaner_that_was_not_handed_over_goes_along_next_time(self):
        loan = self._lend()
        following = self.visit.sudo()._leave_unfinished(self._reason("second_line"), "Later")
        self.assertEqual(loan.sudo().visit_id, following)
        self.assertTrue(following.preparation_ids.filtered("loan_id"))

    def test_dialogs_offer_lend_and_take_back(self):
        action = self.visit.action_lend()
        Lend = self.env["printer.loan.lend"].with_user(self.engineer).with_context(**action["context"])
        wizard = Lend.create({})
        self.assertEqual(wizard.line_ids.equipment_id, self.loaner)
        self.assertEqual(str(wizard.due_on), "2026-03-09", "a week is usual")
        loan = (
            self.env["printer.loan"]
            .with_user(self.engineer)
            .browse(wizard.line_ids.action_choose()["res_id"])
        )
        self.assertEqual((loan.visit_id, loan.contact_id), (self.visit, self.contact))
        Act = self.env["printer.loan.act"].with_user(self.engineer)
        give = Act.with_context(**loan.action_hand_over()["context"]).create({"text": "Good", "pages": 7})
        self.assertTrue(give.counts_pages)
        give.action_done()
        self.assertEqual((loan.awaits, loan.pages_out), ("lend", 7))
        self._sign(loan, "lend", 21)
        back = Act.with_context(**loan.action_take_back()["context"]).create(
            {"text": "Works", "is_unsigned": True, "unsigned_reason": "Office closed"}
        )
        back.action_done()
        self.assertEqual(loan.state, "back")


@tagged("post_install", "-at_install")
class TestLoanerPool(LoanCase):
    def test_pool_takes_only_our_own_devices_that_stock_knows(self):
        unknown = self._make_device("XX-1", unit_id=False, department_id=False)
        with self.assertRaisesRegex(LoanError, "XX-1"):
            unknown.action_make_loaner()
        self._receive("SN-0001")
        with self.assertRaisesRegex(LoanError, "belongs to a customer"):
            self.device.action_make_loaner()
        self.assertEqual((self.loaner.is_loaner, self.loaner.condition), (True, "stored"))
        self.assertEqual(self.loaner.location_id, self.store, "the register says where it lies")

    def test_lent_device_stays_in_the_pool(self):
        loan = self._lend()
        self.assertEqual(self.loaner.current_loan_id, loan)
        with self.assertRaisesRegex(LoanError, loan.name):
            self.loaner.action_end_loaner()
        loan.action_cancel()
        self.loaner.action_end_loaner()
        self.assertFalse(self.loaner.is_loaner)

    def test_supervisor_keeps_the_pool_and_engineers_do_not(self):
        self._receive("LN-0002")
        device = self._make_device("LN-0002", unit_id=False, department_id=False)
        with self.assertRaises(AccessError):
            device.with_user(self.engineer).action_make_loaner()
        device.with_user(self.users["equipment_supervisor"]).action_make_loaner()
        self.assertTrue(device.is_loaner)
        with self.assertRaises(GuardedFieldError):
            device.loaner_lot_id = False


@tagged("post_install", "-at_install")
class TestLoanRights(LoanCase):
    def test_record_cannot_be_forged(self):
        loan = self._out()
        self.assertFalse(loan.has_access("write"))
        for values in ({"due_on": "2027-01-01"}, {"state": "back"}, {"out_by": "Nobody"}):
            with self.subTest(values), self.assertRaises(GuardedFieldError):
                loan.sudo().write(values)
        with self.assertRaises(CustodyError):
            loan.sudo().unlink()
        with self.assertRaises(GuardedFieldError):
            self.visit.ticket_id.sudo().loaner_at = False

    def test_project_managers_lend_for_their_own_agreements_only(self):
        manager = self.users["project_manager"]
        loan = self.env["printer.loan"].with_user(manager)._lend(self.visit.ticket_id, self.loaner, DUE)
        self.assertEqual(loan.state, "reserved")
        loan.action_cancel()
        self.agreement.manager_id = new_test_user(
            self.env,
            login="other-manager",
            groups="base.group_user,printer_maintenance.group_project_manager",
        )
        with self.assertRaises(AccessError):
            self.env["printer.loan"].with_user(manager)._lend(self.visit.ticket_id, self.loaner, DUE)

    def test_strangers_neither_lend_nor_act_and_contacts_do_not_read(self):
        loan = self._lend()
        stranger = new_test_user(
            self.env, login="stranger", groups="base.group_user,printer_maintenance.group_engineer"
        )
        for act in (
            lambda: loan.with_user(stranger).action_cancel(),
            lambda: loan.with_user(stranger).action_hand_over(),
            lambda: loan.with_user(self.contact_user).read(["name"]),
            lambda: (
                self.env["printer.loan"]
                .with_user(stranger)
                ._lend(self.visit.ticket_id, self._make_loaner("LN-7"), DUE)
            ),
        ):
            with self.assertRaises(AccessError):
                act()
