"""Who is who in the world of the security tests, and the texts by which their belongings are recognised."""

import base64
import re

MARKER = re.compile(rb"ZQ-(A1|A2|AX|A|B1|BX|B|PX)-\w+")
# who may know whose texts: AX and BX are known to a whole customer, PX never leaves the provider
PREFIX_OF_OURS = "printer."
KNOWN_TO = {
    "A": {"A", "A1", "A2", "AX"},
    "A1": {"A1", "AX"},
    "A2": {"A2", "AX"},
    "B": {"B", "B1", "BX"},
    "B1": {"B1", "BX"},
    "anonymous": set(),
}
UNITS = {"A": None, "A1": "A", "A2": "A", "B": None, "B1": "B"}
ROLES = {
    "engineer": "printer_maintenance.group_engineer",
    "second_line": "printer_maintenance.group_second_line",
    "agent": "printer_maintenance.group_agent",
    "dispatcher": "printer_maintenance.group_dispatcher",
    "project_manager": "printer_maintenance.group_project_manager",
    "equipment_supervisor": "printer_maintenance.group_equipment_supervisor",
    "service_director": "printer_maintenance.group_service_director",
    "admin": "printer_maintenance.group_admin",
    "internal": "base.group_user",
}
PNG = base64.b64encode(
    base64.b64decode(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
    )
).decode()


def mark(owner: str, what: str) -> str:
    """A text that can be recognised as its owner's wherever it turns up.

    >>> mark("A1", "serial")
    'ZQ-A1-serial'
    """
    return f"ZQ-{owner}-{what}"
