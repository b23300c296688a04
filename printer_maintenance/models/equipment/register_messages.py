"""What the importer tells a person: one sentence per problem, in the language of the reader."""

from functools import cached_property

from odoo.tools import format_list
from odoo.tools.translate import LazyTranslate

_lt = LazyTranslate(__name__)

# The fields that a column of the register can hold, in the order in which a person looks for them.
FIELDS = [
    ("unit", "Unit"),
    ("department", "Department"),
    ("place", "Place"),
    ("device_type", "Type of device"),
    ("name", "Device name"),
    ("brand", "Brand"),
    ("model", "Model"),
    ("serial_no", "Serial number"),
    ("asset_tag", "Asset number"),
    ("ip_address", "IP address"),
    ("purchase_date", "Bought on"),
    ("in_service_date", "In service since"),
    ("warranty_date", "Warranty until"),
    ("condition", "State"),
    ("is_key_device", "Key device"),
    ("custodian_name", "Custodian"),
    ("custodian_phone", "Custodian's telephone"),
    ("meter_mono", "Black-and-white pages"),
    ("meter_color", "Colour pages"),
    ("note", "Remarks"),
]

# Why a file cannot be read: code of ``rules.register_files.FileProblem`` -> sentence.
FILE_MESSAGES = {
    "no_file": _lt("Choose the register's file first."),
    "empty": _lt("“%(file)s” is empty: no headings and no rows were found in it."),
    "no_headings": _lt("“%(file)s” has no row with headings such as unit, type of device and serial number."),
    "no_rows": _lt("“%(file)s” has headings in row %(row)s, but no devices below them."),
    "wrong_type": _lt(
        "“%(file)s” is not a spreadsheet that can be read. Save the register as .xlsx or .csv and choose that file."
    ),
    "old_excel": _lt(
        "“%(file)s” is in the old .xls format, or another Office document. "
        "Open it, save it as .xlsx, and choose that file."
    ),
    "protected": _lt("“%(file)s” is protected by a password. Remove the password and choose the file again."),
    "too_large": _lt("“%(file)s” has %(size)s MB; up to %(limit)s MB can be read. Split the register."),
    "bomb": _lt(
        "“%(file)s” becomes far larger than any register when it is unpacked, and was not opened. "
        "Copy the rows into a new, empty spreadsheet and choose that file."
    ),
    "damaged": _lt(
        "“%(file)s” is damaged and cannot be read (%(detail)s). Open it, save it anew and try again."
    ),
    "too_many_rows": _lt("“%(file)s” has more than %(limit)s rows. Split the register."),
    "unmapped": _lt(
        "No column of “%(file)s” is assigned to: %(fields)s. The headings were looked for in row %(row)s. "
        "Assign the columns under “Columns”, then check again."
    ),
    "no_customer": _lt("No row of “%(file)s” names a unit. Choose the customer whose register this is."),
    "which_customer": _lt(
        "Several customers have a unit “%(name)s”. Choose the customer whose register this is."
    ),
    "mapped_twice": _lt("Two columns are assigned to “%(field)s”: %(columns)s. Keep one of them."),
}

# Why a row is refused, or what is worth knowing about it: code -> sentence.
ROW_MESSAGES = {
    "missing": _lt("“%(field)s” is missing."),
    "no_key": _lt(
        "There is neither a serial number nor an asset number, so the device cannot be told from others."
    ),
    "no_serial": _lt("No serial number; the device is known by its asset number."),
    "spreadsheet_error": _lt("%(field)s: the spreadsheet shows the error %(value)s."),
    "too_long": _lt("%(field)s: the text is too long (“%(value)s”)."),
    "became_number": _lt(
        "%(field)s: the spreadsheet turned it into the number %(value)s. "
        "Format the column as text and enter what is written on the device."
    ),
    "bad_date": _lt("%(field)s: “%(value)s” is not a date; write it like 2021-03-05 or 2021年3月5日."),
    "impossible_date": _lt("%(field)s: there is no such day as “%(value)s”."),
    "warranty_first": _lt("%(field)s: %(value)s is before the device was bought (%(bought)s)."),
    "bad_count": _lt("%(field)s: “%(value)s” is not a whole number of pages."),
    "negative_count": _lt("%(field)s: a counter cannot be below zero (%(value)s)."),
    "bad_ip": _lt("%(field)s: “%(value)s” is not an IP address."),
    "bad_yes_no": _lt("%(field)s: “%(value)s” is neither yes nor no."),
    "unknown_condition": _lt(
        "%(field)s: “%(value)s” is not known; write in service, faulty, at the workshop, lent, stored or retired."
    ),
    "unknown_type": _lt(
        "%(field)s: “%(value)s” is not known. Known are: %(known)s. An administrator can add device categories."
    ),
    "unknown_unit": _lt("%(field)s: “%(value)s” is not a unit of this customer."),
    "unknown_department": _lt("%(field)s: “%(value)s” is not a department of “%(unit)s”."),
    "ambiguous_unit": _lt("%(field)s: this customer has two units called “%(value)s”; rename one of them."),
    "twice_in_file": _lt("%(field)s: row %(row)s already has “%(value)s”."),
    "same_device": _lt("Row %(row)s already means the device “%(value)s”."),
    "other_customer": _lt(
        "%(field)s: “%(value)s” belongs to a device of another customer. "
        "Transfer that device first, or correct the number."
    ),
    "ambiguous_asset": _lt(
        "%(field)s: several devices of this customer have “%(value)s”; give the serial number."
    ),
    "retired_open": _lt(
        "%(field)s: “%(value)s” is only possible when what is still open is closed: %(open)s."
    ),
    "retired_carrier": _lt(
        "%(field)s: the device has a data carrier. Retire it with the button “Retire”, "
        "and say there what was done with the data."
    ),
    "write_failed": _lt("The device could not be saved: %(value)s"),
    "new_unit": _lt("New unit “%(value)s”."),
    "new_department": _lt("New department “%(value)s”."),
    "asset_elsewhere": _lt("%(field)s: another device of this customer also has “%(value)s”."),
    "formula": _lt("%(field)s: the formula was taken as text."),
    "kept_condition": _lt("The state stays “%(value)s”, because the service keeps it."),
    "meter_falls": _lt(
        "%(field)s: %(value)s is below the last reading, %(old)s; the counter was left alone."
    ),
    "adopted": _lt("The device belonged to no customer yet."),
    "restored": _lt("The device was archived and comes back."),
    "change": _lt("%(field)s: %(old)s → %(value)s"),
}


def field_labels(env) -> dict[str, str]:
    """The names of the fields in the language of ``env``."""
    return dict(env["printer.register.import.column"]._fields["field"]._description_selection(env))


def explain_file(env, code: str, **params) -> str:
    """The sentence for a file that cannot be read.

    :param code: key of :data:`FILE_MESSAGES`
    :param params: what the sentence needs
    """
    template = env._(FILE_MESSAGES[code])  # pylint: disable=E8502 # marked by _lt
    return template % params


class RowSentences:
    """Puts what was found in a row into sentences, in the language of ``env``.

    One for many rows: the words that they share are looked up once.
    """

    def __init__(self, env):
        self.env = env
        self.labels = field_labels(env)
        self.states = dict(env["maintenance.equipment"]._fields["condition"]._description_selection(env))
        self._templates: dict[str, str] = {}

    @cached_property
    def known_types(self) -> str:
        """The device categories that a register may name."""
        return format_list(self.env, self.env["maintenance.equipment.category"].search([]).mapped("name"))

    def explain(self, entries: list[dict]) -> str:
        """One sentence for each entry, each on its own line.

        :param entries: problems or notes as stored on the line
        """
        return "\n".join(map(self._explain, entries))

    def _explain(self, entry: dict) -> str:
        code = entry["code"]
        if code not in self._templates:
            self._templates[code] = self.env._(ROW_MESSAGES[code])  # pylint: disable=E8502 # marked by _lt
        values = {key: self._word(entry, key) for key in entry if key != "code"}
        values["field"] = self.labels.get(entry.get("field"), "")
        if code == "unknown_type":
            values["known"] = self.known_types
        return self._templates[code] % values

    def _word(self, entry: dict, key: str) -> object:
        """A value as a reader sees it."""
        value = entry[key]
        if isinstance(value, bool):
            return self.env._("yes") if value else self.env._("no")
        if value in (None, ""):
            return self.env._("nothing")
        return self.states.get(value, value) if entry.get("field") == "condition" else value
