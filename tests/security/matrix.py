"""The access matrix: what the file says, and what Odoo really grants."""

from pathlib import Path

from .marks import PREFIX_OF_OURS, ROLES

FILE = Path(__file__).with_name("access_matrix.md")
# the environment variable that writes the file anew
REGENERATE = "PRINTER_WRITE_ACCESS_MATRIX"
COLUMNS = (*ROLES, "portal", "public")
OPERATIONS = {"r": "read", "w": "write", "c": "create", "d": "unlink"}
OTHERS = (
    "helpdesk.ticket",
    "helpdesk.ticket.category",
    "helpdesk.ticket.stage",
    "helpdesk.ticket.team",
    "maintenance.equipment",
    "maintenance.equipment.category",
    "maintenance.request",
    "repair.order",
    "res.partner",
    "sale.order",
    "stock.move",
    "survey.user_input",
)
# what “theirs, but not all” is called for a role
NEAR = {"engineer": "team", "project_manager": "agreement", "portal": "unit"}
HEADER = """# Who may do what

One row per model, one column per role. Letters: **r** read, **w** write, **c** create, **d** delete. The word after
them says which records: `all` (of the user's companies), `team` (requests of the engineer's teams and what they are
sent to), `agreement` (what belongs to the project manager's agreements), `unit` (the contact's unit and everything
below it), `own` (what is assigned to or made by the person), `none` (the right exists, but not on others' records).
Two groups of letters mean that the record rules differ by operation. An empty cell: no access.

`test_access_matrix.py` compares this table with what Odoo grants, cell by cell, in both directions. After a change that
is meant, write it anew and read the difference:

    PRINTER_WRITE_ACCESS_MATRIX=1 make test ARGS=tests/security/test_access_matrix.py
"""


def read_file() -> dict[str, dict[str, str]]:
    """The table of the file: per model and role its cell."""
    if not FILE.exists():
        return {}
    rows = [
        [cell.strip() for cell in line.strip().strip("|").split("|")]
        for line in FILE.read_text(encoding="utf-8").splitlines()
        if line.startswith("|")
    ]
    if len(rows) < 3:
        return {}
    roles = rows[0][1:]
    return {row[0].strip("`"): dict(zip(roles, row[1:])) for row in rows[2:]}


def write_file(table: dict[str, dict[str, str]]) -> None:
    """Write the table for people to read: columns of even width."""
    lines = [["model", *COLUMNS]]
    lines += [[f"`{model}`", *(table[model][role] for role in COLUMNS)] for model in sorted(table)]
    widths = [max(len(line[i]) for line in lines) for i in range(len(lines[0]))]
    lines.insert(1, ["-" * width for width in widths])
    text = "\n".join("| " + " | ".join(c.ljust(w) for c, w in zip(line, widths)) + " |" for line in lines)
    FILE.write_text(f"{HEADER}\n{text}\n", encoding="utf-8")


def models_of_matrix(env) -> list[str]:
    """Every model that the file must speak of: ours, and those of others that our roles work with."""
    ours = [n for n in env.registry if n.startswith(PREFIX_OF_OURS) and not env[n]._abstract and env[n]._auto]
    return sorted({*ours, *OTHERS})


class Samples:
    """Records by which the reach of a role is told: one of their own, one near them, one far from them.

    :param world: the :class:`~.world.World` with units A1 (near) and B1 (far)
    """

    def __init__(self, world):
        self.world, self.env = world, world.env

    def near(self, model: str) -> list[int]:
        return self.world.ids(["A1"], model) or self.world.ids(["AX"], model)

    def far(self, model: str) -> list[int]:
        return self.world.ids(["B1"], model) or self.world.ids(["BX"], model)

    def own(self, role: str, model: str) -> list[int]:
        if model == "res.partner":
            return self.user(role).partner_id.ids
        return self.world.personal.get(role, {}).get(model, [])

    def user(self, role: str):
        if role == "public":
            return self.env.ref("base.public_user")
        return self.world.users["A1" if role == "portal" else role]

    def cell(self, role: str, model: str) -> str:
        """What Odoo grants to a role on a model, as the file writes it."""
        records = self.env[model].with_user(self.user(role))
        granted = [letter for letter, operation in OPERATIONS.items() if records.has_access(operation)]
        if not granted or records._transient:
            return "".join(granted)
        reaches: dict[str, str] = {}
        for letter in granted:
            # a new record has no owner yet, so its reach is that of the others
            if letter != "c":
                reaches[letter] = self.reach(role, model, OPERATIONS[letter])
        groups: dict[str, str] = {}
        for letter in granted:
            reach = reaches.get(letter) or next(iter(reaches.values()), "")
            groups[reach] = groups.get(reach, "") + letter
        return ", ".join(f"{letters} {reach}".strip() for reach, letters in groups.items())

    def reach(self, role: str, model: str, operation: str) -> str:
        """On which records a role may do something it has the right to."""

        def may(ids: list[int]) -> bool:
            records = self.env[model].with_user(self.user(role)).browse(ids)
            return any(record.has_access(operation) for record in records)

        near, far = self.near(model), self.far(model)
        if not near or not far:
            shared = self.world.ids(["PX"], model) or self.env[model].search([], limit=1).ids
            return "all" if may(shared) else "none"
        if all(
            self.env[model].with_user(self.user(role)).browse(i).has_access(operation) for i in near + far
        ):
            return "all"
        if may(far):
            return "some"
        if may(near):
            return NEAR.get(role, "near")
        return "own" if may(self.own(role, model)) else "none"
