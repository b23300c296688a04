from datetime import timedelta

from freezegun import freeze_time

from odoo import fields
from odoo.tests import tagged

from ...forms.dispatch.repair_record import REPAIR_RECORD
from ..common import PNG, FormCase

REPORTED = fields.Datetime.to_datetime("2026-03-02 00:50:00")  # 08:50 in China


@tagged("post_install", "-at_install")
class TestRepairRecord(FormCase):
    """《设备维修记录表》 (REQUIREMENTS F, V1, V7)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.device.write(
            {
                "name": "三楼激光打印机",
                "brand": "惠普",
                "model": "M404",
                "place": "302 室",
                "asset_tag": "ZC-187",
            }
        )
        cls.part = cls.env["product.product"].create(
            {"name": "Roller", "default_code": "RL-1", "type": "consu", "is_storable": True}
        )
        warehouse = cls.env["stock.warehouse"].search([("company_id", "=", cls.env.company.id)], limit=1)
        cls.env["stock.quant"]._update_available_quantity(cls.part, warehouse.lot_stock_id, 10)

    def _reported(self, **values):
        with freeze_time(REPORTED):
            return self._report(
                reported_at=REPORTED, description="<p>Black line<br/>on each page</p>", **values
            )

    def _repaired(self):
        """A request confirmed after 12 minutes, visited after 64, repaired with a part, signed."""
        ticket = self._reported()
        with freeze_time(REPORTED + timedelta(minutes=12)):
            visit = self._confirmed_visit(ticket)
        with freeze_time(REPORTED + timedelta(minutes=64)):
            visit.action_arrive()
        with freeze_time(REPORTED + timedelta(minutes=100)):
            visit._use_part(self.part, 2, old_part="return")
            visit.write(
                {
                    "fault_cause": "Worn roller",
                    "work_done": "Roller replaced",
                    "advice": "Keep the paper dry",
                    "is_tested": True,
                    "is_explained": True,
                    "briefing_omitted": "Knows it well",
                }
            )
            visit.action_finish_work()
        with freeze_time(REPORTED + timedelta(minutes=110)):
            visit.sudo()._sign("Ms Li", PNG.decode(), self.contact)
        return ticket

    def _after(self, cells, label, count=1):
        """The cells that follow a label."""
        start = cells.index(label) + 1
        return cells[start : start + count]

    def test_repair_stands_on_the_form_from_report_to_signature(self):
        ticket = self._repaired()
        cells = self._paper_cells(REPAIR_RECORD, ticket, lang="en_US")
        for label, value in (
            ("Customer unit", "Test unit"),
            ("Department", "Archive"),
            ("Place", "302 室"),
            ("Contact", "Contact"),
            ("Telephone", "555-0199"),
            ("Device", "三楼激光打印机"),
            ("Serial number", "SN-0001"),
            ("Asset number", "ZC-187"),
            ("Reported at", "03/02/2026 08:50"),
            ("Fault description", "Paper jam\nBlack line\non each page"),
            ("Cause found", "Worn roller"),
            ("Work done", "Roller replaced"),
            ("Advice to the user", "Keep the paper dry"),
            ("Function test", "■\N{NO-BREAK SPACE}Passed  □\N{NO-BREAK SPACE}Not passed"),
            ("Customer's signature", "Ms Li  03/02/2026 10:40"),
        ):
            self.assertEqual(self._after(cells, label), [value], label)

    def test_promises_are_shown_with_what_was_kept(self):
        cells = self._paper_cells(REPAIR_RECORD, self._repaired(), lang="en_US")
        self.assertEqual(
            self._after(cells, "Confirmed by telephone", 5),
            ["30 min", "03/02/2026 09:20", "03/02/2026 09:02", "12 min", "Met"],
        )
        self.assertEqual(
            self._after(cells, "Engineer on site", 5),
            ["60 min", "03/02/2026 09:50", "03/02/2026 09:54", "64 min", "Missed"],
        )

    def test_parts_are_listed_with_quantity_and_unit(self):
        ticket = self._repaired()
        cells = self._paper_cells(REPAIR_RECORD, ticket, self.engineer, lang="en_US")
        self.assertEqual(self._after(cells, "[RL-1] Roller", 2), ["2", self.part.uom_id.name])

    def test_visit_names_engineers_number_and_times(self):
        cells = self._paper_cells(REPAIR_RECORD, self._repaired(), lang="en_US")
        self.assertEqual(
            self._after(cells, self.engineer.name, 5),
            ["555-0100", "03/02/2026 09:02", "03/02/2026 09:54", "03/02/2026 10:30", "Finished"],
        )

    def test_spreadsheet_says_the_same_as_the_paper(self):
        ticket = self._repaired()
        for lang in ("en_US", "zh_CN"):
            self.assertEqual(
                self._sheet_texts(REPAIR_RECORD, ticket, lang=lang),
                self._paper_cells(REPAIR_RECORD, ticket, lang=lang),
            )

    def test_pdf_in_chinese_and_english(self):
        ticket = self._repaired()
        chinese = self._pdf_text(REPAIR_RECORD, ticket, lang="zh_CN")
        for words in ("设备维修记录表", "使用单位", "三楼激光打印机", "更换配件", "用户签字", ticket.number):
            self.assertIn(words, chinese)
        english = self._pdf_text(REPAIR_RECORD, ticket, lang="en_US")
        for words in ("Equipment repair record", "Parts used", "三楼激光打印机"):
            self.assertIn(words, english)
        self.assertEqual(english.count("\f"), 1, "the form of an ordinary repair takes one page")

    def test_request_without_visit_prints_with_room_to_write(self):
        ticket = self._reported()
        cells = self._paper_cells(REPAIR_RECORD, ticket, lang="en_US")
        self.assertEqual(
            self._after(cells, "Confirmed by telephone", 4),
            ["30 min", "03/02/2026 09:20", "Running", "Responded"],
        )
        self.assertEqual(
            self._after(cells, "Function test"), ["□\N{NO-BREAK SPACE}Passed  □\N{NO-BREAK SPACE}Not passed"]
        )
        self.assertNotIn("False", cells)
        self.assertTrue(self._workbook(REPAIR_RECORD, ticket))

    def test_request_without_agreement_or_device_prints(self):
        ticket = self._reported(equipment_id=False, partner_id=False, partner_name="Passer-by")
        cells = self._paper_cells(REPAIR_RECORD, ticket, lang="en_US")
        self.assertEqual(self._after(cells, "Engineer on site"), ["Visits"])

    def test_several_visits_are_told_apart(self):
        ticket = self._reported()
        visits = self.env["printer.visit"].create(
            [
                {"ticket_id": ticket.id, "engineer_id": self.engineer.id, "fault_cause": cause}
                for cause in ("Worn roller", "Loose cable")
            ]
        )
        cells = self._paper_cells(REPAIR_RECORD, ticket, lang="en_US")
        told = f"{visits[0].name}: Worn roller\n{visits[1].name}: Loose cable"
        self.assertEqual(self._after(cells, "Cause found"), [told])

    def test_cancelled_visit_is_left_out(self):
        ticket = self._reported()
        visit = self._confirmed_visit(ticket)
        visit.sudo()._cancel(self.env.ref("printer_maintenance.visit_reason_mistake"), False)
        self.assertNotIn(visit.name, self._paper_cells(REPAIR_RECORD, ticket))

    def test_file_is_named_after_form_and_request(self):
        ticket = self._reported()
        naming = self.Report._get_printer_form_file_name
        self.assertEqual(
            naming(REPAIR_RECORD.pdf_report_name, ticket), f"Equipment repair record {ticket.number}"
        )
        chinese = self._reports(lang="zh_CN")._get_printer_form_file_name
        self.assertEqual(chinese(REPAIR_RECORD.pdf_report_name, ticket), f"设备维修记录表 {ticket.number}")

    def test_fifty_requests_cost_no_more_queries_than_five(self):
        fault = {
            "name": "Jam",
            "description": "It jams.",
            "equipment_id": self.device.id,
            "reported_at": REPORTED,
        }
        tickets = self.env["helpdesk.ticket"].create([fault] * 50)
        self.env["printer.visit"].create(
            [
                {"ticket_id": ticket.id, "engineer_id": self.engineer.id, "fault_cause": "Worn"}
                for ticket in tickets
            ]
        )
        few, many = self._queries(tickets[:5]), self._queries(tickets)
        self.assertLessEqual(many, few + 2)

    def _queries(self, tickets) -> int:
        """Queries of printing both outputs from a cold cache, as an engineer."""
        reports = self.Report.with_user(self.engineer).with_context(lang="zh_CN")
        self.env.flush_all()
        # what is the same for every printout is asked for once and remembered
        reports._render_qweb_html(REPAIR_RECORD.pdf_report_name, tickets[:1].ids)
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        reports._render_qweb_html(REPAIR_RECORD.pdf_report_name, tickets.ids)
        reports._render_xlsx(REPAIR_RECORD.xlsx_report_name, tickets.ids, {})
        return self.env.cr.sql_log_count - before
