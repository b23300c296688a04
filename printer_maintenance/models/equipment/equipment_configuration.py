"""What a device is made of, and where it hangs in the network (REQUIREMENTS E1)."""

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools.translate import LazyTranslate

from ...rules.network_address import normal_host_name, normal_ip, normal_mac

_lt = LazyTranslate(__name__)

# how an address is brought into its usual form, and what to say when it is none
ADDRESSES = {
    "ip_address": (normal_ip, _lt("“%(value)s” is not an IP address. Enter one like 10.26.7.69.")),
    "mac_address": (
        normal_mac,
        _lt("“%(value)s” is not a MAC address. Enter twelve hexadecimal digits like 3C:52:82:0F:A1:7B."),
    ),
    "host_name": (
        normal_host_name,
        _lt("“%(value)s” is not a host name. Use letters, digits, hyphens and dots, without spaces."),
    ),
}


class Equipment(models.Model):
    _inherit = "maintenance.equipment"

    ip_address = fields.Char(string="IP address", help="Address of the device in the customer's network.")
    mac_address = fields.Char(string="MAC address", copy=False)
    host_name = fields.Char(string="Host name", copy=False)
    network_port = fields.Char(
        string="Network socket", help="Number of the wall socket or of the switch port."
    )

    cpu = fields.Char(string="Processor")
    memory_gb = fields.Float(string="Memory (GB)", aggregator=False, digits=(8, 1))
    disk = fields.Char(string="Disk", help="Kind and size, one after the other: SSD 512 GB, HDD 1 TB.")
    graphics = fields.Char(string="Graphics card")
    operating_system = fields.Char(string="Operating system")
    os_version = fields.Char(string="System version")
    office_software = fields.Char(string="Office software")

    paper_sizes = fields.Char(string="Paper sizes", help="For instance A4, A3, A5, envelopes.")
    is_duplex = fields.Boolean(string="Prints on both sides")
    is_color = fields.Boolean(string="Prints in colour")
    finisher = fields.Char(string="Finisher", help="Sorter, stapler, punch, extra trays.")
    is_network_printer = fields.Boolean(string="Prints over the network")
    configuration = fields.Text(string="Further configuration")

    _memory_not_negative = models.Constraint("CHECK(memory_gb >= 0)", "The memory cannot be below zero.")

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([self._with_normal_addresses(vals) for vals in vals_list])

    def write(self, vals):
        return super().write(self._with_normal_addresses(vals))

    @api.model
    def _with_normal_addresses(self, vals: dict) -> dict:
        """The same values with network addresses in their usual form.

        :raises ValidationError: naming the value that is no address
        """
        changed = {}
        for name, (normal, complaint) in ADDRESSES.items():
            text = (vals.get(name) or "").strip()
            if not text:
                if vals.get(name):
                    changed[name] = False
                continue
            try:
                changed[name] = normal(text)
            except ValueError:
                template = self.env._(complaint)  # pylint: disable=E8502 # marked by _lt
                raise ValidationError(template % {"value": text}) from None
        return {**vals, **changed} if changed else vals
