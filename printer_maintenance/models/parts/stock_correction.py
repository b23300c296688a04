"""A part in somebody's hand that the books do not know: the stock is corrected, it never turns negative."""

from odoo import models

from ...exceptions import PartError


class Visit(models.Model):
    _inherit = "printer.visit"

    def _correct_stock(self, product, missing: float, reason: str, kind: str = "van", lot=None) -> None:
        """Enter pieces that are really there by Odoo's own inventory count, and tell dispatch.

        :param product: ``product.product``
        :param missing: pieces that the books lack, in the product's unit
        :param reason: how they came there
        :param kind: of the place: van, site or warehouse
        :param lot: ``stock.lot``; tracked parts need one that is known
        :raises PartError: without a reason, or when the station has no such place
        """
        self.ensure_one()
        self._check_may_use(product, missing)
        if not (reason or "").strip():
            raise PartError(self.env._("Please write how the part came there: the books do not know it."))
        place = next((place for found, place, _free in self._free_of(product) if found == kind), None)
        if not place or kind not in ("van", "site"):
            raise PartError(
                self.env._(
                    "Only the stock of your own van or of a site can be corrected here. Please tell dispatch."
                )
            )
        if product.sudo().tracking != "none" and not lot:
            raise PartError(
                self.env._("“%(part)s” needs its lot or serial number.", part=product.display_name)
            )
        # the station's own stock; the count carries the engineer's name and reason, and dispatch is told
        quant_sudo = self.env["stock.quant"].sudo()._gather(product, place, lot_id=lot, strict=True)[:1]
        if not quant_sudo:
            quant_sudo = (
                self.env["stock.quant"]
                .sudo()
                .with_context(inventory_mode=True)
                .create(
                    {"product_id": product.id, "location_id": place.id, "lot_id": lot.id if lot else False}
                )
            )
        quant_sudo = quant_sudo.with_context(
            inventory_name=f"{self.name} {self.env.user.name}: {reason.strip()}"
        )
        quant_sudo.inventory_quantity = quant_sudo.quantity + missing
        quant_sudo.action_apply_inventory()
        person = self._who_gets_parts()
        speaking = self.sudo().with_context(lang=person.lang)
        speaking.activity_schedule(
            "mail.mail_activity_data_todo",
            summary=speaking.env._(
                "Stock corrected: %(part)s, %(pieces)+g in %(place)s",
                part=product.with_env(speaking.env).display_name,
                pieces=missing,
                place=place.display_name,
            ),
            note=reason.strip(),
            user_id=person.id,
        )
