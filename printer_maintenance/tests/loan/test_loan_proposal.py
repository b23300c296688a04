"""Which loaner is offered first, and what is said for and against it."""

from odoo.tests import tagged

from .loan_common import LoanCase


@tagged("post_install", "-at_install")
class TestLoanProposal(LoanCase):
    def _offered(self):
        return self.visit.ticket_id._suggest_loaners()

    def test_equivalent_device_comes_first_and_what_it_lacks_is_said(self):
        self.device.write({"brand": "HP", "model": "M404", "is_duplex": True, "is_network_printer": True})
        same = self._make_loaner("LN-2", brand="hp", model="M404", is_duplex=True, is_network_printer=True)
        offers = self._offered()
        self.assertEqual([offer["device"] for offer in offers], [same, self.loaner])
        self.assertEqual(offers[0]["reasons"], "same model, same brand, and same type")
        self.assertEqual(offers[1]["lacks"], "one side only and no network")

    def test_device_at_the_station_is_preferred(self):
        other = self._make_loaner("LN-2")
        van = self.env["stock.location"].create({"name": "Van", "location_id": self.store.id})
        self.visit.ticket_id.sudo().team_id = self.team
        self.team.van_location_ids = van
        other.location_id = van
        self.assertEqual(self._offered()[0]["device"], other)

    def test_other_types_lent_and_broken_devices_are_not_offered(self):
        self._make_loaner("LN-2", category_id=self.env.ref("printer_maintenance.category_scanner").id)
        self._make_loaner("LN-3")._set_condition("faulty")
        copier = self._make_loaner("LN-4", category_id=self.env.ref("printer_maintenance.category_copier").id)
        self._lend()
        self.assertEqual([offer["device"] for offer in self._offered()], [copier])

    def test_offering_a_large_pool_asks_the_database_the_same_number_of_times(self):
        for number in range(5):
            self._make_loaner(f"LN-1{number}")
        counts = []
        for more in (0, 40):
            for number in range(more):
                self._make_loaner(f"LN-2{number:02}")
            self.env.flush_all()
            self.env.invalidate_all()
            self._offered()
            self.env.invalidate_all()
            start = self.cr.sql_log_count
            self._offered()
            counts.append(self.cr.sql_log_count - start)
        self.assertEqual(counts[0], counts[1])
