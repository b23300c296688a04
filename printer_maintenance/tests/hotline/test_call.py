"""Calls are facts: they stay as they are, and requests follow from them."""

from odoo import Command, fields
from odoo.exceptions import UserError
from odoo.tests import Form, freeze_time, tagged

from ...exceptions import CallError, GuardedFieldError
from .common import HotlineCase


@tagged("post_install", "-at_install")
class TestCall(HotlineCase):
    def test_outgoing_call_that_reaches_the_contact_is_the_response(self):
        ticket = self._report()
        self._call(ticket)
        self.assertTrue(ticket.responded_at)
        self.assertEqual(ticket.clock_ids.filtered(lambda c: c.milestone == "respond").state, "met")

    def test_a_call_that_reaches_nobody_is_no_response(self):
        ticket = self._report()
        for result in ("not_reached", "busy", "message", "wrong_number"):
            self._call(ticket, result=result)
        self.assertFalse(ticket.responded_at)

    def test_an_incoming_call_is_no_response(self):
        ticket = self._report()
        self._call(ticket, "in", "answered")
        self._call(ticket, "in", "missed")
        self.assertFalse(ticket.responded_at)

    def test_an_internal_note_is_no_response(self):
        ticket = self._report()
        note = "Looked at it"
        ticket.with_user(self.agent).message_post(body=note, subtype_xmlid="mail.mt_note")
        self.assertFalse(ticket.responded_at)

    def test_calling_a_supplier_about_a_request_is_no_response(self):
        ticket = self._report()
        supplier = self.env["res.partner"].create({"name": "Maker's hotline", "phone": "400-800-1234"})
        self._call(ticket, partner_id=supplier.id)
        self.assertFalse(ticket.responded_at)
        self._call(ticket, partner_id=self.caller.id)
        self.assertTrue(ticket.responded_at, "a colleague of the contact was reached")

    def test_somebody_of_another_customer_is_not_called_about_a_request(self):
        with self.assertRaises(CallError):
            self._call(self._report(), partner_id=self.stranger.id)

    def test_the_first_response_stands(self):
        ticket = self._report(reported_at="2026-03-02 08:00:00")
        with freeze_time("2026-03-02 08:10:00"):
            self._call(ticket)
        with freeze_time("2026-03-02 09:10:00"):
            self._call(ticket)
        self.assertEqual(ticket.responded_at, fields.Datetime.to_datetime("2026-03-02 08:10:00"))

    def test_the_confirming_call_is_on_record(self):
        visit = self._confirmed_visit()
        call = visit.ticket_id.call_ids
        self.assertEqual((call.direction, call.result, call.partner_id), ("out", "reached", self.contact))
        self.assertEqual((call.phone, call.user_id), ("555-0199", self.agent))

    @freeze_time("2026-03-02 08:00:00")
    def test_the_server_says_who_when_and_for_which_unit(self):
        call = self._call(self._report(), phone="+86 139 0000 0012")
        self.assertEqual(call.user_id, self.agent)
        self.assertEqual(call.started_at, fields.Datetime.to_datetime("2026-03-02 08:00:00"))
        self.assertEqual((call.unit_id, call.partner_id), (self.unit, self.contact))
        self.assertEqual(call.phone_key, "13900000012")
        for name, value in (
            ("user_id", self.users["dispatcher"].id),
            ("started_at", "2026-01-01 00:00:00"),
            ("unit_id", self.bureau.id),
        ):
            with self.subTest(field=name), self.assertRaises(GuardedFieldError):
                self._call(self._report(), **{name: value})

    def test_nobody_changes_or_deletes_a_call(self):
        ticket = self._report()
        call = self._call(ticket)
        for user in (self.agent, self.users["admin"], self.env.user):
            own = call.with_user(user)
            with self.subTest(user=user.login), self.assertRaises(UserError):
                own.write({"note": "forged"})
            with self.subTest(user=user.login), self.assertRaises(UserError):
                own.unlink()
            for command in (
                Command.update(call.id, {"minutes": 5}),
                Command.delete(call.id),
                Command.clear(),
            ):
                with (
                    self.subTest(user=user.login, command=command),
                    self.assertRaises(UserError),
                ):
                    ticket.with_user(user).write({"call_ids": [command]})

    def test_directions_and_results_fit(self):
        with self.assertRaises(CallError):
            self._call(self._report(), "in", "reached")

    def test_a_call_is_logged_on_the_requests_form(self):
        ticket = self._report()
        action = ticket.action_log_call()
        log = Form(self.env[action["res_model"]].with_user(self.agent).with_context(**action["context"]))
        self.assertEqual((log.partner_id, log.phone), (self.contact, "555-0199"))
        log.minutes = 3
        log.note = "Will send somebody"
        log.save().action_log()
        self.assertEqual(ticket.call_ids.mapped("note"), ["Will send somebody"])
        self.assertTrue(ticket.responded_at)

    def test_customers_show_the_calls_of_their_units(self):
        self._call(self._report())
        self.assertEqual((self.bureau.printer_call_count, self.contact.printer_call_count), (1, 1))
        self.assertEqual(self.stranger_customer.printer_call_count, 0)
        domain = self.bureau.action_view_printer_calls()["domain"]
        self.assertEqual(self.env["printer.call"].search(domain).partner_id, self.contact)

    def test_many_calls_cost_as_much_as_few(self):
        def log(count):
            tickets = self.env["helpdesk.ticket"].concat(*(self._report() for _number in range(count)))
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            self.env["printer.call"].create(
                [{"ticket_id": ticket.id, "direction": "in", "result": "answered"} for ticket in tickets]
            )
            self.env.flush_all()
            return self.cr.sql_log_count - before

        log(2)
        self.assertEqual(log(2), log(12))
