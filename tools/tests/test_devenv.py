"""The set-up's own logic: what is rebuilt when, what is said when something fails, which port is taken."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import polib
import pytest
from devenv import (
    addon_links,
    demo,
    manifests,
    paths,
    processes,
    serving,
    shares,
    stamps,
    system,
    testing,
)
from devenv.errors import BuildFailed, CommandFailed, MissingPrivilege, NoNetwork, NotEnoughDisk, PortTaken
from merge_terms import merge
from suite_plugin import addon_module_name

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def work(tmp_path, monkeypatch):
    """A private ``.odoo`` for one test."""
    for name in ("STAMPS", "LOGS", "LOCKS", "ADDONS"):
        monkeypatch.setattr(paths, name, tmp_path / name.lower())
    return tmp_path


def test_a_step_is_done_only_with_the_same_inputs(work):
    stamps.set_done("venv", stamps.fingerprint("a", [1, 2]))
    assert stamps.is_done("venv", stamps.fingerprint("a", [1, 2]))
    assert not stamps.is_done("venv", stamps.fingerprint("a", [1, 3]))
    stamps.set_undone("venv")
    assert stamps.read("venv") is None


def test_a_lock_is_held_once(work):
    handle = stamps.try_lock("x", work)
    assert handle
    assert stamps.try_lock("x", work) is None
    handle.close()
    assert stamps.try_lock("x", work)


def test_fingerprint_of_files_follows_names_and_contents(tmp_path):
    file = tmp_path / "a.py"
    file.write_text("x = 1")
    first = stamps.files_fingerprint([file], tmp_path)
    file.write_text("x = 2")
    second = stamps.files_fingerprint([file], tmp_path)
    renamed = file.rename(tmp_path / "b.py")
    assert len({first, second, stamps.files_fingerprint([renamed], tmp_path)}) == 3


def test_tests_and_scripts_of_pages_rebuild_no_database():
    built_from = {str(file.relative_to(ROOT)) for file in manifests.built_from()}
    assert "__manifest__.py" in built_from
    assert "printer_maintenance/__manifest__.py" in built_from
    assert not any(
        "/tests/" in name or name.startswith(("tests/", "tools/", ".odoo/")) for name in built_from
    )
    assert not any("/static/src/" in name for name in built_from)


def test_dependencies_are_those_of_others():
    dependencies = manifests.external_dependencies()
    assert "helpdesk_mgmt" in dependencies
    assert not set(paths.OUR_ADDONS) & set(dependencies)


def test_a_broken_manifest_is_named(tmp_path, monkeypatch):
    (tmp_path / "__manifest__.py").write_text("{'name': ")
    monkeypatch.setitem(paths.OUR_ADDONS, "printer_maintenance", tmp_path)
    with pytest.raises(BuildFailed, match=str(tmp_path)):
        manifests.read("printer_maintenance")


def test_links_never_lead_to_the_whole_checkout():
    for link, target in addon_links.wanted().items():
        assert target != ROOT, link
        assert link.is_relative_to(paths.ADDONS)


@pytest.mark.parametrize(
    ("said", "error"),
    [
        ("E: Could not resolve 'mirror'", NoNetwork),
        ("WARNING: Retrying: NewConnectionError: failed to establish a new connection", NoNetwork),
        ("error: command gcc failed", CommandFailed),
    ],
)
def test_a_failed_program_is_told_from_a_missing_network(work, said, error):
    with pytest.raises(CommandFailed) as caught:
        processes.run_logged(
            [sys.executable, "-c", f"print({said!r}); raise SystemExit(3)"], "broken", cwd=work
        )
    assert type(caught.value) is error
    assert said in caught.value.message
    assert caught.value.log == paths.LOGS / "broken.log"
    assert caught.value.advice


def test_children_do_not_inherit_another_python_or_database(monkeypatch):
    monkeypatch.setenv("PYTHONPATH", "/elsewhere")
    monkeypatch.setenv("PGHOST", "elsewhere")
    assert not {"PYTHONPATH", "PGHOST"} & set(processes.clean_environment())


def test_a_taken_port_is_passed_over(capsys):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert serving.choose_port(port) > port
    assert f"Port {port} is taken" in capsys.readouterr().out


def test_no_port_at_all_is_an_error(monkeypatch):
    monkeypatch.setattr(serving, "port_is_free", lambda port: False)
    with pytest.raises(PortTaken):
        serving.choose_port()


def test_a_full_disk_is_said_before_anything_is_fetched(tmp_path, monkeypatch):
    monkeypatch.setattr(system, "WORK_NEEDS", 10**18)
    monkeypatch.setattr(paths, "WORK", tmp_path)
    with pytest.raises(NotEnoughDisk, match=str(tmp_path)):
        system.check_disk()


def test_what_is_missing_is_named_by_its_package(monkeypatch):
    needs = [system.Need("some-package", "something", lambda: False), system.Need("x", "y", lambda: True)]
    monkeypatch.setattr(system, "needs", lambda building: needs)
    assert [need.package for need in system.missing(building=True)] == ["some-package"]


def test_without_root_and_sudo_the_command_for_root_is_told(monkeypatch):
    needs = [system.Need("some-package", "something", lambda: False)]
    monkeypatch.setattr(system, "needs", lambda building: needs)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(system, "program", lambda name: "/usr/bin/apt-get" if name == "apt-get" else None)
    with pytest.raises(MissingPrivilege) as caught:
        system.ensure()
    assert "apt-get install -y some-package" in caught.value.advice


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("tests/test_story.py", "odoo.addons.printer_maintenance_suite.tests.test_story"),
        (
            "printer_maintenance/tests/sla/test_clock.py",
            "odoo.addons.printer_maintenance.tests.sla.test_clock",
        ),
        ("printer_maintenance/rules/__init__.py", "odoo.addons.printer_maintenance.rules"),
        (".odoo/addons/printer_maintenance/rules/clock.py", "odoo.addons.printer_maintenance.rules.clock"),
        ("tools/tests/test_devenv.py", None),
    ],
)
def test_files_get_the_names_that_odoo_imports_them_by(file, name):
    assert addon_module_name(ROOT / file) == name


def test_merging_terms_keeps_translations_drops_old_terms_and_is_stable(tmp_path, capsys):
    exported = tmp_path / "addon.pot"
    folder = tmp_path / "i18n"
    template = polib.POFile()
    template.append(polib.POEntry(msgid="Printer", comment="module: addon"))
    template.append(polib.POEntry(msgid="Visit", comment="module: addon"))
    template.metadata = {"POT-Creation-Date": "2001-01-01"}
    template.save(str(exported))
    folder.mkdir()
    old = polib.POFile()
    old.append(polib.POEntry(msgid="Printer", msgstr="打印机"))
    old.append(polib.POEntry(msgid="Gone", msgstr="没有了"))
    old.save(str(folder / "zh_CN.po"))
    assert merge(exported, folder) == 1
    first = (folder / "zh_CN.po").read_text()
    assert "打印机" in first
    assert "Gone" not in first
    assert "2001" not in first + (folder / "addon.pot").read_text()
    assert merge(exported, folder) == 1
    assert (folder / "zh_CN.po").read_text() == first


def test_columns_of_the_login_table_stand_under_each_other():
    assert demo._pad("管理员", 8) == "管理员  "
    assert demo._pad("admin", 8) == "admin   "


def test_an_unsupported_python_is_told(tmp_path):
    fake = tmp_path / "python3.7"
    fake.write_text('#!/bin/sh\n[ "$1" = --version ] && echo Python 3.7.0\nexit 1\n')
    fake.chmod(0o755)
    env = {**os.environ, "PYTHON": str(fake)}
    result = subprocess.run(
        [ROOT / "tools" / "dev", "help"], env=env, capture_output=True, text=True, check=False
    )
    assert result.returncode == 2
    assert "Python 3.7.0" in result.stderr


def test_two_shares_hold_each_test_once():
    folders = testing.default_paths()
    mine, beside = shares.of(folders)
    assert mine and beside
    for folder in folders:
        for file in folder.rglob("test_*.py"):
            name = file.relative_to(ROOT).as_posix()
            holding = [one for one in (*mine, *beside) if name == one or name.startswith(f"{one}/")]
            assert len(holding) == 1, name
