"""Merges exported terms into the addons' translation files: ``merge_terms.py EXPORTED.pot=I18N_FOLDER ...``.

Translations are kept, terms that are gone are dropped, the order is that of the template. Nothing in the files changes
from one run to the next unless a term or a translation did.
"""

from __future__ import annotations

import sys
from pathlib import Path

import polib

LANGUAGE = "zh_CN"
# Rewritten by every export; they would make each run a change.
VARYING = ("POT-Creation-Date", "PO-Revision-Date")


def _metadata(addon: str, language: str = "") -> dict[str, str]:
    plural = {"Language": language, "Plural-Forms": "nplurals=1; plural=0;"} if language else {}
    return {
        "Project-Id-Version": f"{addon} 19.0",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        **plural,
    }


def _save(terms: polib.POFile, file: Path) -> None:
    file.parent.mkdir(exist_ok=True)
    terms.wrapwidth = 100
    terms.save(str(file))


def _template(exported: Path, folder: Path, addon: str) -> polib.POFile:
    terms = polib.pofile(str(exported), wrapwidth=100)
    terms.metadata = _metadata(addon)
    terms.header = f"Terms of the addon {addon}, written by 'make i18n'."
    terms.sort(key=lambda entry: (entry.comment, entry.msgid))
    for entry in terms:
        entry.occurrences.sort()
    _save(terms, folder / f"{addon}.pot")
    return terms


def _translation(template: polib.POFile, folder: Path, addon: str) -> polib.POFile:
    file = folder / f"{LANGUAGE}.po"
    old = polib.pofile(str(file)) if file.is_file() else polib.POFile()
    known = {entry.msgid: entry.msgstr for entry in old if entry.msgstr and not entry.obsolete}
    fresh = polib.POFile(wrapwidth=100)
    fresh.metadata = _metadata(addon, LANGUAGE)
    fresh.header = f"Chinese (simplified) for the addon {addon}."
    for entry in template:
        fresh.append(
            polib.POEntry(
                msgid=entry.msgid,
                msgstr=known.get(entry.msgid, ""),
                comment=entry.comment,
                occurrences=entry.occurrences,
                flags=[flag for flag in entry.flags if flag != "fuzzy"],
            )
        )
    _save(fresh, file)
    return fresh


def merge(exported: Path, folder: Path) -> int:
    """Writes template and translation of one addon; returns how many terms have no translation.

    An addon without terms (nothing exported) has its old files removed.
    """
    addon = exported.stem
    if not exported.is_file() or not len(polib.pofile(str(exported))):
        for file in (folder / f"{addon}.pot", folder / f"{LANGUAGE}.po"):
            file.unlink(missing_ok=True)
        print(f"{addon:<30} no terms")
        return 0
    terms = _translation(_template(exported, folder, addon), folder, addon)
    lacking = terms.untranslated_entries()
    print(f"{addon:<30} {len(terms):>5} terms, {len(lacking):>5} without a translation")
    for entry in lacking[:5]:
        print(f"    {entry.msgid[:90]!r}")
    return len(lacking)


if __name__ == "__main__":
    for pair in sys.argv[1:]:
        source, _, target = pair.partition("=")
        merge(Path(source), Path(target))
