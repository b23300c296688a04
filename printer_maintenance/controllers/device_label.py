"""The page behind the code on a device's label: for anybody who stands before the device (REQUIREMENTS E6, S10)."""

from odoo import http
from odoo.exceptions import UserError
from odoo.http import request
from odoo.tools import format_datetime

from ..models.equipment.label_faults import faults_of
from ..rules.phone import clean_phone
from .uploads import attach, read_uploads

MAX_PHOTOS = 3
MAX_PHOTO_BYTES = 10 * 1024 * 1024
DESCRIPTION_LENGTH, NAME_LENGTH = 2000, 80
# an address with a secret in it is neither indexed, nor kept, nor told to other sites
HEADERS = {
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
SESSION_KEY = "printer_label_report"
# a field that people do not see; programs that fill in every field give themselves away
TRAP = "website_url"


class DeviceLabel(http.Controller):
    """Show a device to whoever scans its label, and take their report."""

    @http.route(
        "/device/<string:label_token>",
        type="http",
        auth="public",
        website=True,
        multilang=False,
        methods=["GET"],
        sitemap=False,
    )
    def device_page(self, label_token, reported=None, public=None, **kw):
        """Show just enough to recognise the device, and a form; people who may see more go to their own page."""
        device_sudo = self._find(label_token)
        if not device_sudo:
            return self._not_found()
        done = request.session.get(SESSION_KEY) if reported else None
        if done and done["device"] == device_sudo.id:
            return self._render_thanks(device_sudo, done)
        own_page = self._own_page(device_sudo)
        if own_page and not public:
            return self._with_headers(request.redirect(own_page))
        return self._render_form(device_sudo)

    @http.route(
        "/device/<string:label_token>",
        type="http",
        auth="public",
        website=True,
        multilang=False,
        methods=["POST"],
        sitemap=False,
    )
    def device_report(self, label_token, **form):
        """Take a report. What it is about is decided by the label alone, never by the form."""
        device_sudo = self._find(label_token)
        if not device_sudo:
            return self._not_found()
        if form.get(TRAP):
            return self._render_form(device_sudo, form, status=400)
        Hit, address = request.env["printer.label.hit"], request.httprequest.remote_addr
        if not Hit._is_open(device_sudo, address):
            return self._render_form(device_sudo, form, status=429)
        try:
            report = self._read_report(device_sudo, form)
            files = read_uploads("attachment", MAX_PHOTOS, MAX_PHOTO_BYTES)
        except UserError as error:
            return self._render_form(device_sudo, form, error=str(error), status=422)
        if not Hit._take(device_sudo, address):
            return self._render_form(device_sudo, form, status=429)
        ticket_sudo, added = self._register(device_sudo, report, files, form)
        request.session[SESSION_KEY] = {"device": device_sudo.id, "ticket": ticket_sudo.id, "added": added}
        return self._with_headers(request.redirect(f"/device/{label_token}?reported=1", code=303))

    # -- reading -------------------------------------------------------------------------------------------

    @staticmethod
    def _find(token: str):
        return request.env["maintenance.equipment"]._find_by_label(token)

    @staticmethod
    def _own_page(device_sudo) -> str | None:
        """Where somebody who has signed in and may see the device finds everything about it."""
        Equipment = request.env["maintenance.equipment"]
        if request.env.user._is_public() or not Equipment.has_access("read"):
            return None
        if not Equipment.search_count([("id", "=", device_sudo.id)], limit=1):
            return None
        if request.env.user.share:
            return f"/my/devices/{device_sudo.id}"
        return f"/odoo/printer-devices/{device_sudo.id}"

    @staticmethod
    def _read_report(device_sudo, form: dict) -> dict[str, str]:
        """What the form says, cleaned and cut to length.

        :raises UserError: when there is no telephone number, or nothing that says what is wrong
        """
        phone = clean_phone(form.get("phone"))
        if not phone:
            raise UserError(
                request.env._(
                    "Please give a telephone number at which we can reach you, for example 13900000000."
                )
            )
        chosen = request.httprequest.form.getlist("fault")
        words = [
            request.env._(sentence)  # pylint: disable=E8502 # marked by _lt
            for code, sentence in faults_of(device_sudo.device_type).items()
            if code in chosen
        ]
        text = (form.get("description") or "").strip()[:DESCRIPTION_LENGTH]
        if not words and not text:
            raise UserError(request.env._("Please choose what is wrong, or describe it in a few words."))
        return {
            "phone": phone,
            "description": "\n".join(filter(None, (" · ".join(words), text))),
            "name": " ".join((form.get("name") or "").split())[:NAME_LENGTH],
            "department": " ".join((form.get("department") or "").split())[:NAME_LENGTH],
        }

    # -- writing -------------------------------------------------------------------------------------------

    @staticmethod
    def _register(device_sudo, report: dict[str, str], files, form: dict):
        """A new request, or a note on the one that is open, if the reporter says that it is the same fault.

        :return: the request, and whether the report was added to it
        """
        fault_sudo = device_sudo._get_open_fault()
        if fault_sudo and form.get("same") == "1":
            device_sudo._add_to_fault(fault_sudo, report, files)
            return fault_sudo, True
        ticket_sudo = device_sudo._report_over_label(report)
        attach(ticket_sudo, files)
        return ticket_sudo, False

    # -- showing -------------------------------------------------------------------------------------------

    def _render_form(self, device_sudo, form=None, error=None, status=200):
        fault_sudo = device_sudo._get_open_fault()
        faults = faults_of(device_sudo.device_type)
        values = {
            **self._page_values(device_sudo),
            "fault_since": self._moment(fault_sudo.reported_at, device_sudo) if fault_sudo else "",
            "faults": [(code, request.env._(text)) for code, text in faults.items()],  # pylint: disable=E8502
            "chosen": request.httprequest.form.getlist("fault"),
            "form": form or {},
            "trap": TRAP,
            "error": error,
            "is_full": status == 429,
            "photo_hint": request.env._(
                "At most %(count)d photos of %(size)d MB.",
                count=MAX_PHOTOS,
                size=MAX_PHOTO_BYTES // 1024 // 1024,
            ),
        }
        return self._respond("printer_maintenance.device_label_page", values, status)

    def _render_thanks(self, device_sudo, done: dict):
        """The request's number and what we promise; no way to the request itself."""
        ticket_sudo = request.env["helpdesk.ticket"].sudo().browse(done["ticket"]).exists()
        clocks = ticket_sudo.clock_ids.filtered(lambda clock: clock.state == "running").sorted("deadline")
        labels = dict(clocks._fields["milestone"]._description_selection(request.env))
        values = {
            **self._page_values(device_sudo),
            "number": ticket_sudo.number,
            "is_added": done["added"],
            "promises": [
                (labels[clock.milestone], self._moment(clock.deadline, device_sudo)) for clock in clocks
            ],
        }
        return self._respond("printer_maintenance.device_label_thanks", values)

    def _not_found(self):
        """The same page for a label that never was, that is void, and of a device that is retired."""
        company_sudo = request.env.company.sudo()  # its hotline is told to everybody
        values = {"hotline": company_sudo.phone}
        return self._respond("printer_maintenance.device_label_unknown", values, 404)

    @staticmethod
    def _page_values(device_sudo) -> dict:
        """What everybody may see: nothing that a label on the device does not tell anyway."""
        places = (device_sudo.unit_id.name, device_sudo.department_id.name, device_sudo.place)
        return {
            "name": device_sudo.name,
            "kind": device_sudo.category_id.name,
            "code": device_sudo.label_code,
            "place": " · ".join(filter(None, places)),
            "hotline": device_sudo._get_service_company().phone,
        }

    @staticmethod
    def _moment(moment, device_sudo) -> str:
        """A time as it is where the device stands: the visitor's telephone does not tell its zone."""
        admin_sudo = request.env.ref(
            "base.user_admin"
        ).sudo()  # the last resort for a zone, nothing else is read
        zones = (
            device_sudo.unit_id.tz,
            device_sudo.customer_id.tz,
            device_sudo._get_service_company().partner_id.tz,
            admin_sudo.tz,
        )
        return format_datetime(request.env, moment, tz=next(filter(None, zones), "UTC"), dt_format="short")

    def _respond(self, template: str, values: dict, status=200):
        languages = request.env["res.lang"]._get_frontend().values()
        values.update(
            no_header=True,
            no_footer=True,
            languages=[
                (language.url_code, language.name.split("/")[-1].strip(), language.code == request.env.lang)
                for language in languages
            ],
            page_url=request.httprequest.path,
        )
        return self._with_headers(request.render(template, values, status=status))

    @staticmethod
    def _with_headers(response):
        for name, value in HEADERS.items():
            response.headers[name] = value
        return response
