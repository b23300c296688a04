"""Who pays for a part on a visit, by rule, with the reason (REQUIREMENTS A2, P2)."""

from odoo import fields, models
from odoo.tools import format_date

from ...rules import part_cover


class Visit(models.Model):
    _inherit = "printer.visit"

    def _cover_of(self, product, by_people: str | bool = False) -> tuple[str, str]:
        """Who pays for a part on this visit, and why, in the contact's language.

        :param product: ``product.product``
        :param by_people: what somebody did to it; empty when nobody damaged it
        :return: a value of ``stock.move.part_cover``, and a sentence
        """
        self.ensure_one()
        # neither the agreement nor what was fitted before is everybody's to read, who pays is
        visit_sudo = self.sudo().with_context(lang=self.contact_id.lang or self.env.lang)
        ticket, agreement = visit_sudo.ticket_id, visit_sudo.agreement_id
        earlier = visit_sudo._failed_in_warranty(product)
        outside = ticket.exclusion_id or agreement.exclusion_ids.filtered(
            lambda exclusion: (
                exclusion == product.sudo().part_exclusion_id
                and exclusion.device_type in (False, visit_sudo.equipment_id.device_type)
            )
        )
        who_pays = part_cover.cover(
            part_cover.Situation(
                is_served=bool(agreement),
                covers_parts=agreement.parts_policy == "covered",
                is_outside=bool(outside),
                is_goodwill=ticket.scope_decision == "goodwill",
                by_people=bool(by_people),
                in_warranty=bool(earlier),
            )
        )
        return who_pays, visit_sudo._cover_sentence(who_pays, earlier, outside[:1], by_people)

    def _cover_sentence(self, who_pays: str, earlier, outside, by_people) -> str:
        agreement = self.agreement_id.display_name
        env = self.env
        if who_pays == "agreement":
            return env._("Covered by %(agreement)s.", agreement=agreement)
        if who_pays == "warranty":
            return env._(
                "The earlier one was fitted on %(date)s and is under warranty until %(until)s.",
                date=format_date(env, earlier.fitted_at),
                until=format_date(env, earlier.warranty_until),
            )
        if who_pays == "goodwill":
            return env._("Free of charge, although it is not covered.")
        if who_pays == "user_damage":
            return env._("Damage by people: %(what)s", what=by_people)
        if who_pays == "at_cost":
            return env._("Charged at actual cost, as agreed in %(agreement)s.", agreement=agreement)
        return outside.reason or self.ticket_id.scope_note or env._("Not covered by an agreement.")

    def _failed_in_warranty(self, product):
        """The same part in this device that is exchanged within its warranty; empty when there is none."""
        today = self._supplying_company()._printer_day(fields.Datetime.now())
        device = self.equipment_id
        earlier = self.env["printer.part.fitting"].search(
            [
                ("equipment_id", "=", device.id),
                ("product_id", "=", product.id),
                ("removed_at", "=", False),
                ("warranty_until", ">=", today),
            ],
            order="fitted_at desc, id desc",
            limit=1,
        )
        return earlier.filtered(
            lambda fitting: part_cover.warranty_holds(
                product.part_kind,
                fitting.warranty_until,
                today,
                fitting._pages_run(),
                product.wear_pages,
            )
        )
