"""Whoever is better in one point and worse in none is never proposed after somebody else."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from ...rules import proposal

candidates = st.builds(
    proposal.Candidate,
    person=st.integers(1, 10**6),
    is_free=st.booleans(),
    on_duty=st.sampled_from((None, True, False)),
    on_leave=st.booleans(),
    skill=st.sampled_from((None, "skilled", "type_known", "unskilled")),
    place=st.sampled_from(("", "first_named", "station", "backup")),
    near=st.sampled_from(("", "in_unit", "at_customer")),
    is_responsible=st.booleans(),
    load_minutes=st.integers(0, 2000),
)
BETTER = (
    {"is_free": True},
    {"on_duty": True},
    {"on_leave": False},
    {"skill": "skilled"},
    {"place": "first_named"},
    {"near": "in_unit"},
    {"is_responsible": True},
    {"load_minutes": 0},
)


@tagged("post_install", "-at_install")
class TestProposalRules(BaseCase):
    @given(st.lists(candidates, max_size=12, unique_by=lambda c: c.person), st.randoms())
    def test_order_does_not_depend_on_the_order_in_which_people_came(self, people, random):
        mixed = list(people)
        random.shuffle(mixed)
        self.assertEqual(proposal.rank(people), proposal.rank(mixed))

    @given(candidates, st.sampled_from(BETTER))
    def test_one_better_circumstance_never_costs_points(self, candidate, better):
        self.assertGreaterEqual(
            proposal.propose(replace(candidate, **better)).points, proposal.propose(candidate).points
        )

    @given(candidates)
    def test_every_reason_is_worth_something_and_stands_once(self, candidate):
        found = proposal.propose(candidate).reasons
        self.assertEqual(len(found), len(set(found)))
        self.assertTrue(all(proposal.POINTS[name] for name in found))
