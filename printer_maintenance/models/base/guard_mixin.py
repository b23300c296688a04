"""Fields that only the server may set."""

from collections.abc import Iterable

from odoo import api, models, tools

from ...exceptions import GuardedFieldError

# Lives in this process only: a context that came in over the web is JSON and can never hold this very object.
_DOOR = object()
_DOOR_KEY = "printer_door"


class GuardMixin(models.AbstractModel):
    """Refuse values from outside for fields that the server stamps (facts, states, links found by rule).

    A model names its guarded fields in :meth:`_get_guarded_fields`; its own methods write them through
    ``self._through_door()``. Empty values at creation are let through, because forms send them.
    """

    _name = "printer.guard.mixin"
    _description = "Fields set by the server only"

    @api.model
    def _get_guarded_fields(self) -> frozenset[str]:
        """Names of the fields that only the server may set; extend with ``super() | {...}``.

        Stored copies of another record's field are among them by themselves: rules rely on them, and Odoo would
        let anybody who may write the record write the copy.
        """
        return self._stored_copies()

    @api.model
    @tools.ormcache()
    def _stored_copies(self) -> frozenset[str]:
        """Stored related fields of ours that nobody edits; those of other addons are theirs to keep."""
        return frozenset(
            name
            for name, field in self._fields.items()
            if field.related
            and field.store
            and field.readonly
            and not field.inherited
            and (field._module or "").startswith("printer_maintenance")
        )

    @api.model
    @tools.ormcache()
    def _readonly_of_ours(self) -> frozenset[str]:
        """Stored fields of ours that are read-only on every screen: for models that the server alone writes."""
        return frozenset(
            name
            for name, field in self._fields.items()
            if (field._module or "").startswith("printer_maintenance")
            and field.store
            and field.readonly
            and not field.compute
        )

    def _through_door(self):
        """The same records, allowed to write guarded fields."""
        return self.with_context(**{_DOOR_KEY: _DOOR})

    @api.model
    def _is_through_door(self) -> bool:
        """Whether the running call came through :meth:`_through_door`."""
        return self.env.context.get(_DOOR_KEY) is _DOOR

    @api.model
    def _check_guarded(self, names: Iterable[str]) -> None:
        """Raise for guarded names outside the door.

        :param names: names of the fields about to be written
        :raises GuardedFieldError: naming the first guarded field
        """
        if self._is_through_door():
            return
        for name in sorted(self._get_guarded_fields().intersection(names)):
            raise GuardedFieldError(
                self.env._(
                    "“%(field)s” is recorded by the system and cannot be entered.",
                    field=self._fields[name]._description_string(self.env),
                )
            )

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_guarded(name for name, value in vals.items() if value)
        return super(GuardMixin, self._without_guarded_defaults()).create(vals_list)

    @api.model
    def default_get(self, fields):
        return super(GuardMixin, self._without_guarded_defaults()).default_get(fields)

    @api.model
    def _without_guarded_defaults(self):
        """The same model, deaf to ``default_…`` of guarded fields in a context that came from outside."""
        if not any(key.startswith("default_") for key in self.env.context):
            # the ORM asks for each record that it creates
            return self
        forged = {f"default_{name}" for name in self._get_guarded_fields()}.intersection(self.env.context)
        if not forged or self._is_through_door():
            return self
        kept = {key: value for key, value in self.env.context.items() if key not in forged}
        return self.with_env(self.env(context=kept))

    def write(self, vals):
        self._check_guarded(vals)
        return super().write(vals)
