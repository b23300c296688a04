"""A recall finds the devices, blocks the stock and makes each request once."""

from freezegun import freeze_time

from odoo.exceptions import AccessError
from odoo.tests import tagged

from ...exceptions import LotRecalledError, RecallError
from .receipt_common import ReceiptCase


@tagged("post_install", "-at_install")
class TestRecall(ReceiptCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.supervisor = cls.users["equipment_supervisor"]
        cls.other = cls._make_device("SN-0002")

    def _remove(self, fitting):
        fitting._through_door().removed_at = "2036-03-05 02:00:00"

    def test_devices_and_stock_are_listed(self):
        lot = self._lot(self.adapter, "LOT-A", quantity=4)
        for device in (self.device, self.other):
            self._fitting(device, product_id=self.adapter.id, lot_id=lot.id)
        self._fitting(self.device, product_id=self.adapter.id, lot_id=self._lot(self.adapter, "LOT-B").id)
        recall = self._recall(lot)
        self.assertEqual(recall.fitting_ids.equipment_id, self.device | self.other)
        self.assertEqual((recall.device_count, recall.done_count, recall.stock_quantity), (2, 0, 4))
        self.assertEqual(recall.quant_ids.location_id, self.stock)
        self.assertTrue(recall.name.startswith("RC"))

    def test_recalled_lot_is_used_on_no_job_from_that_moment(self):
        lot, other = self._lot(self.adapter, "LOT-A"), self._lot(self.adapter, "LOT-B")
        repair = self._job(self.adapter)
        self.assertEqual(repair.move_ids.move_line_ids.lot_id, lot)
        self._recall(lot)
        self.assertEqual(repair.move_ids.move_line_ids.lot_id, other, "the job reserves another one")
        self.assertTrue(lot.is_recalled)
        with self.assertRaisesRegex(LotRecalledError, "LOT-A"):
            self._job(self.adapter, lot).action_repair_end()

    def test_part_without_lots_is_blocked_as_a_whole(self):
        self.env["stock.quant"]._update_available_quantity(self.roller, self.stock, 3)
        repair = self._job(self.roller)
        recall = self._recall(product=self.roller, received_from="2026-03-02")
        before = self._fitting(fitted_at="2026-03-01 02:00:00")
        after = self._fitting(self.other, fitted_at="2026-03-03 02:00:00")
        recall.invalidate_recordset()
        self.assertEqual(recall.fitting_ids, after, before)
        with self.assertRaisesRegex(LotRecalledError, "Roller"):
            repair.action_repair_end()
        self.assertEqual(self.roller._free_for_jobs(self.stock), 0)

    def test_lots_are_found_by_the_days_of_their_receipt(self):
        picking = self._receipt((self.adapter, 2, "LOT-A"))
        self._pass(picking)
        with freeze_time("2026-03-02 01:00:00"):
            self._book(picking)
        recall = self._recall(received_from="2026-03-02", received_to="2026-03-02")
        self.assertEqual(recall.lot_ids, picking.receipt_check_ids.lot_id)
        with self.assertRaises(RecallError):
            self._recall(received_from="2026-03-04")

    def test_second_click_makes_no_request_twice(self):
        lot = self._lot(self.adapter, "LOT-A")
        for device in (self.device, self.other):
            self._fitting(device, product_id=self.adapter.id, lot_id=lot.id)
        recall = self._recall(lot)
        recall.action_request_per_device()
        tickets = recall.sudo().ticket_ids
        self.assertEqual(tickets.equipment_id, self.device | self.other)
        self.assertEqual(set(tickets.mapped("service_kind")), {"inspection"}, "a recall is no failure")
        recall.action_request_per_device()
        recall.action_request_per_unit()
        self.assertEqual(recall.sudo().ticket_ids, tickets)
        third = self._make_device("SN-0003")
        self._fitting(third, product_id=self.adapter.id, lot_id=lot.id)
        recall.invalidate_recordset()
        recall.action_request_per_device()
        self.assertEqual((recall.sudo().ticket_ids - tickets).equipment_id, third)

    def test_one_request_for_a_unit_lists_its_devices(self):
        lot = self._lot(self.adapter, "LOT-A")
        for device in (self.device, self.other):
            self._fitting(device, product_id=self.adapter.id, lot_id=lot.id)
        recall = self._recall(lot)
        recall.action_request_per_unit()
        recall.action_request_per_unit()
        recall.action_request_per_device()
        ticket = recall.sudo().ticket_ids
        self.assertEqual((len(ticket), ticket.unit_id), (1, self.unit))
        self.assertEqual(ticket.description.count("<li>"), 2)

    def test_progress_and_end(self):
        lot = self._lot(self.adapter, "LOT-A")
        first = self._fitting(product_id=self.adapter.id, lot_id=lot.id)
        second = self._fitting(self.other, product_id=self.adapter.id, lot_id=lot.id)
        recall = self._recall(lot)
        self._remove(first)
        recall.invalidate_recordset()
        self.assertEqual((recall.device_count, recall.done_count, recall.progress), (2, 1, 50))
        with self.assertRaisesRegex(RecallError, "1 devices"):
            recall.action_done()
        self._remove(second)
        recall.invalidate_recordset()
        recall.action_done()
        self.assertEqual(recall.state, "done")
        with self.assertRaises(LotRecalledError):
            lot._check_usable()
        recall.stays_blocked = False
        lot._check_usable()
        with self.assertRaises(RecallError):
            recall.action_request_per_device()
        recall.action_reopen()
        with self.assertRaises(LotRecalledError):
            lot._check_usable()

    def test_retired_devices_are_no_longer_waited_for(self):
        lot = self._lot(self.adapter, "LOT-A")
        for device in (self.device, self.other):
            self._fitting(device, product_id=self.adapter.id, lot_id=lot.id)
        recall = self._recall(lot)
        self.other._through_door().condition = "retired"
        recall.invalidate_recordset()
        self.assertEqual(recall.device_count, 1)
        recall.action_request_per_device()
        self.assertEqual(recall.sudo().ticket_ids.equipment_id, self.device)

    def test_part_with_lots_needs_its_lots(self):
        with self.assertRaises(RecallError):
            self._recall()
        with self.assertRaises(RecallError):
            self._recall(self._lot(self.disk, "S1", quantity=1))

    def test_roles(self):
        lot = self._lot(self.adapter, "LOT-A")
        for role in ("equipment_supervisor", "dispatcher", "service_director"):
            recall = self._recall(lot, user=self.users[role])
            recall.action_request_per_device()
        for role in ("engineer", "agent", "project_manager"):
            user = self.users[role]
            self.assertEqual(recall.with_user(user).reason, "Overheats")
            recall.with_user(user).web_read(
                {"name": {}, "lot_ids": {"fields": {"display_name": {}}}, "quant_ids": {}}
            )
            for act in (
                "action_request_per_device",
                "action_request_per_unit",
                "action_done",
                "action_reopen",
            ):
                with self.assertRaises(AccessError):
                    getattr(recall.with_user(user), act)()
            with self.assertRaises(AccessError):
                self._recall(lot, user=user)
            with self.assertRaises(AccessError):
                recall.with_user(user).reason = "Other"

    def test_figures_of_many_recalls_cost_no_more_queries(self):
        lots = [self._lot(self.adapter, f"LOT-{i}") for i in range(8)]
        for lot in lots:
            self._fitting(product_id=self.adapter.id, lot_id=lot.id)
        recalls = self.env["printer.part.recall"].union(*(self._recall(lot) for lot in lots))
        names = ["device_count", "done_count", "stock_quantity", "ticket_count"]
        recalls.read(names)
        counts = []
        for some in (recalls[:2], recalls):
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            some.read(names)
            counts.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(counts[1], counts[0])
