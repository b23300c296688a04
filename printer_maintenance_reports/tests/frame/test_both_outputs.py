from datetime import date, datetime

from odoo import fields
from odoo.tests import tagged

from ...forms.frame import (
    CHECK,
    MINUTES,
    MONEY,
    PERCENT,
    Column,
    Pair,
    Pairs,
    Remark,
    Signature,
    Signatures,
    Table,
    Text,
    choice,
    number,
)
from ..common import PNG, FormCase, lazy

# midnight in China, the evening before in UTC
MOMENT = datetime(2026, 2, 28, 16, 5)
ROWS = (
    {
        "what": "Toner",
        "count": 2,
        "price": 199.5,
        "took": 35,
        "day": date(2026, 3, 1),
        "good": True,
        "share": 87.5,
    },
    {"what": "Roller", "count": 1, "price": 20, "took": None, "day": None, "good": False, "share": None},
)
BLOCKS = (
    Pairs(
        title=lazy("Customer and device"),
        pairs=(
            Pair(lazy("Customer unit"), "parent_id"),
            Pair(None, "phone"),
            Pair(lazy("Kind"), "company_type"),
            Pair(
                lazy("Answer"), lambda partner: "yes", kind=choice(yes=lazy("Passed"), no=lazy("Not passed"))
            ),
            Pair(lazy("Contact"), "child_ids.name", span=2),
        ),
    ),
    Text(lazy("Work done"), "comment"),
    Table(
        title=lazy("Parts used"),
        rows=lambda partner: ROWS,
        columns=(
            Column(lazy("Part"), "what", 20),
            Column(lazy("Quantity"), "count", 8, number(0), total=True),
            Column(lazy("Price"), "price", 8, number(2), total=True),
            Column(lazy("Taken"), "took", 8, MINUTES),
            Column(lazy("Share"), "share", 8, PERCENT),
            Column(lazy("Day"), lambda row: row["day"], 10),
            Column(lazy("Good"), "good", 5, CHECK),
        ),
    ),
    Remark(lazy("Acceptance")),
    Signatures((Signature(lazy("Engineer"), lambda partner: PNG, "name", lambda partner: MOMENT),)),
)


@tagged("post_install", "-at_install")
class TestBothOutputs(FormCase):
    """One declaration, two outputs, the same cells (REQUIREMENTS F)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.contact.write({"comment": "<p>First line<br/>Second line</p>", "phone": "555-0199"})

    def _form(self, **values):
        return self._declare(blocks=BLOCKS, reference="ref", title=lazy("Equipment repair record"), **values)

    def test_paper_and_spreadsheet_have_the_same_cells(self):
        form = self._form()
        for lang in ("en_US", "zh_CN"):
            on_paper = self._paper_cells(form, self.contact, lang=lang)
            self.assertEqual(self._sheet_texts(form, self.contact, lang=lang), on_paper, lang)
            self.assertIn("Test unit", on_paper)

    def test_cells_read_as_people_write_them(self):
        cells = self._paper_cells(self._form(), self.contact, lang="en_US")
        self.assertIn("■\N{NO-BREAK SPACE}Passed  □\N{NO-BREAK SPACE}Not passed", cells)
        self.assertIn("First line\nSecond line", cells)
        first = cells.index("Toner")
        self.assertEqual(
            cells[first - 1 : first + 7], ["1", "Toner", "2", "199.50", "35 min", "87.5 %", "2026-03-01", "√"]
        )
        self.assertEqual(cells[cells.index("Total") :][:3], ["Total", "3", "219.50"])

    def test_form_follows_the_users_language_and_a_given_one_overrides_it(self):
        form = self._form()
        user = self.users["agent"]
        user.lang = "zh_CN"
        self.assertIn("更换配件", self._paper_cells(form, self.contact, user))
        self.assertIn("Parts used", self._paper_cells(form, self.contact, user, lang="en_US"))
        self.assertEqual(self._paper(form, self.contact, user).xpath("//html/@lang"), ["zh-CN"])

    def test_labels_default_to_the_fields_own(self):
        cells = self._paper_cells(self._form(), self.contact, lang="en_US")
        self.assertEqual(cells[cells.index("555-0199") - 1], "Phone")

    def test_times_stand_in_the_users_zone_and_the_languages_format(self):
        form = self._form()
        self.assertIn("Contact  03/01/2026 00:05", self._paper_cells(form, self.contact, lang="en_US"))
        self.assertIn("Contact  2026/03/01 00:05", self._paper_cells(form, self.contact, lang="zh_CN"))
        cells = self._paper_cells(form, self.contact, lang="en_US", tz="Europe/Berlin")
        self.assertIn("Contact  02/28/2026 17:05", cells)

    def test_without_a_record_a_blank_form_is_printed(self):
        form = self._declare(
            "blank", blocks=(*BLOCKS[:2], Table("child_ids", (Column(None, "name"),), min_rows=4))
        )
        nobody = self.env["res.partner"]
        for texts in (self._paper_cells(form, nobody, lang="en_US"), self._sheet_texts(form, nobody)):
            self.assertIn("Customer unit", texts)
            self.assertNotIn("False", texts)
            self.assertEqual(texts.count("Name"), 1)
        rows = self._paper(form, nobody).xpath("//table[last()]/tbody/tr")
        self.assertEqual(len([row for row in rows if len(row) == 2]), 4)

    def test_all_chosen_records_stand_on_one_form(self):
        people = self.contact | self.unit
        columns = (Column(None, "name"), Column(None, "parent_id"))
        form = self._declare("list", per="selection", blocks=(Table(lambda partners: partners, columns),))
        self.assertEqual(len(self._paper(form, people).xpath("//div[contains(@class, 'pf_document')]")), 1)
        self.assertEqual(
            self._paper_cells(form, people, lang="en_US"),
            ["No.", "Name", "Related Company", "1", "Contact", "Test unit", "2", "Test unit", "Test bureau"],
        )
        self.assertEqual(self._sheet_texts(form, people), self._paper_cells(form, people, lang="en_US"))

    def test_form_may_find_its_records_itself(self):
        form = self._declare(
            "found",
            blocks=(Pairs((Pair(None, "name"),)),),
            find=lambda env, ids, data: env["res.partner"].search(
                [("id", "in", ids), ("name", "=", data["name"])]
            ),
        )
        content, _type = self.Report._render_qweb_html(
            form.pdf_report_name, (self.contact | self.unit).ids, {"name": "Test unit"}
        )
        self.assertIn("Test unit", content.decode())
        self.assertNotIn(">Contact<", content.decode())

    def test_amounts_carry_the_companys_currency(self):
        yuan = self.env.ref("base.CNY")
        yuan.active = True
        self.env.company.currency_id = yuan
        form = self._declare(
            "money",
            blocks=(
                Table(
                    lambda partner: ROWS,
                    (Column(lazy("Part"), "what"), Column(lazy("Price"), "price", 8, MONEY)),
                ),
            ),
        )
        self.assertIn(
            "¥199.50" if yuan.position == "before" else "199.50 ¥", self._paper_cells(form, self.contact)
        )
        cell = next(
            c
            for row in self._workbook(form, self.contact).active.iter_rows()
            for c in row
            if c.value == 199.5
        )
        self.assertIn("¥", cell.number_format)

    def test_company_and_number_stand_at_the_top(self):
        self.env.company.name = "Service company"
        self.contact.write({"ref": "C-17", "company_id": self.env.company.id})
        form = self._form()
        top = self._paper(form, self.contact, lang="zh_CN")
        self.assertEqual(top.xpath("//h1")[0].text_content(), "设备维修记录表")
        self.assertIn("Service company", top.text_content())
        rows = self._sheet_rows(form, self.contact, lang="zh_CN")
        self.assertEqual(rows[:3], [["Service company"], ["设备维修记录表"], ["编号： C-17"]])
        now = fields.Datetime.context_timestamp(self.contact, fields.Datetime.now())
        self.assertIn(now.strftime("%Y/%m/%d"), rows[-1][0])
