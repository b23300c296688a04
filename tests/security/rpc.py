"""The models and methods that a portal user can call from outside, and what they are called with."""

import inspect

from odoo.models import MAGIC_COLUMNS, BaseModel
from odoo.service.model import get_public_method

OURS = ("odoo.addons.printer_maintenance", "odoo.addons.helpdesk_mgmt")
PREFIXES = ("printer.", "helpdesk.", "maintenance.")
# tried although no portal user should reach them
CLOSED_TO_PORTAL = (
    "ir.attachment",
    "mail.activity",
    "mail.followers",
    "mail.mail",
    "mail.message",
    "repair.order",
    "res.partner",
    "res.users",
    "sale.order",
    "stock.lot",
    "stock.move",
    "stock.picking",
    "stock.quant",
    "survey.survey",
    "survey.user_input",
    "survey.user_input.line",
)
# models of others that lead from one record of ours to another
BRIDGES = ("mail.message", "res.partner")
TEXT = ("char", "text", "html")
RELATIONS = ("many2one", "one2many", "many2many")


def reachable_models(env) -> list[str]:
    """Every model that a portal user or an anonymous visitor has any right on, ours, and some that must stay shut."""
    groups = env.ref("base.group_portal").all_implied_ids | env.ref("base.group_public").all_implied_ids
    of_portal = ["|", ("group_id", "=", False), ("group_id", "in", groups.ids)]
    access = env["ir.model.access"].search([("active", "=", True), *of_portal])
    names = set(access.model_id.mapped("model")) | set(CLOSED_TO_PORTAL)
    names |= {name for name in env.registry if name.startswith(PREFIXES)}
    return sorted(name for name in names if name in env and not env[name]._abstract and env[name]._auto)


def public_methods(env, model: str) -> list[str]:
    """Methods that anybody may call by name: ours all of them, others' buttons."""
    cls = type(env[model])
    names = set()
    for owner in cls.__mro__:
        ours = owner.__module__.startswith(OURS)
        names |= {
            name
            for name, member in vars(owner).items()
            if inspect.isfunction(member) and (ours or name.startswith(("action_", "button_")))
        }
    # ``create``, ``write`` and the like have attempts of their own
    return sorted(name for name in names if not hasattr(BaseModel, name) and _is_public(env[model], name))


def _is_public(model, name: str) -> bool:
    try:
        method = get_public_method(model, name)
    except Exception:
        return False
    required = [
        p
        for p in list(inspect.signature(method).parameters.values())[1:]
        if p.default is p.empty and p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD, p.KEYWORD_ONLY)
    ]
    return not required


def readable_fields(env, model: str, own: list[int]) -> list[str]:
    """The fields that the user can read of their own records, so that one forbidden field does not hide the others.

    :param own: records that the user may read, if any
    """
    names = sorted(env[model].fields_get(attributes=["type"]))
    if not own:
        return names

    def readable(name: str) -> bool:
        try:
            env[model].browse(own[:1]).read([name])
        except Exception:
            return False
        return True

    return [name for name in names if readable(name)]


def reading_attempts(env, model: str, ids: list[int], names: list[str]):
    """Calls that read, as (method, args, kwargs).

    :param names: fields that the user can read where they may
    """
    fields = env[model]._fields
    everything = [("id", "in", ids)]
    texts = [name for name in names if fields[name].type in TEXT and fields[name].store]
    wanted = {
        name: {"fields": {"display_name": {}}} if fields[name].type in RELATIONS else {} for name in names
    }
    links = {
        name: {"id": ids[-1]}
        for name, f in fields.items()
        if f.type == "many2one" and f.comodel_name == model
    }
    yield "read", [ids], {}
    yield "read", [ids, names], {}
    yield "web_read", [ids, wanted], {}
    yield "search_read", [everything, names], {}
    yield "search_fetch", [everything, names], {}
    yield "web_search_read", [everything, {"display_name": {}}], {}
    yield "search", [everything], {}
    yield "search", [everything], {"context": {"active_test": False}}
    yield "search_count", [everything], {}
    yield "name_search", [], {"name": "ZQ-", "limit": 1000}
    yield "web_name_search", ["ZQ-", {"display_name": {}}], {"limit": 1000}
    yield "formatted_read_group", [everything, ["create_uid"], ["__count"]], {}
    yield "web_read_group", [everything, ["create_uid"], ["__count"]], {}
    yield "export_data", [ids, ["id", "display_name", *texts]], {}
    yield "onchange", [ids[:1], {}, [], wanted], {}
    yield "onchange", [[], links, list(links), wanted], {}
    yield "get_metadata", [ids], {}
    yield "get_formview_action", [ids[:1]], {}
    yield "get_field_translations", [ids[:1], texts[0] if texts else "id"], {}


def writing_attempts(env, model: str, ids: list[int], row: dict):
    """Calls that change, as (method, args, kwargs).

    :param row: the stored values of a foreign row; a copy of it is tried as a new record
    """
    fields = env[model]._fields
    text = next(
        (n for n, f in fields.items() if f.type in TEXT and f.store and not f.readonly and not f.related),
        None,
    )
    values = {text: "forged"} if text else {"create_uid": 1}
    states = {n: f.get_values(env)[0] for n, f in fields.items() if f.type == "selection" and n == "state"}
    copy = {n: v for n, v in row.items() if n in fields and v and n not in MAGIC_COLUMNS}
    yield "write", [ids, values], {}
    if states:
        yield "write", [ids, states], {}
    yield "web_save", [ids[:1], values, {"display_name": {}}], {}
    yield "create", [[copy]], {}
    yield "create", [copy], {}
    yield "load", [[".id", text or "display_name"], [[str(*ids[:1]), "forged"]]], {}
    yield "copy", [ids[:1]], {}
    yield "unlink", [ids], {}
    yield "action_archive", [ids], {}
    yield "message_post", [ids[:1]], {"body": "forged"}
    yield "message_subscribe", [ids], {"partner_ids": [env.user.partner_id.id]}
    yield "activity_schedule", [ids[:1]], {"summary": "forged"}
    if text:
        yield "update_field_translations", [ids[:1], text, {"en_US": "forged"}], {}
    for method in public_methods(env, model):
        yield method, [ids[:1]], {}


def relation_paths(env, model: str, marked: dict[str, list[str]]):
    """Relations along which a search could ask about other people's records, one or two steps long.

    :param marked: per model the fields in which a marker stands
    :return: (path, names of the marked fields at its end)
    """
    for first, field in env[model]._fields.items():
        if field.type not in RELATIONS or not field._description_searchable:
            continue
        if texts := marked.get(field.comodel_name):
            yield first, texts
        if field.comodel_name in BRIDGES or (texts and field.comodel_name.startswith(PREFIXES)):
            for second, further in env[field.comodel_name]._fields.items():
                if (
                    further.type in RELATIONS
                    and further._description_searchable
                    and marked.get(further.comodel_name)
                ):
                    yield f"{first}.{second}", marked[further.comodel_name]
