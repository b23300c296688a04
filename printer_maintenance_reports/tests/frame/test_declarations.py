from odoo.tests import TransactionCase, tagged

from ...forms.frame import Column, Form, Pair, Pairs, Table, forget, forms, register
from ...forms.frame.values import final_field


@tagged("post_install", "-at_install")
class TestDeclarations(TransactionCase):
    """What every declared form must have; thirty forms lean on this."""

    def test_every_form_has_both_reports_in_its_print_menu(self):
        reports = self.env["ir.actions.report"].search([("report_name", "=like", "printer_form%")])
        found = {report.report_name: report for report in reports}
        for form in forms():
            for name, kind in ((form.pdf_report_name, "qweb-pdf"), (form.xlsx_report_name, "xlsx")):
                report = found.pop(name, None)
                self.assertTrue(
                    report, f"{form.name}: there is no report {name}; add it to the form's XML file"
                )
                self.assertEqual((report.report_type, report.model), (kind, form.model), name)
                self.assertEqual(report.binding_model_id.model, form.model, name)
                self.assertIn(
                    name, report.print_report_name or "", f"{name}: the file has no name of its own"
                )
        self.assertFalse(found, "These reports print no declared form")

    def test_paper_lies_as_the_form_says(self):
        for form in forms():
            report = self.env["ir.actions.report"]._get_report(form.pdf_report_name)
            self.assertEqual(
                report.paperformat_id,
                self.env.ref(f"printer_maintenance_reports.paper_{form.orientation}"),
                form.name,
            )

    def test_every_title_is_translated(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        chinese = self.env(context={"lang": "zh_CN"})
        for form in forms():
            report = self.env["ir.actions.report"]._get_report(form.pdf_report_name).with_env(chinese)
            self.assertRegex(chinese._(form.title), "[\u4e00-\u9fff]", form.name)
            self.assertEqual(chinese._(form.title), report.name)

    def test_paths_lead_to_fields(self):
        for form in forms():
            model = self.env[form.model]
            for block in form.blocks:
                getters = [part.value for part in getattr(block, "pairs", ())] + [
                    getattr(block, "value", None)
                ]
                for getter in (*getters, form.reference, form.subtitle):
                    if isinstance(getter, str):
                        self.assertTrue(final_field(model, getter), f"{form.name}: {getter}")

    def test_every_form_prints_blank(self):
        reports = self.env["ir.actions.report"]
        for form in forms():
            content, _kind = reports._render_qweb_html(form.pdf_report_name, [])
            self.assertIn("pf_document", content.decode(), form.name)
            self.assertTrue(reports._render_xlsx(form.xlsx_report_name, [], {})[0], form.name)

    def test_name_is_taken_once(self):
        form = register(Form("test_twice", "Twice", "res.partner", ()))
        self.addCleanup(forget, form)
        with self.assertRaises(ValueError):
            register(Form("test_twice", "Twice", "res.partner", ()))

    def test_one_table_is_streamed(self):
        table = Table("child_ids", (Column(None, "name"),), streamed=True)
        with self.assertRaises(ValueError):
            register(
                Form("test_streams", "Streams", "res.partner", (table, Pairs((Pair(None, "name"),)), table))
            )
