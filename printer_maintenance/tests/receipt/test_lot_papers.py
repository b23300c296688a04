"""A lot without its papers is used on no job, whatever way is taken (REQUIREMENTS P4)."""

import base64

from odoo.exceptions import AccessError
from odoo.tests import tagged

from ...exceptions import GuardedFieldError, LotWithoutPapersError
from .receipt_common import ReceiptCase


@tagged("post_install", "-at_install")
class TestLotPapers(ReceiptCase):
    def test_state_follows_part_and_papers(self):
        lot = self._lot(self.adapter, "LOT-A", papers=False)
        self.assertEqual(lot.papers_state, "missing")
        lot.certificate_file = base64.b64encode(b"a picture")
        self.assertEqual(lot.papers_state, "missing", "3C is missing still")
        lot.ccc_number = "2026-CCC"
        self.assertEqual(lot.papers_state, "complete")
        lot.ccc_number = False
        self.assertEqual(lot.papers_state, "missing")
        self.adapter.write({"needs_ccc": False, "needs_certificate": False})
        self.assertEqual(lot.papers_state, "not_needed")
        other = self._make_part("Chair", tracking="lot", is_printer_part=False)
        self.assertEqual(self._lot(other, "LOT-C", papers=False).papers_state, "not_needed")

    def test_refusal_names_lot_part_and_paper(self):
        lot = self._lot(self.adapter, "LOT-A", papers=False)
        with self.assertRaisesRegex(LotWithoutPapersError, "LOT-A.*Power adapter.*certificate and 3C"):
            lot._check_usable()

    def test_odoos_own_repair_cannot_use_it(self):
        lot = self._lot(self.adapter, "LOT-A", papers=False)
        repair = self._job(self.adapter, lot)
        with self.assertRaises(LotWithoutPapersError):
            repair.action_repair_end()
        lot.write({"certificate_number": "C-1", "ccc_number": "CCC-1"})
        repair.action_repair_end()
        self.assertEqual(repair.state, "done")

    def test_lot_is_not_changed_to_one_without_papers_afterwards(self):
        good, bad = self._lot(self.adapter, "GOOD"), self._lot(self.adapter, "BAD", papers=False)
        repair = self._job(self.adapter, good)
        repair.action_repair_end()
        with self.assertRaises(LotWithoutPapersError):
            repair.move_ids.move_line_ids.lot_id = bad

    def test_jobs_reserve_only_lots_with_papers(self):
        self._lot(self.adapter, "BAD", papers=False)
        good = self._lot(self.adapter, "GOOD", quantity=2)
        self.assertEqual(self.adapter._free_for_jobs(self.stock), 2)
        self.assertEqual(self._job(self.adapter, quantity=2).move_ids.move_line_ids.lot_id, good)
        self.assertEqual(self._job(self.adapter).move_ids.quantity, 0)
        self.assertEqual(self.adapter._free_for_jobs(self.stock), 0)

    def test_parts_that_come_out_of_a_device_need_no_papers(self):
        lot = self._lot(self.adapter, "OLD", papers=False)
        repair = self._job(self.adapter, lot)
        repair.move_ids.repair_line_type = "remove"
        repair.action_repair_end()
        self.assertEqual(repair.state, "done")

    def test_parts_without_lots_are_used_by_their_receipt(self):
        self.env["stock.quant"]._update_available_quantity(self.roller, self.stock, 3)
        repair = self._job(self.roller)
        repair.action_repair_end()
        self.assertEqual(repair.state, "done")

    def test_papers_are_entered_by_some_roles_only(self):
        lot = self._lot(self.adapter, "LOT-A", papers=False)
        for user in (
            self.keeper,
            self.users["dispatcher"],
            self.users["equipment_supervisor"],
            self.users["admin"],
        ):
            lot.with_user(user).certificate_number = f"C-{user.login}"
            self.assertEqual(lot.papers_checked_by_id, user)
            self.assertTrue(lot.papers_checked_at)
        for role in ("engineer", "agent", "project_manager", "service_director"):
            with self.assertRaises(AccessError):
                lot.with_user(self.users[role]).certificate_number = "forged"

    def test_nothing_else_of_a_lot_is_theirs(self):
        lot = self._lot(self.adapter, "LOT-A")
        for role in ("dispatcher", "equipment_supervisor"):
            with self.assertRaises(AccessError):
                lot.with_user(self.users[role]).name = "Other"
        with self.assertRaises(GuardedFieldError):
            lot.with_user(self.keeper).papers_checked_by_id = self.engineer

    def test_lots_are_found_by_their_papers(self):
        bad, good = self._lot(self.adapter, "BAD", papers=False), self._lot(self.adapter, "GOOD")
        found = self.env["stock.lot"].search(
            [("papers_state", "=", "missing"), ("id", "in", (bad | good).ids)]
        )
        self.assertEqual(found, bad)

    def test_lot_without_papers_is_not_laid_out_for_a_visit_either(self):
        self._lot(self.adapter, "NO-PAPERS", papers=False, quantity=3)
        visit = self._confirmed_visit()
        line = (
            self.env["printer.visit.preparation"]
            .sudo()
            ._through_door()
            .create(
                {
                    "visit_id": visit.id,
                    "kind": "part",
                    "name": "Adapter",
                    "product_id": self.adapter.id,
                    "quantity": 1,
                }
            )
        )
        visit.sudo()._supply_parts()
        self.assertEqual((line.supply, line.move_id.id), ("asked", False))
        self._lot(self.adapter, "PAPERS", quantity=1)
        line._through_door().supply = False
        visit.sudo()._supply_parts()
        self.assertEqual(line.supply, "reserved")
        self.assertEqual(line.move_id.move_line_ids.lot_id.name, "PAPERS")
