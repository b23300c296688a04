"""Who pays for a part, by rule and by decision."""

from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged

from ...exceptions import GuardedFieldError
from .common import PartsCase


@tagged("post_install", "-at_install")
class TestCover(PartsCase):
    def _judged(self, part=None, by_people=False, ticket=None):
        visit = self._on_site(ticket)
        return visit._cover_of(part or self.roller, by_people)[0]

    def test_agreement_covers_parts_or_charges_them_at_cost(self):
        self.assertEqual(self._judged(), "agreement")
        self.agreement.parts_policy = "at_cost"
        self.assertEqual(self._judged(), "at_cost")

    def test_damage_by_people_is_charged_whatever_is_agreed(self):
        visit = self._on_site()
        who_pays, why = visit._cover_of(self.roller, "Coffee spilt")
        self.assertEqual(who_pays, "user_damage")
        self.assertIn("Coffee spilt", why)

    def test_part_that_the_agreement_leaves_out_is_charged_in_its_type_of_device(self):
        exclusion = self.env["printer.scope.exclusion"].create(
            {"name": "Battery", "device_type": "printer", "reason": "Batteries are not covered."}
        )
        battery = self._make_part("Battery", 200, part_exclusion_id=exclusion.id)
        self.assertEqual(self._judged(battery), "agreement", "this agreement does not leave it out")
        self.agreement.exclusion_ids = exclusion
        visit = self._on_site()
        self.assertEqual(visit._cover_of(battery), ("outside", "Batteries are not covered."))
        exclusion.device_type = "laptop"
        self.assertEqual(self._judged(battery), "agreement")

    def test_request_outside_the_scope_is_charged_unless_goodwill_was_decided(self):
        ticket = self._report()
        ticket.exclusion_id = self.env["printer.scope.exclusion"].create(
            {"name": "Spill", "reason": "Liquids are not covered."}
        )
        ticket._through_door().scope_decision = "chargeable"
        visit = self._on_site(ticket)
        self.assertEqual(visit._cover_of(self.roller), ("outside", "Liquids are not covered."))
        ticket._through_door().scope_decision = "goodwill"
        self.assertEqual(visit._cover_of(self.roller)[0], "goodwill")

    def test_repeat_failure_within_the_warranty_is_free_and_on_record(self):
        with freeze_time("2026-03-02 01:00:00"):
            self.fuser.part_warranty_months = 3
            self.fuser.is_major_part = False
            first = self._on_site()
            first._use_part(self.fuser, 1)
            self._finish(first)
        fitting = self.device.fitting_ids
        self.assertEqual(fitting.warranty_until, fields.Date.to_date("2026-06-02"))
        self.agreement.parts_policy = "at_cost"
        with freeze_time("2026-06-01 01:00:00"):
            again = self._on_site()
            self.assertEqual(again._cover_of(self.fuser)[0], "warranty")
            again._use_part(self.fuser, 1)
            self._finish(again)
        self.assertTrue(fitting.is_repeat_failure)
        self.assertEqual(fitting.replaced_by_id, self.device.fitting_ids - fitting)
        with freeze_time("2026-10-02 01:00:00"):
            self.assertEqual(self._on_site()._cover_of(self.fuser)[0], "at_cost")

    def test_wearing_part_that_did_its_pages_has_not_failed(self):
        with freeze_time("2026-03-02 01:00:00"):
            first = self._on_site()
            self.device._through_door().write({"meter_mono": 1000})
            first._use_part(self.roller, 1)
            self._finish(first)
        with freeze_time("2026-04-02 01:00:00"):
            visit = self._on_site()
            self.assertEqual(visit._cover_of(self.roller)[0], "warranty")
            self.device._through_door().write({"meter_mono": 61000})
            self.assertEqual(visit._cover_of(self.roller)[0], "agreement")

    def test_reason_is_written_in_the_contacts_language(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        self.contact.lang = "zh_CN"
        visit = self._on_site()
        english = self.env._("Damage by people: %(what)s", what="x")
        self.assertNotEqual(visit._cover_of(self.roller, "x")[1], english)

    def _decide(self, visit, role, **values):
        dialog = (
            self.env["printer.part.cover"]
            .with_user(self.users[role])
            .create({"ticket_id": visit.ticket_id.id})
        )
        dialog.line_ids.write(values)
        dialog.action_decide()

    def test_goodwill_takes_a_manager_and_a_reason_and_frees_the_job(self):
        self.agreement.parts_policy = "at_cost"
        visit = self._on_site()
        move = visit._use_part(self.roller, 1)
        self.assertTrue(move.part_needs_approval)
        with self.assertRaises(AccessError):
            self._decide(visit, "agent", cover="goodwill", reason="Second time this year")
        with self.assertRaises(ValidationError):
            self._decide(visit, "project_manager", cover="goodwill", reason=" ")
        self._decide(visit, "project_manager", cover="goodwill", reason="Second time this year")
        self.assertEqual((move.part_cover, move.part_needs_approval), ("goodwill", False))
        visit.action_fit_parts()
        self._finish(visit)
        self.assertEqual(self.device.fitting_ids.cover_note, "Second time this year")

    def test_part_that_turns_out_to_be_damaged_by_people_waits_for_the_customer(self):
        visit = self._on_site()
        move = visit._use_part(self.roller, 1)
        self._decide(visit, "agent", cover="user_damage", reason="Paper clip in the feeder")
        self.assertEqual(move.repair_id.state, "confirmed")
        self.assertEqual(move.location_id, self.van)
        self._finish(visit)
        self.assertFalse(self.device.fitting_ids)

    def test_nobody_writes_who_pays_past_the_rule(self):
        visit = self._on_site()
        move = visit._use_part(self.roller, 1)
        for values in ({"part_cover": "goodwill"}, {"part_needs_approval": False}):
            with self.assertRaises(GuardedFieldError):
                move.write(values)

    def test_decision_reaches_parts_of_this_request_only(self):
        visit, other = self._on_site(), self._on_site(self._report())
        mine, foreign = visit._use_part(self.roller, 1), other._use_part(self.roller, 1)
        dialog = (
            self.env["printer.part.cover"].with_user(self.agent).create({"ticket_id": visit.ticket_id.id})
        )
        dialog.line_ids.write({"move_number": foreign.id, "cover": "outside", "reason": "Forged"})
        dialog.action_decide()
        self.assertEqual((mine.part_cover, foreign.part_cover), ("agreement", "agreement"))
