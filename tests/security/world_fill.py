"""Rows of models that nothing in the world makes on purpose, so that models added later are walked as well."""

from datetime import date

from odoo import fields
from odoo.models import MAGIC_COLUMNS

from .marks import mark


class WorldFill:
    """Fill any model with values that bear its owner's mark."""

    def _fill(self, name: str, key: str):
        model = self.env[name].sudo()
        if hasattr(model, "_through_door"):
            model = model._through_door()
        try:
            with self.env.cr.savepoint():
                model.create(self.values_for(model, key))
                self.env.flush_all()
        except Exception as error:  # whatever it is, the test that reads ``unfilled`` says so
            self.env.clear()
            self.unfilled[name] = f"{type(error).__name__}: {error}"

    def values_for(self, model, key: str) -> dict:
        """Values with which a new record of any model can be made for a unit, links to its records included."""
        values = {}
        for name, field in model._fields.items():
            if (
                not field.store
                or name in MAGIC_COLUMNS
                or field.related
                or (field.compute and field.readonly)
            ):
                continue
            if field.type == "many2one":
                values[name] = self._related_id(field, key)
            elif field.type in ("char", "text", "html"):
                values[name] = mark(key, name)
            elif field.required and not field.default:
                values[name] = self._plain_value(field)
        return {name: value for name, value in values.items() if value}

    def _related_id(self, field, key: str):
        if field.comodel_name == "res.partner" and "department" in field.name:
            return self.departments[key].id
        own = self.ids([key, f"{key[0]}X", "PX"], field.comodel_name)
        if own and field.comodel_name not in ("res.users", "res.company"):
            return own[-1] if field.comodel_name != "res.partner" else self.partners[key].id
        return self.env[field.comodel_name].search([], limit=1).id if field.required else False

    def _plain_value(self, field):
        if field.type == "selection":
            return field.get_values(self.env)[0]
        if field.type == "date":
            return date.today()
        if field.type == "datetime":
            return fields.Datetime.now()
        return 1 if field.type in ("integer", "float", "monetary") else False
