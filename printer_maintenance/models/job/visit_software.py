"""Software and patches that a visit installed (软件版本/补丁记录表)."""

from odoo import api, fields, models

from ...exceptions import VisitError
from ...rules.secrets import looks_like_secret
from ..equipment.equipment_history import EventLine

FREE_TEXTS = ("name", "version", "licence_note")
KINDS = [
    ("os", "Operating system"),
    ("driver", "Driver"),
    ("firmware", "Firmware"),
    ("application", "Application"),
    ("patch", "Patch"),
]


class VisitSoftware(models.Model):
    """One thing that was installed (REQUIREMENTS V5): official media and latest patches only."""

    _name = "printer.visit.software"
    _inherit = "printer.guard.mixin"
    _description = "Installed software"
    _order = "visit_id, id"

    visit_id = fields.Many2one("printer.visit", required=True, ondelete="cascade", index=True)
    kind = fields.Selection(KINDS, required=True, default="patch")
    name = fields.Char(string="Software", required=True)
    version = fields.Char(required=True)
    version_before = fields.Char(string="Version before")
    source = fields.Selection(
        [
            ("official", "Official medium"),
            ("vendor", "Vendor's site"),
            ("customer", "Customer's own, with licence"),
        ],
        required=True,
        default="official",
    )
    licence_note = fields.Char(
        string="Licence", help="Which licence covers it. Never a product key or a password."
    )
    checksum = fields.Char(help="Of the installation file, if the vendor tells one.")
    user_id = fields.Many2one("res.users", string="Installed by", readonly=True)
    date = fields.Datetime(string="Installed at", readonly=True)
    registered_at = fields.Datetime(string="In the register since", readonly=True)

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | {"user_id", "date", "registered_at"}

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines._check_can_be_changed()
        # the stamp is the server's
        lines._through_door().write({"user_id": self.env.uid, "date": fields.Datetime.now()})
        return lines

    def write(self, vals):
        if not self._is_through_door():
            self._check_can_be_changed()
        result = super().write(vals)
        if "visit_id" in vals:
            self._check_can_be_changed()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_only_at_work(self):
        self._check_can_be_changed()

    def _check_can_be_changed(self) -> None:
        """Raise unless the work is going on, and it is the person's own.

        :raises VisitError: naming the visit
        """
        self.visit_id._check_is_mine()
        for visit in self.visit_id:
            if not visit.is_at_work:
                raise VisitError(
                    self.env._("%(visit)s: software is noted while the work goes on.", visit=visit.name)
                )

    @api.constrains(*FREE_TEXTS)
    def _check_no_secrets(self):
        for line in self:
            if any(looks_like_secret(line[name]) for name in FREE_TEXTS):
                raise VisitError(
                    self.env._(
                        "“%(software)s”: please do not write down product keys or passwords; say which licence "
                        "covers it.",
                        software=line.name if not looks_like_secret(line.name) else self.env._("Software"),
                    )
                )

    def _register_values(self) -> dict:
        """What the device's configuration says from now on."""
        values, further = {}, []
        for line in self:
            if line.kind == "os":
                values.update(operating_system=line.name, os_version=line.version)
            else:
                further.append(f"{line.name} {line.version}")
        if further:
            known = (self.visit_id.equipment_id.configuration or "").splitlines()
            names = tuple(f"{line.name} " for line in self if line.kind != "os")
            kept = [text for text in known if not text.startswith(names)]
            values["configuration"] = "\n".join([*kept, *further])
        return values


class Visit(models.Model):
    _inherit = "printer.visit"

    software_ids = fields.One2many(
        "printer.visit.software", "visit_id", string="Software", copy=False, groups="base.group_user"
    )

    def _missing_before_signature(self):
        missing = super()._missing_before_signature()
        if self.service_kind == "system" and not self.software_ids.filtered(lambda line: line.kind == "os"):
            missing.append(self.env._("Software: operating system"))
        return missing

    def _after_closing(self):
        result = super()._after_closing()
        self._register_software()
        return result

    def _register_software(self) -> None:
        """Write what was installed to the device and its history, once; unfinished visits installed it too."""
        # engineers and contacts who sign have no right to edit devices
        for visit_sudo in self.sudo():
            lines = visit_sudo.software_ids.filtered(lambda line: not line.registered_at)
            device = visit_sudo.equipment_id
            if not lines or not device:
                continue
            before = f"{device.operating_system or ''} {device.os_version or ''}".strip()
            for line in lines.filtered(lambda line: line.kind == "os" and not line.version_before):
                line._through_door().version_before = before
            device._through_door().write(lines._register_values())
            device._log_events(
                EventLine(
                    device,
                    "patched",
                    f"{line.name} {f'{line.version_before} → ' if line.version_before else ''}{line.version}",
                    visit_sudo,
                )
                for line in lines
            )
            lines._through_door().write({"registered_at": fields.Datetime.now()})
