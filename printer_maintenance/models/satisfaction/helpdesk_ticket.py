"""The questionnaire after a job."""

from datetime import timedelta

from odoo import api, fields, models

# a questionnaire that nobody answers expires (PEERS 14)
DAYS_TO_ANSWER = 14


class HelpdeskTicket(models.Model):
    _inherit = "helpdesk.ticket"

    survey_input_ids = fields.One2many(
        "survey.user_input",
        "ticket_id",
        string="Questionnaires",
        copy=False,
        groups="survey.group_survey_user",
    )
    satisfaction = fields.Float(
        string="Satisfaction (%)", compute="_compute_satisfaction", compute_sudo=True, aggregator="avg"
    )
    is_rated = fields.Boolean(
        string="Questionnaire answered", compute="_compute_satisfaction", compute_sudo=True
    )

    @api.depends("survey_input_ids.state", "survey_input_ids.scoring_percentage")
    def _compute_satisfaction(self):
        for ticket in self:
            answered = ticket.survey_input_ids.filtered(lambda answer: answer.state == "done")[-1:]
            ticket.satisfaction = answered.scoring_percentage
            ticket.is_rated = bool(answered)

    def action_view_questionnaire(self):
        """Open what the contact answered."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "survey.user_input",
            "res_id": self.survey_input_ids[-1:].id,
            "view_mode": "form",
        }

    def _solve(self, at):
        super()._solve(at)
        self._send_questionnaire()

    def _send_questionnaire(self) -> None:
        """Invite the contact of each solved request, in their language, to answer the agreement's questionnaire."""
        template = self.env.ref("printer_maintenance.mail_template_questionnaire", raise_if_not_found=False)
        for ticket in self.sudo():
            survey = ticket.agreement_id.survey_id
            if not survey or not ticket.partner_id or ticket.survey_input_ids:
                continue
            survey._create_answer(
                partner=ticket.partner_id,
                ticket_id=ticket.id,
                deadline=fields.Datetime.now() + timedelta(days=DAYS_TO_ANSWER),
            )
            if template and ticket.partner_id.email:
                template.send_mail(ticket.id, email_layout_xmlid="mail.mail_notification_light")
