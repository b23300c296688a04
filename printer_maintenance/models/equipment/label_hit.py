"""How often the public page of a label was used: a brake against flooding."""

from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL
from odoo.tools.misc import hmac

# reports in one hour: from everybody about one device; from one address about any device. A whole office may
# stand behind one address, but the devices of an office do not break down twenty times an hour.
REPORTS_PER_DEVICE = 6
REPORTS_PER_ADDRESS = 20
KEPT_DAYS = 2


class LabelHit(models.Model):
    """Reports that came in over labels in one hour, for one device or from one address.

    Counted by the database itself, so that the limits hold across workers and restarts. An address is kept as a
    keyed digest only and forgotten after two days.
    """

    _name = "printer.label.hit"
    _description = "Use of a label's page"
    _log_access = False

    key = fields.Char(required=True)
    hour = fields.Datetime(required=True)
    count = fields.Integer(required=True, default=0)

    # one counter for each key and hour
    _key_hour_unique = models.UniqueIndex("(key, hour)")

    @api.model
    def _keys(self, device, address: str) -> dict[str, int]:
        """The counters of a report and their limits.

        :param address: the visitor's network address
        """
        return {
            f"device {device.id}": REPORTS_PER_DEVICE,
            f"address {hmac(self.env(su=True), 'printer.label.hit', address)}": REPORTS_PER_ADDRESS,
        }

    @api.model
    def _is_open(self, device, address: str) -> bool:
        """Whether another report would be taken at this moment."""
        keys = self._keys(device, address)
        counters = self.sudo().search_fetch(
            [("key", "in", list(keys)), ("hour", "=", self._this_hour())], ["key", "count"]
        )
        return all(counter.count < keys[counter.key] for counter in counters)

    @api.model
    def _take(self, device, address: str) -> bool:
        """Count a report, unless there were enough.

        One statement for each counter; two reports at the same time cannot both take the last place.

        :return: whether the report may be taken
        """
        self.flush_model()
        hour = self._this_hour()
        for key, limit in sorted(self._keys(device, address).items()):
            taken = self.env.execute_query(
                SQL(
                    """INSERT INTO printer_label_hit AS counter (key, hour, count)
                            VALUES (%s, %s, 1)
                       ON CONFLICT (key, hour)
                         DO UPDATE SET count = counter.count + 1 WHERE counter.count < %s
                         RETURNING count""",
                    key,
                    hour,
                    limit,
                )
            )
            if not taken:
                return False
        self.invalidate_model(flush=False)
        return True

    @api.model
    def _this_hour(self):
        return fields.Datetime.now().replace(minute=0, second=0, microsecond=0)

    @api.autovacuum
    def _gc_hits(self):
        self.search([("hour", "<", fields.Datetime.now() - timedelta(days=KEPT_DAYS))]).unlink()
