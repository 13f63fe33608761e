"""Facets: what a message names, which entries are twins, which facet can be trusted."""

from dataclasses import replace

from bot.core.decide.facets import Facets
from tests.core.a_base import KNOWLEDGE

FACETS = Facets(KNOWLEDGE)
PHONE_DIARY = KNOWLEDGE.entries[0]


def test_words_name_values_and_general_words_name_all_of_a_kind() -> None:
    assert FACETS.named(" mon samsung ") == {"device": ("robot",)}
    assert FACETS.named(" sur mon telephone ") == {"device": ("phone", "robot")}
    assert FACETS.named(" mon telephone samsung ") == {"device": ("robot",)}


def test_twins_differ_by_one_facet_and_share_the_rest() -> None:
    assert [twin.id for twin in FACETS.twins(PHONE_DIARY, "device")] == ["b-robot-diary"]
    assert [twin.id for twin in FACETS.twins(PHONE_DIARY, "task")] == ["a-phone-post"]


def test_an_entry_alone_with_its_facet_has_no_twin() -> None:
    people = next(entry for entry in KNOWLEDGE.entries if entry.id == "people")
    assert FACETS.twins(people, "task") == ()


def test_a_contrary_value_counts_against_an_entry_and_its_own_for_it() -> None:
    assert FACETS.factor(PHONE_DIARY, {"device": ("robot",)}) < 1 < FACETS.factor(PHONE_DIARY, {"device": ("phone",)})


def test_values_that_no_entry_has_together_are_missing() -> None:
    named = {"device": ("phone",), "task": ("diary",)}
    without = Facets(replace(KNOWLEDGE, entries=KNOWLEDGE.entries[1:]))
    assert not FACETS.missing(named)
    assert without.missing(named)
