"""Life cycles as tables, changed through one guarded door."""

from typing import ClassVar

from odoo import api, models

from ...exceptions import GuardedFieldError, TransitionError


class StateMixin(models.AbstractModel):
    """A model whose ``state`` moves only along its ``_transitions`` table.

    The model defines a Selection field ``state`` with a default and the table
    ``_transitions = {"from": ("to", ...)}``. Its methods call :meth:`_set_state`; a plain ``write`` of the
    state, from wherever, is refused.
    """

    _name = "printer.state.mixin"
    _inherit = "printer.guard.mixin"
    _description = "Guarded life cycle"

    _transitions: ClassVar[dict[str, tuple[str, ...]]] = {}

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | {"state"}

    @api.model_create_multi
    def create(self, vals_list):
        """Let a record start only where its life cycle starts.

        :raises GuardedFieldError: when another first state is asked for
        """
        initial = self._fields["state"].default(self) if self._fields["state"].default else False
        for vals in vals_list:
            if vals.get("state", initial) == initial:
                vals.pop("state", None)
            elif not self._is_through_door():
                raise GuardedFieldError(
                    self.env._(
                        "%(model)s starts as “%(state)s”.",
                        model=self.env["ir.model"]._get(self._name).name,
                        state=self._state_label(initial),
                    )
                )
        return super().create(vals_list)

    def _set_state(self, target: str, **values) -> None:
        """Move every record to ``target`` and write ``values`` in the same breath.

        :param target: technical name of the state to reach
        :param values: further values written together with the state
        :raises TransitionError: when ``target`` cannot be reached from where a record stands
        """
        for record in self:
            if target not in self._transitions.get(record.state, ()):
                raise TransitionError(
                    self.env._(
                        "%(record)s is “%(current)s” and cannot become “%(target)s”.",
                        record=record.display_name,
                        current=self._state_label(record.state),
                        target=self._state_label(target),
                    )
                )
        self._through_door().write({**values, "state": target})

    @api.model
    def _state_label(self, state: str) -> str:
        """The state's name in the user's language."""
        return dict(self._fields["state"]._description_selection(self.env)).get(state, state)
