from odoo import models
from odoo.fields import Domain


class Agreement(models.Model):
    _inherit = "printer.agreement"

    def _people_to_tell(self) -> list[tuple]:
        """The customers' people with an e-mail address, each with the agreement that serves them.

        Two queries, whatever the number of agreements; where two serve a person, the older counts.
        """
        agreements = self.sorted("id")
        people = self.env["res.partner"].search(
            Domain("id", "child_of", agreements.partner_id.ids)
            & Domain("email", "!=", False)
            & Domain("is_company", "=", False)
            & Domain("type", "=", "contact")
            & Domain("printer_unit_kind", "=", False),
            order="id",
        )
        chains = people._printer_ancestors()
        by_place = {}
        for agreement in agreements:
            by_place.setdefault(agreement.partner_id.id, agreement)
        found = []
        for person in people:
            nearest = next((by_place[place] for place in chains[person.id] if place in by_place), None)
            if nearest:
                found.append((person, nearest))
        return found
