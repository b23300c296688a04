"""The register import: the tree, the devices, their history, the columns, the choices, and who may."""

import base64
from datetime import date

from odoo.exceptions import AccessError
from odoo.tests import Form, new_test_user, tagged

from ...exceptions import GuardedFieldError, RegisterFileError, RegisterRefusedError, TransitionError
from .register_common import HEADINGS, RegisterCase, good, text_file, workbook


@tagged("post_install", "-at_install")
class TestRegisterImport(RegisterCase):
    def test_a_row_becomes_a_device_with_everything_in_it(self):
        row = good(
            "HP77",
            IP地址="10.26.7.69",
            购置日期=date(2021, 7, 25),
            启用日期="2021年9月22日",
            保修到期="2023-07-25",
            状态="故障",
            是否关键设备="是",
            责任人="高翔",
            责任人电话="13949907632",
            黑白计数=111969,
            彩色计数=22180,
            备注="双面器<b>异响</b>",
        )
        self._imported([row])
        device = self._devices()
        self.assertRecordValues(
            device,
            [
                {
                    "name": "HP M404dn",
                    "serial_no": "HP77",
                    "asset_tag": "SJ-HP77",
                    "place": "4楼390室",
                    "brand": "HP",
                    "model": "M404dn",
                    "ip_address": "10.26.7.69",
                    "purchase_date": date(2021, 7, 25),
                    "in_service_date": date(2021, 9, 22),
                    "warranty_date": date(2023, 7, 25),
                    "condition": "faulty",
                    "is_key_device": True,
                    "custodian_name": "高翔",
                    "custodian_phone": "13949907632",
                    "meter_mono": 111969,
                    "meter_color": 22180,
                    "device_type": "printer",
                    "note": "<p>双面器&lt;b&gt;异响&lt;/b&gt;</p>",
                }
            ],
        )
        self.assertEqual(device.unit_id.name, "城南市场监督管理所")
        self.assertEqual(device.department_id.name, "档案室")

    def test_the_tree_is_made_as_customer_units_departments(self):
        self._imported(
            [
                good("A1"),
                good("A2", 部门="财务科"),
                good("A3", 单位="示例区市场监督管理局", 部门="档案室"),
                good("A4", 单位=" 城南 市场监督管理所 "),
            ]
        )
        unit = self._devices()[0].unit_id
        self.assertRecordValues(
            unit,
            [{"is_company": True, "printer_unit_kind": "unit", "parent_id": self.bureau.id}],
        )
        self.assertEqual(set(unit.child_ids.mapped("name")), {"档案室", "财务科"})
        self.assertRecordValues(
            unit.child_ids[0],
            [{"is_company": False, "type": "other", "printer_unit_kind": "department"}],
        )
        own = self._devices()[2]
        self.assertEqual(own.unit_id, self.bureau, "the customer's own devices stand at the customer itself")
        self.assertEqual(own.department_id.parent_id, self.bureau)
        self.assertEqual(self._devices()[3].unit_id, unit, "spaces make no second unit")

    def test_every_device_begins_its_history(self):
        record = self._imported([good("A1", 黑白计数=7), good("A2")])
        events = self._devices().event_ids.sorted("id")
        self.assertEqual(events.mapped("kind"), ["registered", "registered", "counted"])
        self.assertEqual(events[0].detail, "register.xlsx")
        self.assertEqual(events[2].equipment_id.serial_no, "A1")
        self.assertEqual(events[2].detail, "7")
        self.assertEqual(events[0].origin_id, record.id)

    def test_english_headings_and_words(self):
        headings = [
            "No.",
            "Unit",
            "Department",
            "Location",
            "Type",
            "Brand",
            "Model",
            "Serial No.",
            "Status",
            "Key device",
        ]
        row = {
            "Unit": "South office",
            "Type": "Laptop",
            "Brand": "Dell",
            "Model": "Latitude",
            "Serial No.": "D1",
            "Status": "In stock",
            "Key device": "yes",
        }
        record = self._import(workbook([row], headings))
        record.action_import()
        self.assertRecordValues(
            self._devices(), [{"device_type": "laptop", "condition": "stored", "is_key_device": True}]
        )

    def test_a_category_of_the_users_own_is_found_by_its_name(self):
        category = self.env["maintenance.equipment.category"].create({"name": "投影仪"})
        self._imported([good("A1", 设备类型="投影仪")])
        self.assertEqual(self._devices().category_id, category)

    def test_text_files_in_utf8_and_in_the_chinese_encoding(self):
        for encoding, delimiter in (
            ("utf-8-sig", ","),
            ("utf-8", ";"),
            ("gb18030", ","),
            ("gbk", "\t"),
            ("utf-16", "\t"),
        ):
            with self.subTest(encoding=encoding, delimiter=delimiter):
                serial = f"{encoding}1"
                content = text_file([good(serial, 备注='他说，"好"')], encoding=encoding, delimiter=delimiter)
                record = self._import(content, "register.csv")
                record.action_import()
                self.assertEqual(record.create_count, 1)
                self.assertIn("他说", record.line_ids.equipment_id.note)

    def test_without_a_customer_the_most_frequent_unit_is_taken(self):
        bureau = self._customer("独一局")
        record = self._imported(
            [good("A1", 单位="独一局"), good("A2", 单位=" 独一局"), good("A3")], partner_id=False
        )
        self.assertEqual(record.partner_id, bureau)
        self.assertEqual(len(self._devices(bureau)), 3)

    def test_a_unit_stands_for_its_customer(self):
        self._imported([good("A1")])
        record = self._imported([good("A1")], partner_id=self._devices().unit_id.id)
        self.assertEqual(record.partner_id, self.bureau)
        self.assertEqual(record.unchanged_count, 1)

    def test_two_customers_of_the_same_name_make_a_person_choose(self):
        self._customer("孪生局")
        self._customer("孪生局")
        with self.assertRaisesRegex(RegisterFileError, "孪生局"):
            self._checked([good("A1", 单位="孪生局")], partner_id=False)

    def test_without_a_customer_an_unknown_one_is_created_by_the_import_only(self):
        rows = [good("A1", 单位="远方局"), good("A2", 单位="远方局"), good("A3")]
        record = self._checked(rows, partner_id=False)
        self.assertFalse(record.partner_id)
        self.assertEqual(record.customer_name, "远方局")
        self.assertFalse(self.env["res.partner"].search([("name", "=", "远方局")]))
        record.action_import()
        self.assertEqual(record.partner_id.printer_unit_kind, "customer")
        self.assertEqual(len(self._devices(record.partner_id)), 3)

    def test_a_person_corrects_the_columns(self):
        headings = ["甲", "乙", "丙", "丁"]
        content = workbook([{"甲": "一所", "乙": "打印机", "丙": "X1", "丁": "3楼"}], headings)
        record = self._import(content)
        with self.assertRaises(RegisterFileError) as refusal:
            record.action_check()
        self.assertIn("Unit", str(refusal.exception))
        for column, field in zip(
            record.column_ids, ("unit", "device_type", "serial_no", "place"), strict=True
        ):
            column.field = field
        record.action_import()
        self.assertRecordValues(self._devices(), [{"serial_no": "X1", "place": "3楼"}])

    def test_two_columns_for_one_field_are_questioned(self):
        record = self._import(workbook([good("A1")]))
        record.column_ids.filtered(lambda column: column.heading == "备注").field = "place"
        with self.assertRaisesRegex(RegisterFileError, "位置.*备注"):
            record.action_check()

    def test_columns_show_as_soon_as_the_file_is_chosen(self):
        form = Form(self.env["printer.register.import"])
        form.file = base64.b64encode(workbook([good("A1")]))
        self.assertEqual(len(form.column_ids), len(HEADINGS))
        record = form.save()
        self.assertEqual(record.column_ids[1].field, "unit")
        self.assertEqual(record.column_ids[1].sample, "城南市场监督管理所")

    def test_all_or_nothing(self):
        record = self._checked([good("A1"), good("A2", 黑白计数="很多")], all_or_nothing=True)
        with self.assertRaisesRegex(RegisterRefusedError, "row 3"):
            record.action_import()
        self.assertFalse(self._devices())
        self.assertEqual(record.state, "checked")

    def test_missing_units_and_departments_are_refused_when_so_chosen(self):
        record = self._checked([good("A1")], create_missing_units=False)
        self.assertEqual(self._codes(record), {2: ["unknown_unit"]})
        self.assertIn("城南市场监督管理所", record.line_ids.message)
        self._imported([good("A1")])
        record = self._checked([good("A2", 部门="财务科")], create_missing_departments=False)
        self.assertEqual(self._codes(record), {2: ["unknown_department"]})

    def test_a_check_changes_nothing(self):
        partners = self.env["res.partner"].search_count([])
        record = self._checked([good("A1")])
        self.assertFalse(self._devices())
        self.assertEqual(self.env["res.partner"].search_count([]), partners)
        self.assertIn("New unit “城南市场监督管理所”", record.line_ids.message)

    def test_states_follow_their_table(self):
        record = self._checked([good("A1")])
        with self.assertRaises(GuardedFieldError):
            record.state = "done"
        with self.assertRaises(GuardedFieldError):
            record.partner_id = self._customer("别的局")
        with self.assertRaises(GuardedFieldError):
            record.user_id = self.env.ref("base.user_admin")
        record.action_back_to_draft()
        self.assertFalse(record.line_ids)
        record.action_import()
        self.assertEqual(record.state, "done")
        with self.assertRaises(TransitionError):
            record.action_check()
        with self.assertRaises(TransitionError):
            record.action_back_to_draft()
        self.assertEqual(len(record.line_ids), 1)

    def test_supervisors_import_and_others_do_not(self):
        groups = "base.group_user,printer_maintenance.group_"
        supervisor = new_test_user(self.env, "register-supervisor", groups=groups + "equipment_supervisor")
        engineer = new_test_user(self.env, "register-engineer", groups=groups + "engineer")
        Import = self.env["printer.register.import"]
        values = {
            "file": base64.b64encode(workbook([good("A1")])),
            "filename": "a.xlsx",
            "partner_id": self.bureau.id,
        }
        with self.assertRaises(AccessError):
            Import.with_user(engineer).create(values)
        record = Import.with_user(supervisor).create(values)
        record.action_check()
        record.action_import()
        device = self._devices()
        self.assertEqual(device.create_uid, supervisor)
        self.assertEqual(device.event_ids.user_id, supervisor)
        with self.assertRaises(AccessError):
            record.line_ids.with_user(supervisor).write({"status": "create"})
        with self.assertRaises(AccessError):
            record.with_user(engineer).read(["state"])
        record.action_view_lines()
        record.action_view_devices()
