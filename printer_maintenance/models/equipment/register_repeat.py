"""The same register again: recognised without reading it, so that importing a file twice costs next to nothing."""

import hashlib
import json

from odoo import api, fields, models
from odoo.modules.module import Manifest
from odoo.tools import SQL

from .register_judge import READ_FIELDS

# what was said about a row once and holds as long as nothing changes; the rest was about the change itself
LASTING_NOTES = ("no_serial", "formula", "kept_condition", "meter_falls")


class RegisterImport(models.Model):
    _inherit = "printer.register.import"

    fingerprint = fields.Char(
        readonly=True,
        copy=False,
        help="The file, the choices, and the customer's devices as this import left them. "
        "A register with the same fingerprint changes nothing.",
    )

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | {"fingerprint"}

    def _finish_import(self) -> None:
        """Remember how everything stands, for the day when the same file comes again."""
        self._set_state("done", fingerprint=False if self.refused_count else self._make_fingerprint())

    def _repeat_last_import(self) -> bool:
        """Take over the rows of the last import, if file, choices and devices are what they were after it.

        :return: whether that was so
        """
        if not self.partner_id:
            return False
        last = self.search(
            [("partner_id", "=", self.partner_id.id), ("state", "=", "done"), ("fingerprint", "!=", False)],
            order="id desc",
            limit=1,
        )
        if not last or last.fingerprint != self._make_fingerprint():
            return False
        self._clear_lines()
        self._copy_lines(last)
        self._set_state("checked", heading_row=last.heading_row)
        return True

    def _make_fingerprint(self) -> str | bool:
        """What decides the outcome of a check, in one text; False when the devices leave room for doubt."""
        world = self._fingerprint_devices()
        if not world:
            return False
        choices = [
            self.partner_id.id,
            self.company_id.id,
            self.create_missing_units,
            self.create_missing_departments,
            [[column.position, column.field] for column in self.column_ids if column.field],
            # another version may read rows in another way
            Manifest.for_addon("printer_maintenance").version,
        ]
        digest = hashlib.sha256(json.dumps(choices).encode())
        digest.update(self.with_context(bin_size=False).file or b"")
        return f"{digest.hexdigest()}-{world}"

    def _fingerprint_devices(self) -> str | None:
        """The customer's devices and places and all categories, in one text.

        :return: None when devices share an asset number, because rows then have more to say than they had
        """
        self.env.flush_all()
        ((shared, world),) = self.env.execute_query(
            SQL(
                """SELECT (SELECT count(asset_tag) != count(DISTINCT asset_tag)
                             FROM maintenance_equipment
                            WHERE customer_id = %(customer)s),
                          md5(concat(
                              (SELECT string_agg(md5(ROW(%(device)s)::text), '' ORDER BY id)
                                 FROM maintenance_equipment
                                WHERE customer_id = %(customer)s),
                              (SELECT string_agg(md5(ROW(%(place)s)::text), '' ORDER BY id)
                                 FROM res_partner
                                WHERE printer_customer_id = %(customer)s AND printer_unit_kind IS NOT NULL),
                              (SELECT string_agg(md5(ROW(%(category)s)::text), '' ORDER BY id)
                                 FROM maintenance_equipment_category)))""",
                customer=self.partner_id.id,
                device=SQL(", ").join(map(SQL.identifier, READ_FIELDS)),
                place=SQL("id, name, parent_id, printer_unit_kind, active"),
                category=SQL("id, name, device_type, company_id"),
            )
        )
        return None if shared else world

    def _copy_lines(self, last) -> None:
        """Take over the rows of another import, as rows that change nothing."""
        now, uid = self.env.cr.now(), self.env.uid
        self.env.cr.execute(
            SQL(
                """INSERT INTO printer_register_import_line
                          (import_id, imported, create_uid, create_date, write_uid, write_date, status, entries,
                           row, equipment_id, unit_name, device_name, serial_no, asset_tag, data)
                   SELECT %s, false, %s, %s, %s, %s, 'unchanged',
                          (SELECT coalesce(jsonb_agg(entry), '[]'::jsonb)
                             FROM jsonb_array_elements(entries) AS entry
                            WHERE entry->>'code' IN %s),
                          row, equipment_id, unit_name, device_name, serial_no, asset_tag, data
                     FROM printer_register_import_line
                    WHERE import_id = %s""",
                self.id,
                uid,
                now,
                uid,
                now,
                LASTING_NOTES,
                last.id,
            )
        )
        self._forget_lines()
