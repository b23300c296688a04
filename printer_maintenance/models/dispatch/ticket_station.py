"""Which station a request goes to: the area's, or the centre while the station has nobody on duty."""

from odoo import fields, models

from ...rules.roster import FIELD_ROLES


class HelpdeskTicket(models.Model):
    _inherit = "helpdesk.ticket"

    def _compute_stage_id(self):
        """Ask for a station's stages once for all its requests; helpdesk_mgmt asks for each request anew."""
        for team, tickets in self.grouped("team_id").items():
            applicable = team._get_applicable_stages()
            for ticket in tickets:
                if ticket.stage_id not in applicable:
                    ticket.stage_id = applicable[:1]

    def _after_report(self):
        self._route_to_stations()
        super()._after_report()

    def _route_to_stations(self) -> None:
        """Give requests that nobody was named for to the station of their unit's area (REQUIREMENTS S12).

        Where no station has the area, the agreement's team counts. The number of queries does not depend on the
        number of requests.
        """
        # the reporter may be a contact, who sees neither areas nor rosters
        without_team = self.sudo().filtered(lambda ticket: not ticket.team_id)
        for company, tickets in without_team.grouped(
            lambda ticket: ticket.agreement_id.company_id or ticket.company_id
        ).items():
            stations = tickets.unit_id._printer_stations(company)
            by_station = tickets.grouped(
                lambda ticket, stations=stations: (
                    stations.get(ticket.unit_id.id) or ticket.agreement_id.team_id
                )
            )
            takes_over = self.sudo()._centre_takes_over(company, list(by_station))
            for station, group in by_station.items():
                if not station:
                    continue
                centre = takes_over.get(station)
                group.team_id = centre or station.sudo()
                if centre:
                    group._note_taken_over(station, centre)

    def _centre_takes_over(self, company, stations: list) -> dict:
        """The centre, by station that keeps a roster and has nobody on duty this moment."""
        teams = self.env["helpdesk.ticket.team"].concat(*stations)
        centre = teams._centre(company) if teams else teams
        if not centre:
            return {}
        with_roster = self.env["printer.roster"]._read_group(
            [("state", "=", "published"), ("team_id", "in", (teams - centre).ids)], ["team_id"]
        )
        keeping = teams.browse([team.id for (team,) in with_roster])
        if not keeping:
            return {}
        on_duty = self.env["printer.roster.shift"]._on_duty(roles=FIELD_ROLES, teams=keeping)
        return dict.fromkeys(keeping - on_duty.team_id, centre)

    def _note_taken_over(self, station, centre) -> None:
        """Say on the request why the centre has it."""
        now = fields.Datetime.now()
        body = self.env._(
            "%(station)s had nobody on duty at %(time)s; %(centre)s has taken over.",
            station=station.sudo().name,
            time=fields.Datetime.context_timestamp(
                self.with_context(tz=station.sudo().roster_ids[:1].tz), now
            ).strftime("%Y-%m-%d %H:%M"),
            centre=centre.name,
        )
        self._message_log_batch(bodies=dict.fromkeys(self.ids, body))
