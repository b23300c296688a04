"""The state of a device: changed by what happens to it, never by hand."""

from odoo import api, fields, models

from ...exceptions import TransitionError

CONDITIONS = [
    ("in_service", "In service"),
    ("faulty", "Faulty"),
    ("workshop", "At the workshop"),
    ("lent", "Lent"),
    ("stored", "Stored"),
    ("retired", "Retired"),
]
# from each state the states that a device can reach
CONDITION_CHANGES = {
    "in_service": ("faulty", "workshop", "lent", "stored", "retired"),
    "faulty": ("in_service", "workshop", "stored", "retired"),
    "workshop": ("in_service", "faulty", "stored", "retired"),
    "lent": ("in_service", "faulty", "workshop", "stored", "retired"),
    "stored": ("in_service", "faulty", "workshop", "lent", "retired"),
    "retired": ("stored",),
}


class Equipment(models.Model):
    _inherit = "maintenance.equipment"

    condition = fields.Selection(
        CONDITIONS,
        string="State",
        default="in_service",
        required=True,
        tracking=True,
        index=True,
        copy=False,
        help="Follows from what happens to the device: faults, repairs, acceptance, loans, retirement.",
    )

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | {"condition"}

    @api.model_create_multi
    def create(self, vals_list):
        """Let a device enter in its first state; another one follows from what happens to it."""
        first = self._fields["condition"].default(self)
        return super().create(
            [
                {name: value for name, value in vals.items() if name != "condition" or value != first}
                for vals in vals_list
            ]
        )

    def _set_condition(self, target: str) -> None:
        """Take every device to another state. Who calls it also writes the event that led there.

        :param target: one of :data:`CONDITIONS`
        :raises TransitionError: naming the device that cannot get there from where it is
        """
        labels = dict(self._fields["condition"]._description_selection(self.env))
        for device in self:
            if target not in CONDITION_CHANGES[device.condition]:
                raise TransitionError(
                    self.env._(
                        "%(device)s is “%(current)s” and cannot become “%(target)s”.",
                        device=device.display_name,
                        current=labels[device.condition],
                        target=labels[target],
                    )
                )
        # engineers and contacts cause changes of state by their work; they have no right to edit devices
        self.sudo()._through_door().write({"condition": target})
