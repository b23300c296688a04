"""The routes that are walked, read from Odoo's routing map, and what their arguments are filled with."""

import inspect
import re
from dataclasses import dataclass, field
from pathlib import Path

OURS = ("helpdesk_mgmt", "printer_maintenance")
ARGUMENT = re.compile(r"<(?:(?P<converter>[^:<>]+):)?(?P<name>\w+)>")

# a route that cannot be walked, with the reason; the test fails when it no longer exists
NOT_WALKED: dict[str, str] = {}

# Odoo's sign-in page, to which we only add the language: it answers everybody, and whose code the routing map shows
# for it depends on the order in which addons were loaded
SIGN_IN = "/web/login"

# what a route's argument, or a value of its form, stands for
MODEL_OF_ARGUMENT = {
    "agreement_id": "printer.agreement",
    "answer_id": "survey.user_input",
    "attachment_id": "ir.attachment",
    "custody_id": "printer.custody",
    "device_id": "maintenance.equipment",
    "equipment_id": "maintenance.equipment",
    "file_id": "ir.attachment",
    "loan_id": "printer.loan",
    "order_id": "sale.order",
    "partner_id": "res.partner",
    "photo_id": "printer.photo",
    "reason_id": "printer.visit.reason",
    "ticket_id": "helpdesk.ticket",
    "unit": "res.partner",
    "unit_id": "res.partner",
    "visit_id": "printer.visit",
}
# values that point at nobody's records
PLAIN_ARGUMENTS = {
    "access_token": "00000000-0000-0000-0000-000000000000",
    "description": "Forged",
    "groupby": "none",
    # nobody's label; the label's own tests try those of others
    "label_token": "forged-forged-forged-1",
    "name": "Forged",
    "note": "Forged",
    "page": 1,
    "phone": "0",
    "search": "ZQ",
    "service_kind": "repair",
    "small": "1",
    "sortby": "date",
    "subject": "Forged",
    # the walk puts the right one in
    "token": "0",
}
FORGED = (0, -1, "text", 2**40)


@dataclass
class Route:
    """One line of the routing map."""

    url: str
    kind: str
    methods: set
    module: str
    arguments: dict = field(default_factory=dict)
    source: str = ""

    def filled(self, values: dict) -> str:
        """The address with its arguments filled in."""
        return ARGUMENT.sub(lambda match: str(values[match["name"]]), self.url)

    def reads(self, name: str) -> bool:
        """Whether the route's code has a use for an argument of this name."""
        return name in self.arguments or bool(re.search(rf"\b{name}\b", self.source))

    def unknown_arguments(self, env) -> list[str]:
        """Arguments of the address for which nobody has said what they stand for."""
        return [
            name
            for name, converter in self.arguments.items()
            if name not in PLAIN_ARGUMENTS and not model_of(env, name, converter)
        ]


def model_of(env, name: str, converter: str = "") -> str | None:
    """The model whose records an argument points at.

    Known by the table, by the route's own ``model(...)``, or because a model of ours ends with the argument's name
    (``round_id`` → ``printer.inspection.round``), so that new routes need no entry.
    """
    if match := re.match(r"models?\(['\"]?([\w.]+)", converter or ""):
        return match[1]
    if name in MODEL_OF_ARGUMENT:
        return MODEL_OF_ARGUMENT[name]
    word = name.removesuffix("_sudo").removesuffix("_id")
    endings = [
        model for model in sorted(env.registry) if model.startswith(("printer.", "helpdesk.", "maintenance."))
    ]
    return next((model for model in endings if model.replace(".", "_").endswith(word)), None)


def routes_of_ours(env) -> list[Route]:
    """Every route whose code stands in our addons or in helpdesk_mgmt."""
    found = []
    IrHttp = env["ir.http"]
    # the very rules of which Odoo makes its routing map
    rules = IrHttp._generate_routing_rules(
        sorted(env.registry._init_modules), converters=IrHttp._get_converters()
    )
    for url, endpoint in rules:
        module = _module_of(endpoint)
        if module.startswith(OURS) and url != SIGN_IN:
            found.append(
                Route(
                    url=url,
                    kind=endpoint.routing["type"],
                    methods=set(endpoint.routing.get("methods") or ("GET", "POST")),
                    module=module,
                    arguments={m["name"]: m["converter"] for m in ARGUMENT.finditer(url)},
                    source=_source_of(endpoint),
                )
            )
    return sorted(found, key=lambda route: route.url)


def _module_of(endpoint) -> str:
    """The addon in which the code of a route stands."""
    parts = getattr(endpoint, "func", endpoint).__module__.split(".")
    return parts[2] if parts[:2] == ["odoo", "addons"] else parts[0]


def _source_of(endpoint) -> str:
    """The text of every file that has a part in a route, so that no argument it may read is left out."""
    method = getattr(endpoint, "func", endpoint)
    owners = type(getattr(method, "__self__", None)).__mro__
    files = {inspect.getsourcefile(owner) for owner in owners if method.__name__ in vars(owner)}
    return "".join(Path(file).read_text(encoding="utf-8") for file in sorted(files - {None}))
