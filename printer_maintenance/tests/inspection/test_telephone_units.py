"""What the telephone reckons by itself while it has no connection: unit tests of its scripts, in Chromium."""

from odoo.tests import HttpCase, tagged

# of Odoo's page of unit tests only those of this addon
OURS = "@printer_maintenance"


def job(name: str) -> str:
    """The number by which Odoo's page of unit tests knows a suite."""
    number = 0
    for character in name:
        number = ((number << 5) - number + ord(character)) & 0xFFFFFFFF
    return f"{number:08x}"


@tagged("post_install", "-at_install")
class TestTelephoneUnits(HttpCase):
    def test_scripts_of_the_round(self):
        self.browser_js(
            f"/web/tests?headless&loglevel=2&preset=desktop&timeout=15000&id={job(OURS)}",
            "",
            "",
            login="admin",
            timeout=300,
            success_signal="[HOOT] Test suite succeeded",
            error_checker=lambda message: "[HOOT]" not in message,
        )
