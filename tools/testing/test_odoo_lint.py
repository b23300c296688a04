"""Odoo's own ``test_lint``, over our addons instead of its six hundred.

What is run, and how it is held to our addons:

- manifests, ``__init__`` files, imports, markers, test holes, onchange domains, JavaScript and template strings: these
  walk the addons' files; here they are given ours only.
- override signatures, parameter names, docstrings, indexes, routes: these walk the whole registry; failures in addons
  of others are left out.
- pylint with Odoo's checkers (SQL injection, gettext, unlink): the same command, on our folders.

Not run: ``test_checkers`` (tests Odoo's checkers themselves), ``test_l10n`` (bookkeeping of countries), and
``test_eslint`` (wants an eslint that is no longer made; its rules stand in our own eslint configuration).
"""

from __future__ import annotations

import fnmatch
import logging
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

from odoo.modules import Manifest
from odoo.modules.registry import Registry
from odoo.tests.common import get_db_name

from odoo.addons.test_lint.tests import (
    lint_case,
    test_docstring,
    test_dunderinit,
    test_i18n,
    test_index,
    test_jstranslate,
    test_manifests,
    test_markers,
    test_naming,
    test_onchange_domains,
    test_orm_import,
    test_override_signatures,
    test_pofile,
    test_pylint,
    test_routes,
    test_test_holes,
)

ADDONS = Path(__file__).resolve().parents[2] / ".odoo" / "addons"
OURS = ("printer_maintenance", "printer_maintenance_reports", "printer_maintenance_suite")


def our_files() -> Iterator[Path]:
    """All files of our addons, each once."""
    for addon in OURS:
        for base, _folders, names in os.walk(ADDONS / addon, followlinks=True):
            yield from (Path(base) / name for name in names if not name.endswith(".pyc"))


def our_manifests() -> list[Manifest]:
    """The manifests of our addons, the suite's by its place among the addons."""
    return [m for name in OURS if (m := Manifest.for_addon(name))]


class OverOurAddons:
    """Mixed in before one of Odoo's lint tests: what walks all addons walks ours, failures of others do not count."""

    @classmethod
    def setUpClass(cls) -> None:
        """Puts our addons in place of all addons, for this class."""
        super().setUpClass()
        for target, attribute, value in (
            (Manifest, "all_addon_manifests", staticmethod(our_manifests)),
            (lint_case.LintCase, "iter_module_files", cls._iter_our_files),
        ):
            patcher = patch.object(target, attribute, value)
            patcher.start()
            cls.addClassCleanup(patcher.stop)

    @staticmethod
    def _iter_our_files(_self, *globs, modules=None) -> Iterator[str]:
        for file in our_files():
            if all(fnmatch.fnmatch(str(file), glob) for glob in globs):
                yield str(file)

    @contextmanager
    def subTest(self, msg=None, **params):
        """Lets failures pass that name an addon of others."""
        if self._is_ours(params):
            with super().subTest(msg, **params):
                yield
        else:
            try:
                yield
            except Exception:
                logging.getLogger(__name__).debug("lint trouble in an addon of others: %s", params)

    @staticmethod
    def _is_ours(params: dict) -> bool:
        if "module" in params:
            return params["module"] in OURS
        if {"model", "method"} <= set(params):
            owner = next(
                c for c in Registry(get_db_name())[params["model"]].mro() if params["method"] in c.__dict__
            )
            return owner.__module__.startswith("odoo.addons.printer_maintenance")
        return True

    @contextmanager
    def _no_warnings(self, about: str = "") -> Iterator[None]:
        """Makes warnings (with ``about`` in them) fail, where Odoo's test only logs them."""
        with self.assertLogs(level=logging.WARNING) as logs:
            logging.getLogger(__name__).warning("(assertLogs wants one line)")
            yield
        trouble = [line for line in logs.output[1:] if about in line]
        assert not trouble, "\n".join(trouble)


class TestManifests(OverOurAddons, test_manifests.ManifestLinter):
    """Known keys, no defaults repeated, right types."""

    def test_manifests(self) -> None:
        """As Odoo's, warnings too."""
        with self._no_warnings():
            super().test_manifests()


class TestInitFiles(OverOurAddons, test_dunderinit.TestDunderinit):
    """Every addon is a package."""


class TestOrmImport(OverOurAddons, test_orm_import.TestDunderinit):
    """Nobody reaches into ``odoo.orm``."""

    def test_addons_orm_import(self) -> None:
        """As Odoo's, on our files (its own walk would enter ``.odoo/`` from the suite's folder)."""
        for file in our_files():
            if file.suffix == ".py":
                lines = file.read_text(encoding="utf-8").splitlines()
                assert not any(map(test_orm_import.import_orm_re.match, lines)), (
                    f"{file} imports from odoo.orm"
                )


class TestMarkers(OverOurAddons, test_markers.TestConflictMarkers):
    """No left-over conflict markers."""

    def test_conflict_markers(self) -> None:
        """As Odoo's, on our files."""
        for file in our_files():
            if file.suffix in (*test_markers.EXTENSIONS, ".scss", ".csv", ".po", ".rst", ".md"):
                self.check_file(file)


class TestTestHoles(OverOurAddons, test_test_holes.TestTestHoles):
    """Every test file is imported by its package, once."""


class TestOnchangeDomains(OverOurAddons, test_onchange_domains.TestOnchangeDomains):
    """No domains from onchange methods."""


class TestJsTranslations(OverOurAddons, test_jstranslate.TestJsTranslations):
    """Translated JavaScript strings are literals."""


class TestTemplateStrings(OverOurAddons, test_i18n.TestI18n):
    """Texts given to components are translatable."""


class TestTermFiles(OverOurAddons, test_pofile.PotLinter):
    """No term twice in a template file."""

    def test_pot_duplicate_entries(self) -> None:
        """As Odoo's, on our addons."""
        with patch.object(test_pofile, "get_modules", lambda: list(OURS)):
            super().test_pot_duplicate_entries()


class TestOverrideSignatures(OverOurAddons, test_override_signatures.TestLintOverrideSignatures):
    """An override takes what the overridden method takes."""


class TestNaming(OverOurAddons, test_naming.TestNaming):
    """No public parameters named like those of the remote interface."""


class TestDocstrings(OverOurAddons, test_docstring.TestDocstring):
    """Docstrings of our public methods parse, and name parameters that exist."""

    @classmethod
    def setUpClass(cls) -> None:
        """Adds our addons to those whose public methods are read closely."""
        super().setUpClass()
        patcher = patch.object(test_docstring, "MODULES_TO_LINT_ONLY_PUBLIC_METHODS", OURS)
        patcher.start()
        cls.addClassCleanup(patcher.stop)


class TestIndexes(OverOurAddons, test_index.TestIndex):
    """The inverse of every One2many has an index."""

    def fail(self, msg: str | None = None) -> None:
        """Counts only fields that an addon of ours defined, and that no index of the table begins with."""
        lines = [line for line in (msg or "").splitlines() if " (inverse of " in line]
        ours = [line for line in lines if self._is_our_field(line.split(" (inverse of ")[0])]
        ours = [line for line in ours if not self._begins_an_index(line.split(" (inverse of ")[0])]
        if ours:
            super().fail("No index on the inverse of a One2many:\n" + "\n".join(ours))

    def _is_our_field(self, name: str) -> bool:
        model, _, field = name.rpartition(".")
        return bool(set(self.env[model]._fields[field]._modules) & set(OURS))

    def _begins_an_index(self, name: str) -> bool:
        """Whether a whole index, unique ones included, has this column first: it serves as well as one of its own."""
        model, _, field = name.rpartition(".")
        self.env.cr.execute(
            """
            SELECT 1 FROM pg_index JOIN pg_attribute ON attrelid = indrelid AND attnum = indkey[0]
            WHERE indrelid = %s::regclass AND attname = %s AND indpred IS NULL
            """,
            (self.env[model]._table, field),
        )
        return bool(self.env.cr.fetchone())


class TestRoutes(OverOurAddons, test_routes.RoutesLinter):
    """An inherited route says only what it changes."""

    def test_routes_definition(self) -> None:
        """As Odoo's, warnings about our controllers fail."""
        with self._no_warnings(about="odoo.addons.printer_maintenance"):
            super().test_routes_definition()


class TestPylint(OverOurAddons, test_pylint.TestPyLint):
    """Odoo's own pylint checkers."""

    def test_pylint(self) -> None:
        """As Odoo's, without its own tree, and with our folders in place of the links to them."""
        really_run = subprocess.run

        def run(argv, **options):
            switches = [a for a in argv if a == argv[0] or a.startswith("-")]
            plugins = next(a for a in switches if a.startswith("--load-plugins="))
            switches[switches.index(plugins)] = f"{plugins},odoo_checker_fix,skip_odoo"
            # waivers of pylint-odoo's checks stand in the code, and that plugin is not loaded here
            switches += ["--disable=unknown-option-value"]
            # by their true paths, which messages then show
            files = [str(f.resolve()) for f in our_files() if f.suffix == ".py" and f.stat().st_size]
            return really_run([*switches, *files], **options)

        with patch.object(test_pylint.subprocess, "run", run):
            super().test_pylint()
