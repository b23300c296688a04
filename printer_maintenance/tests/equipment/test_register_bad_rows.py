"""Bad rows: each is refused with its number and reason, and the good ones around it arrive."""

from datetime import date, datetime

from odoo.exceptions import ValidationError
from odoo.tests import tagged

from .register_common import RegisterCase, good


@tagged("post_install", "-at_install")
class TestRegisterBadRows(RegisterCase):
    def test_missing_unit(self):
        self._assert_refused({"单位": None}, "missing", "Unit")

    def test_missing_type(self):
        self._assert_refused({"设备类型": "  "}, "missing", "Type of device")

    def test_unknown_type(self):
        self._assert_refused({"设备类型": "投影仪"}, "unknown_type", "投影仪", "Printer")

    def test_no_serial_and_no_asset_number(self):
        self._assert_refused({"序列号": None, "资产编号": "无"}, "no_key", "serial number")

    def test_no_serial_but_an_asset_number_is_good(self):
        record = self._imported([good(None, 资产编号="Z1")])
        self.assertEqual(record.line_ids.status, "create")
        self.assertIn("asset number", record.line_ids.message)

    def test_duplicate_serial_in_the_file(self):
        self._assert_refused({"序列号": "OK0"}, "twice_in_file", "row 2", "OK0", "Serial number")

    def test_duplicate_serial_after_cleaning(self):
        self._assert_refused({"序列号": " ＯＫ 0 "}, "twice_in_file")

    def test_duplicate_asset_number_without_serials(self):
        record = self._checked([good("S1", 资产编号="Z1"), good(None, 资产编号="Z1")])
        self.assertEqual(self._codes(record), {3: ["twice_in_file"]})

    def test_two_rows_that_mean_one_device(self):
        self._imported([good("S1", 资产编号="Z1")])
        record = self._checked([good("S1", 资产编号=None), good(None, 资产编号="Z1")])
        self.assertEqual(self._codes(record), {3: ["same_device"]})

    def test_serial_owned_by_another_customer(self):
        other = self._customer("别的局")
        self._imported([good("BAD1", 单位="别的局")], partner_id=other.id)
        record = self._assert_refused({}, "other_customer", "BAD1", "another customer")
        self.assertNotIn("别的局", record.line_ids[-1].message, "whose it is stays untold")

    def test_serial_of_an_archived_device_of_another_customer(self):
        other = self._customer("别的局")
        self._imported([good("BAD1", 单位="别的局")], partner_id=other.id)
        self._devices(other).active = False
        self._assert_refused({}, "other_customer")

    def test_serial_turned_into_a_number(self):
        for cell in (9.00e14, 900000000000000, "9.00E+14", "9.00e+14", 123456789012345678, 0.5):
            with self.subTest(cell=cell):
                record = self._checked([good(cell, 资产编号="Z1")])
                self.assertEqual(self._codes(record), {2: ["became_number"]})
        self.assertIn("0.5", record.line_ids.message)

    def test_a_short_number_as_serial_is_taken_as_typed(self):
        self._imported([good(408113)])
        self.assertEqual(self._devices().serial_no, "408113")

    def test_dates_as_text_are_read(self):
        for text in (
            "2021年3月5日",
            "2021-3-5",
            "2021/03/05",
            "2021.3.5",
            "20210305",
            "２０２１年３月５号",
            date(2021, 3, 5),
            datetime(2021, 3, 5, 8),
        ):
            with self.subTest(text=text):
                self._imported([good("A1", 购置日期=text)])
                self.assertEqual(self._devices().purchase_date, date(2021, 3, 5))
                self._devices().purchase_date = False

    def test_impossible_date(self):
        self._assert_refused({"购置日期": "2021年2月30日"}, "impossible_date", "Bought on", "2021年2月30日")

    def test_wordy_date(self):
        self._assert_refused({"保修到期": "三年"}, "bad_date", "Warranty until", "三年")

    def test_ambiguous_date(self):
        self._assert_refused({"启用日期": "03/05/2021"}, "bad_date", "In service since")

    def test_warranty_before_purchase(self):
        self._assert_refused(
            {"购置日期": "2021-03-05", "保修到期": "2020-03-05"}, "warranty_first", "2020-03-05", "2021-03-05"
        )

    def test_negative_counter(self):
        self._assert_refused({"黑白计数": -1}, "negative_count", "Black-and-white pages", "-1")

    def test_wordy_counter(self):
        self._assert_refused({"彩色计数": "约3万"}, "bad_count", "Colour pages", "约3万")

    def test_counter_too_large_for_any_device(self):
        self._assert_refused({"黑白计数": 2**31}, "bad_count")

    def test_full_width_characters_and_stray_spaces_are_cleaned(self):
        self._imported(
            [
                good(
                    "　ＨＰ－１２３\u200b ",
                    单位="  城南市场监督管理所\n",
                    设备类型="打 印 机",
                    品牌="ＨＰ",
                    IP地址="１０．２６．７．６９",
                    黑白计数="１，２３４",
                    责任人电话=" 139 4990 7632 ",
                )
            ]
        )
        self.assertRecordValues(
            self._devices(),
            [
                {
                    "serial_no": "HP-123",
                    "brand": "HP",
                    "ip_address": "10.26.7.69",
                    "meter_mono": 1234,
                    "custodian_phone": "13949907632",
                }
            ],
        )

    def test_bad_ip_address(self):
        self._assert_refused({"IP地址": "10.26.7.256"}, "bad_ip", "10.26.7.256", "IP address")

    def test_unknown_state(self):
        self._assert_refused({"状态": "漂移"}, "unknown_condition", "漂移", "State")

    def test_key_device_neither_yes_nor_no(self):
        self._assert_refused({"是否关键设备": "也许"}, "bad_yes_no", "也许")

    def test_error_values_of_the_spreadsheet(self):
        self._assert_refused({"位置": "#REF!"}, "spreadsheet_error", "#REF!", "Place")

    def test_text_without_end(self):
        self._assert_refused({"位置": "x" * 5000}, "too_long", "Place")

    def test_formulas_and_links_are_text(self):
        formula = '=HYPERLINK("https://example.com","390")'
        record = self._imported([good("A1", 位置=formula, 备注="=1+1")])
        self.assertEqual(self._devices().place, formula)
        self.assertEqual(self._devices().note, "<p>=1+1</p>")
        self.assertIn("the formula was taken as text", record.line_ids.message)

    def test_a_formula_is_no_date_and_no_number(self):
        self._assert_refused({"黑白计数": "=2+2"}, "bad_count", "=2+2")

    def test_two_units_of_one_name(self):
        for _time in range(2):
            self.env["res.partner"].create(
                {
                    "name": "双胞胎所",
                    "is_company": True,
                    "printer_unit_kind": "unit",
                    "parent_id": self.bureau.id,
                }
            )
        self._assert_refused({"单位": "双胞胎所"}, "ambiguous_unit", "双胞胎所")

    def test_several_devices_of_one_asset_number(self):
        self._imported([good("S1", 资产编号="Z1"), good("S2", 资产编号="Z1")])
        record = self._checked([good(None, 资产编号="Z1")])
        self.assertEqual(self._codes(record), {2: ["ambiguous_asset"]})

    def test_all_reasons_of_a_row_are_told_at_once(self):
        record = self._checked([good("9.00E+14", 设备类型="投影仪", 黑白计数=-1, 资产编号=None)])
        self.assertEqual(self._codes(record), {2: ["became_number", "negative_count", "unknown_type"]})
        self.assertEqual(len(record.line_ids.message.splitlines()), 3)

    def test_a_row_that_the_database_refuses_is_found_among_the_others(self):
        """Another addon, or another person's import at the same moment, may refuse what the check accepted."""
        record = self._checked([good(f"A{number}") for number in range(9)])
        Equipment = type(self.env["maintenance.equipment"])
        create = Equipment.create

        def refusing_create(devices, vals_list):
            if any(values.get("serial_no") == "A4" for values in vals_list):
                reason = "no more A4"
                raise ValidationError(reason)
            return create(devices, vals_list)

        self.patch(Equipment, "create", refusing_create)
        record.action_import()
        self.assertEqual(len(self._devices()), 8)
        line = record.line_ids.filtered(lambda line: line.status == "refused")
        self.assertEqual(line.row, 6)
        self.assertIn("no more A4", line.message)
