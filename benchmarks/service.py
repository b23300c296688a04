"""A customer with an agreement, a policy of four promises and a named team: what the benchmarks of the clock share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

# four promises of ten hours: what is not meant to be due stays so while a benchmark runs
MILESTONES = ("confirm", "respond", "arrive", "resolve")
PROMISED_MINUTES = 600
STEPS = ((50, "agent"), (80, "manager"), (100, "director"))
ROLES = {
    "engineer": "engineer",
    "agent": "agent",
    "manager": "project_manager",
    "director": "service_director",
}


@dataclass
class Service:
    """Who is served, by whom, and with which promises."""

    env: Any
    people: dict[str, Any]
    team: Any
    contact: Any
    policy: Any
    agreement: Any

    def requests(self, count: int) -> list[dict[str, Any]]:
        """Values for ``create``: wishes that need no device, because a device's failure costs more than its clocks."""
        return [
            {
                "name": f"基准 {number}",
                "description": "<p>请协助</p>",
                "partner_id": self.contact.id,
                "team_id": self.team.id,
                "service_kind": "installation",
            }
            for number in range(count)
        ]


def make_service(env: Any) -> Service:
    """A customer of its own, out of the demo's way."""
    env = env(context={**env.context, "tracking_disable": True, "no_reset_password": True})
    _silence_the_demo(env)
    people = {role: _person(env, role, group) for role, group in ROLES.items()}
    Partner = env["res.partner"]
    bureau = Partner.create({"name": "基准单位", "is_company": True, "printer_unit_kind": "customer"})
    unit = Partner.create(
        {"name": "基准处", "is_company": True, "printer_unit_kind": "unit", "parent_id": bureau.id}
    )
    team = env["helpdesk.ticket.team"].create(
        {"name": "基准服务站", "user_ids": [(6, 0, people["engineer"].ids)]}
    )
    policy = _policy(env)
    agreement = env["printer.agreement"].create(
        {
            "name": "基准合同",
            "partner_id": bureau.id,
            "date_start": "2026-01-01",
            "date_end": "2036-12-31",
            "policy_id": policy.id,
            "team_id": team.id,
            "agent_id": people["agent"].id,
            "manager_id": people["manager"].id,
            "engineer_ids": [(6, 0, people["engineer"].ids)],
        }
    )
    agreement.action_start()
    contact = Partner.create({"name": "基准联系人", "parent_id": unit.id})
    env.flush_all()
    return Service(env, people, team, contact, policy, agreement)


def _silence_the_demo(env: Any) -> None:
    """Nobody of the demo is on duty: whoever is asked is of this service."""
    published = env["printer.roster"].search([("state", "=", "published")])
    shifts = env["printer.roster.shift"].search([("roster_id", "in", published.ids)])
    shifts._through_door().write({"active": False})
    published._set_state("closed")


def _person(env: Any, role: str, group: str) -> Any:
    return env["res.users"].create(
        {
            "name": f"基准 {role}",
            "login": f"bench-clock-{role}",
            "email": f"bench-clock-{role}@example.com",
            "lang": "en_US",
            "group_ids": [(6, 0, [env.ref(f"printer_maintenance.group_{group}").id])],
        }
    )


def _policy(env: Any) -> Any:
    return env["printer.sla.policy"].create(
        {
            "name": "基准时限",
            "target_ids": [
                (0, 0, {"milestone": milestone, "minutes": PROMISED_MINUTES}) for milestone in MILESTONES
            ],
            "step_ids": [(0, 0, {"offset": percent, "role": role}) for percent, role in STEPS],
        }
    )
