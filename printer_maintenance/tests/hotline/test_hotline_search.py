"""One box finds whatever a caller says."""

from odoo.tests import tagged
from odoo.tools import SQL

from .common import HotlineCase


@tagged("post_install", "-at_install")
class TestHotlineSearch(HotlineCase):
    def test_a_number_is_found_however_it_is_written(self):
        for text in (
            "13900000012",
            "+86 139 0000 0012",
            "0086-139-0000-0012",
            "１３９－００００－００１２",
            "013900000012",
            " 139 0000 0012 ",
            "0000 0012",
            "0012",
            "1390000",
        ):
            with self.subTest(text=text):
                self.assertEqual(self._found(text, "person"), self.caller.ids)

    def test_area_code_and_extension_make_no_difference(self):
        for text in ("65432100", "010 6543 2100", "+86 10 65432100", "(010)65432100转8", "65432100 ext. 12"):
            with self.subTest(text=text):
                self.assertEqual(self._found(text, "person"), self.stranger.ids)
        self.stranger.phone = "65432100"
        for text in ("010-65432100", "+86 (010) 6543-2100"):
            with self.subTest(text=text):
                self.assertEqual(self._found(text, "person"), self.stranger.ids)

    def test_a_mobile_number_is_not_taken_for_a_local_one(self):
        self.stranger.phone = "0000012"
        self.assertEqual(self._found("13900000012", "person"), self.caller.ids)

    def test_two_people_with_one_number_are_both_shown_the_exact_one_first(self):
        self.contact.phone = "010 8888 6543"
        self.stranger.phone = "8888 6543"
        self.caller.phone = "010-88886543"
        self.assertEqual(
            set(self._found("01088886543", "person")), {self.contact.id, self.caller.id, self.stranger.id}
        )
        self.assertEqual(self._found("01088886543", "person")[-1], self.stranger.id)

    def test_who_called_from_another_number_before_is_found_by_it(self):
        self.hotline.log_call({"partner_id": self.caller.id, "phone": "138 1234 5678"})
        self.assertEqual(self._found("13812345678", "person"), self.caller.ids)

    def test_units_are_found_by_name_and_number(self):
        self.unit.phone = "021-5555 0000"
        self.assertEqual(self._found("Test un", "unit"), self.unit.ids)
        self.assertEqual(self._found("55550000", "unit"), self.unit.ids)
        self.assertFalse(self._found("55550000", "person"))
        self.assertEqual(self._found("Archive", "unit"), self.department.ids)

    def test_people_are_found_by_name_ours_are_not(self):
        self.assertEqual(self._found("wang f", "person"), self.caller.ids)
        self.assertFalse(self._found("Test agent", "person"))
        self.assertFalse(self._found("555-0100", "person"))

    def test_devices_are_found_by_each_of_their_numbers(self):
        device = self._make_device(
            "SN-77-XY", asset_tag="ZC-2026-77", custodian_name="Zhao", custodian_phone="137 0000 4321"
        )
        token = device._get_label_tokens()[device.id]
        for text in (
            "sn-77",
            "SN-77-XY",
            "ZC-2026-77",
            device.label_code,
            "Ｄ" + device.label_code[1:],
            f"https://service.example.com/device/{token}",
            "13700004321",
        ):
            with self.subTest(text=text):
                self.assertEqual(self._found(text, "device"), device.ids)

    def test_requests_are_found_by_number(self):
        ticket = self._report()
        self.assertEqual(self._found(ticket.number, "request"), ticket.ids)
        self.assertEqual(self._found(ticket.number.lower(), "request"), ticket.ids)

    def test_nothing_is_searched_for_a_letter(self):
        for text in ("", "a", None, "  "):
            self.assertEqual(self.hotline.search_all(text)["groups"], [])

    def test_signs_that_mean_something_to_a_database_mean_themselves(self):
        for text in ("%%%%", "____", "'; --", "\\\\\\\\"):
            with self.subTest(text=text):
                self.assertFalse(self._found(text, "person"))

    def test_more_than_shown_is_said(self):
        for number in range(12):
            self._make_device(f"MANY-{number:03}")
        group = next(g for g in self.hotline.search_all("MANY-")["groups"] if g["kind"] == "device")
        self.assertEqual((len(group["items"]), group["more"]), (8, True))

    def test_search_takes_as_many_queries_for_many_devices_as_for_few(self):
        def queries():
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            self.hotline.search_all("MANY-")
            return self.cr.sql_log_count - before

        self._make_device("MANY-000")
        queries()
        few = queries()
        for number in range(1, 30):
            self._make_device(f"MANY-{number:03}")
        self.env.flush_all()
        self.assertLessEqual(queries(), few)

    def test_search_stays_within_its_budget(self):
        self.hotline.search_all("13900000012")
        self.env.invalidate_all()
        with self.assertQueryCount(12):
            self.hotline.search_all("13900000012")

    def test_numbers_are_found_with_an_index(self):
        self.env.cr.execute("SET LOCAL enable_seqscan = off")
        for model, field in (
            ("res.partner", "printer_phone_key"),
            ("printer.call", "phone_key"),
            ("maintenance.equipment", "custodian_phone_key"),
        ):
            domain = self.hotline._phone_domain(field, "01065432100")
            query = self.env[model].sudo().with_context(active_test=False)._search(domain)
            plan = str(self.env.execute_query(SQL("EXPLAIN %s", query.select())))
            with self.subTest(model=model):
                self.assertIn("phone_key_index", plan)
                self.assertNotIn("Seq Scan", plan)
