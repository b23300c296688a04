"""Every term that Odoo would export from our addons has its Chinese, with the placeholders kept."""

import os
import re
from collections import Counter
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

from odoo.modules import get_module_path
from odoo.tests import TransactionCase, tagged
from odoo.tools.misc import file_path
from odoo.tools.translate import (
    JAVASCRIPT_TRANSLATION_COMMENT,
    PYTHON_TRANSLATION_COMMENT,
    TranslationModuleReader,
    translation_file_reader,
)

ADDONS = ("printer_maintenance", "printer_maintenance_reports", "printer_maintenance_suite")
LANGUAGE = "zh_CN"
EXAMPLES = 10
# Python expressions, which may well be the same in every language
EXPRESSIONS = ("ir.actions.report,print_report_name",)

CHINESE = re.compile(r"[\u4e00-\u9fff]")
LATIN_WORD = re.compile(r"[A-Za-z]{3,}")
# what a translation must contain as often as its source: what is filled in, and the markup
PLACEHOLDER = re.compile(r"%\(\w+\)[-#0 +]*[\d.]*[a-z]|%[-#0 +]*[\d.]*[sdfg](?!\w)|\{\{.*?\}\}|\{\w*\}")
MARKUP = re.compile(r"</?\w+|\b(?:t-[\w-]+|href|class|style|name|value)=\"[^\"]*\"")


class AddonTerms(TranslationModuleReader):
    """The terms of one addon, as Odoo would export them.

    Odoo looks for the strings of the code through all of its addons path; here only the addon's own folder is read.
    """

    def __init__(self, cr, addon: str):
        self._folder = get_module_path(addon)
        super().__init__(cr, [addon])

    def _get_module_from_path(self, path):
        return self._modules[0]

    def _export_translatable_resources(self):
        parent = os.path.dirname(self._folder)
        for root, folders, files in os.walk(self._folder, followlinks=True):
            folders[:] = [name for name in folders if not self._is_foreign(Path(root, name))]
            for name in sorted(files):
                if name.endswith(".py"):
                    self._babel_extract_terms(
                        name,
                        parent,
                        root,
                        extra_comments=[PYTHON_TRANSLATION_COMMENT],
                        extract_keywords={"_": None, "_lt": None},
                    )
                elif fnmatch(root, "*/static/src*") and name.endswith(".js"):
                    self._extract_for_browser(name, parent, root, "odoo.tools.babel:extract_javascript")
                elif fnmatch(root, "*/static/src*") and name.endswith(".xml"):
                    self._extract_for_browser(name, parent, root, "odoo.tools.translate:babel_extract_qweb")

    def _extract_for_browser(self, name, parent, root, method):
        self._babel_extract_terms(
            name,
            parent,
            root,
            method,
            extra_comments=[JAVASCRIPT_TRANSLATION_COMMENT],
            extract_keywords={"_t": None},
        )

    @staticmethod
    def _is_foreign(folder: Path) -> bool:
        """The suite's folder holds the other addons, and what stands beside the addons in the checkout."""
        return (
            folder.name.startswith(".")
            or folder.name in ("tools", "benchmarks", "node_modules")
            or (folder / "__manifest__.py").is_file()
        )


def exported_terms(cr, addon: str) -> Iterator[tuple]:
    """Where each term of an addon stands, and the term."""
    for _module, kind, name, place, source, _value, comments in AddonTerms(cr, addon):
        if kind == "code":
            yield (
                ("code", "browser" if JAVASCRIPT_TRANSLATION_COMMENT in comments else "server", name),
                source,
            )
        else:
            yield (kind, name, place), source


def chinese_terms(addon: str) -> dict[tuple, str]:
    """The addon's Chinese as Odoo loads it: by place and source."""
    found = {}
    for row in translation_file_reader(file_path(f"{addon}/i18n/{LANGUAGE}.po"), module=addon):
        if row["type"] == "code":
            for side, comment in (
                ("browser", JAVASCRIPT_TRANSLATION_COMMENT),
                ("server", PYTHON_TRANSLATION_COMMENT),
            ):
                if comment in row["comments"]:
                    found["code", side, row["src"]] = row["value"]
        else:
            found[row["type"], row["name"], f"{row['module']}.{row['imd_name']}", row["src"]] = row["value"]
    return found


def needs_chinese(source: str) -> bool:
    """Names of the demo data are Chinese already."""
    words = MARKUP.sub("", PLACEHOLDER.sub("", source))
    return not CHINESE.search(words) or bool(LATIN_WORD.search(words))


def filled_in(text: str) -> Counter:
    """What a text keeps in every language: placeholders and markup, each with its count."""
    return Counter(PLACEHOLDER.findall(text) + MARKUP.findall(text))


def is_english_again(field: str, source: str, chinese: str) -> bool:
    """Whether the "translation" is the English sentence."""
    words = MARKUP.sub("", PLACEHOLDER.sub("", source))
    return chinese == source and field not in EXPRESSIONS and bool(LATIN_WORD.search(words))


@tagged("post_install", "-at_install")
class TestTranslations(TransactionCase):
    def test_printer_maintenance_is_chinese_throughout(self):
        self._check("printer_maintenance")

    def test_printer_maintenance_reports_is_chinese_throughout(self):
        self._check("printer_maintenance_reports")

    def test_printer_maintenance_suite_is_chinese_throughout(self):
        self._check("printer_maintenance_suite")

    def _check(self, addon):
        chinese = chinese_terms(addon)
        elsewhere = {key[-1] for key, value in chinese.items() if value}
        lacking, misplaced, changed = [], [], []
        count = 0
        for place, source in exported_terms(self.env.cr, addon):
            count += 1
            if not needs_chinese(source):
                continue
            key = (*place[:2], source) if place[0] == "code" else (*place, source)
            value = chinese.get(key)
            where = f"{source!r} in {place[-1]}"
            if value and not is_english_again(place[1], source, value):
                if filled_in(source) != filled_in(value):
                    changed.append(f"{where}: {value!r}")
            elif not value and source in elsewhere:
                misplaced.append(where)
            else:
                lacking.append(where)
        self.assertGreater(count, 0, f"{addon}: no terms were found")
        problems = [
            ("have no Chinese in i18n/zh_CN.po; run make i18n and translate them", lacking),
            ("have Chinese, but i18n/ does not know this place; run make i18n", misplaced),
            ("lose or gain a placeholder or markup in Chinese", changed),
        ]
        if lacking or misplaced or changed:
            self.fail("\n".join(self._told(addon, count, title, found) for title, found in problems if found))

    @staticmethod
    def _told(addon, count, title, found):
        shown = [f"    {line}" for line in found[:EXAMPLES]]
        more = [f"    … and {len(found) - EXAMPLES} more"] if len(found) > EXAMPLES else []
        return "\n".join([f"{addon}: {len(found)} of {count} terms {title}:", *shown, *more])


@tagged("post_install", "-at_install")
class TestMeaning(TransactionCase):
    """Words that mean one thing here and another there have English of their own, so that the Chinese fits."""

    def test_terms_of_inspections(self):
        for model, field, chinese in (
            ("printer.checklist.item", "minimum", "下限"),
            ("printer.checklist.item", "maximum", "上限"),
            ("printer.visit.check", "maximum", "上限"),
            ("printer.inspection.arrange", "round_id", "巡检任务"),
            ("printer.inspection.return", "round_id", "巡检任务"),
            ("printer.emergency.call", "round", "轮次"),
            ("printer.commitment", "lower_is_better", "不高于目标值"),
        ):
            with self.subTest(model=model, field=field):
                told = self.env[model].with_context(lang=LANGUAGE).fields_get([field])[field]["string"]
                self.assertEqual(told, chinese)
        plan = self.env["printer.inspection.plan"].with_context(lang=LANGUAGE)
        self.assertEqual(dict(plan._fields["holidays"]._description_selection(plan.env))["off"], "不巡检")
