"""Printing labels for chosen devices (REQUIREMENTS E6)."""

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ..rules.label_sheet import LABEL_SIZES, page_count, pages

# more would make a file that no printer driver likes; print unit by unit instead
LABELS_AT_ONCE = 3000
COPIES_AT_ONCE = 20
SIZES = [
    ("a4_3x8", "A4 sheet, 3 × 8 labels of 70 × 37 mm"),
    ("a4_2x7", "A4 sheet, 2 × 7 labels of 99.1 × 38.1 mm"),
    ("a4_5x13", "A4 sheet, 5 × 13 labels of 38.1 × 21.2 mm"),
    ("roll_60x40", "Label printer, 60 × 40 mm"),
    ("roll_50x30", "Label printer, 50 × 30 mm"),
]


class LabelPrint(models.TransientModel):
    """Which paper, how many, and what stands on each label."""

    _name = "printer.label.print"
    _description = "Print device labels"

    equipment_ids = fields.Many2many("maintenance.equipment", string="Devices")
    size = fields.Selection(SIZES, string="Paper", required=True, default="a4_3x8")
    copies = fields.Integer(required=True, default=1, help="Labels for each device.")
    start = fields.Integer(
        string="First free label",
        required=True,
        default=1,
        help="Number of the first label that is still on a begun sheet, counted along the rows.",
    )
    show_name = fields.Boolean(string="Device name", default=True)
    show_serial = fields.Boolean(string="Serial number", default=True)
    show_asset = fields.Boolean(string="Asset number", default=True)
    show_unit = fields.Boolean(string="Unit and department", default=True)
    show_hotline = fields.Boolean(string="Hotline", default=True)
    device_count = fields.Integer(string="Number of devices", compute="_compute_counts")
    page_count = fields.Integer(string="Pages", compute="_compute_counts")
    is_sheet = fields.Boolean(compute="_compute_is_sheet")

    @api.model
    def default_get(self, fields):
        """Take the devices from where the dialog is opened: chosen devices, or all of a unit and what is below it."""
        values = super().default_get(fields)
        model, ids = self.env.context.get("active_model"), self.env.context.get("active_ids") or []
        Equipment = self.env["maintenance.equipment"]
        if "equipment_ids" in fields and model in ("maintenance.equipment", "res.partner"):
            domain = [("id", "in", ids)] if model == Equipment._name else [("unit_id", "child_of", ids)]
            devices = Equipment.search([*domain, ("condition", "!=", "retired")])
            values["equipment_ids"] = [(6, 0, devices.ids)]
        return values

    @api.depends("equipment_ids", "size", "copies", "start")
    def _compute_counts(self):
        for wizard in self:
            wizard.device_count = len(wizard.equipment_ids)
            labels = wizard.device_count * max(wizard.copies, 0)
            wizard.page_count = (
                page_count(LABEL_SIZES[wizard.size], labels, wizard.start) if wizard.size else 0
            )

    @api.depends("size")
    def _compute_is_sheet(self):
        for wizard in self:
            wizard.is_sheet = bool(wizard.size) and LABEL_SIZES[wizard.size].per_page > 1

    @api.constrains("size", "start", "copies")
    def _check_numbers(self):
        for wizard in self:
            last = LABEL_SIZES[wizard.size].per_page
            if last > 1 and not 1 <= wizard.start <= last:
                raise ValidationError(
                    self.env._(
                        "This sheet has %(last)d labels: begin with one from 1 to %(last)d.", last=last
                    )
                )
            if not 1 <= wizard.copies <= COPIES_AT_ONCE:
                raise ValidationError(
                    self.env._("Print between 1 and %(limit)d labels for each device.", limit=COPIES_AT_ONCE)
                )

    def action_print(self):
        """Print the labels and remember on each device that it has one.

        :raises UserError: when there is nothing to print, or too much at once
        """
        self.ensure_one()
        devices = self.equipment_ids
        if not devices:
            raise UserError(
                self.env._("There is no device to print a label for. Retired devices get no label.")
            )
        if len(devices) * self.copies > LABELS_AT_ONCE:
            raise UserError(
                self.env._(
                    "%(count)d labels are too many for one file; at most %(limit)d can be printed at once. "
                    "Print them unit by unit.",
                    count=len(devices) * self.copies,
                    limit=LABELS_AT_ONCE,
                )
            )
        devices.check_access("read")
        devices._get_label_tokens()
        # engineers print labels and have no right to edit devices
        devices.sudo()._through_door().with_context(tracking_disable=True).write(
            {"label_printed_on": fields.Date.context_today(self)}
        )
        return self.env.ref("printer_maintenance.action_report_label").report_action(self, config=False)

    # -- the sheet -----------------------------------------------------------------------------------------

    def _get_size(self):
        """The paper's measures."""
        return LABEL_SIZES[self.size]

    def _get_pages(self):
        """For each page its labels: left and top edge in mm, and what stands on the label."""
        # along the way of who sticks them on
        devices = self.equipment_ids.sorted(
            lambda device: (device.unit_id.id, device.department_id.id, device.place or "", device.id)
        )
        # reading devices as the user who prints: nobody gets a code of a device that they may not see
        devices.check_access("read")
        addresses = devices._get_label_addresses()
        Report = self.env["ir.actions.report"]
        labels = [
            {
                "code": device.label_code,
                "image": Report._label_code_image(addresses[device.id]),
                "lines": self._get_lines(device),
                "name": device.name if self.show_name else "",
            }
            for device in devices
        ]
        return pages(self._get_size(), labels, self.copies, self.start if self.is_sheet else 1)

    def _get_lines(self, device) -> list[str]:
        """The small lines of a label, from top to bottom."""
        places = filter(None, (device.unit_id.name, device.department_id.name))
        hotline = (device.company_id or self.env.company).sudo().phone
        wanted = (
            (self.show_unit, " · ".join(places)),
            (self.show_serial, device.serial_no and f"S/N {device.serial_no}"),
            (
                self.show_asset,
                device.asset_tag and self.env._("Asset %(number)s", number=device.asset_tag),
            ),
            (self.show_hotline, hotline and self.env._("Service %(phone)s", phone=hotline)),
        )
        return [text for show, text in wanted if show and text]
