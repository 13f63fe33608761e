"""Proposals for entries whose page changed: nothing that a person wrote is touched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.model import Knowledge
from bot.documents.draft import draft
from bot.documents.drift import drift
from bot.documents.merge import merge
from bot.documents.update import Proposal, Way, update
from tests.documents.bases import built_from, entry_of, knowledge
from tests.documents.pages import page

THEN = "# P\n\n## Régler A\n\nUn.\n\nDeux.\n\nTrois.\n"
NOW = THEN.replace("Trois.", "Trois et demi.")


def proposed(base: Knowledge, then: str = "", now: str = NOW) -> Proposal:
    [one] = update([page(now)], base, [page(then)] if then else [])
    return one


def edited(answer: str) -> Knowledge:
    return knowledge([entry_of(draft(page(THEN))[-1], answer)])


def test_an_unchanged_page_proposes_nothing() -> None:
    assert list(update([page(THEN)], built_from(page(THEN)))) == []


def test_an_answer_never_touched_gets_the_new_text_and_keeps_its_questions() -> None:
    base = built_from(page(THEN))
    one = proposed(base)
    assert (one.way, one.draft and one.draft.answer) == (Way.REFRESH, "Un.\n\nDeux.\n\nTrois et demi.")
    assert one.draft
    assert one.draft.questions == base.entries[-1].questions


def test_a_proposal_taken_over_is_up_to_date() -> None:
    one = proposed(built_from(page(THEN)))
    assert one.draft
    assert drift([page(NOW)], knowledge([entry_of(one.draft)])).changes == ()


def test_a_rewritten_answer_without_the_page_then_is_left_to_a_person() -> None:
    one = proposed(edited("Tout autre chose."))
    assert one.way == Way.CONFLICT
    assert one.entry
    assert one.entry.markdown == "Tout autre chose."


def test_a_rewritten_answer_takes_the_changes_made_elsewhere() -> None:
    one = proposed(edited("Un, bien sûr.\n\nDeux.\n\nTrois."), THEN)
    assert (one.way, one.draft and one.draft.answer) == (Way.MERGE, "Un, bien sûr.\n\nDeux.\n\nTrois et demi.")
    assert one.draft
    assert "+" not in one.draft.source.digest


def test_both_changed_the_same_line_is_a_conflict() -> None:
    assert proposed(edited("Un.\n\nDeux.\n\nTrois !"), THEN).way == Way.CONFLICT


def test_a_page_only_renumbered_changes_the_source_alone() -> None:
    one = proposed(built_from(page(THEN)), now=THEN.replace("## Régler A", "## 3. Régler A"))
    assert (one.way, one.draft and one.draft.answer) == (Way.STAMP, "Un.\n\nDeux.\n\nTrois.")
    assert one.draft
    assert one.draft.source.section == "P > 3. Régler A"


def test_a_section_gone_proposes_no_text() -> None:
    found = list(
        update([page("# P\n\n## Régler A\n\nUn.\n\nDeux.\n\nTrois.\n")], built_from(page(THEN + "\n## B\n\nx\n")))
    )
    assert [(one.way, one.draft) for one in found] == [(Way.GONE, None)]


def test_a_new_section_is_a_draft_under_an_id_of_its_own() -> None:
    found = list(update([page(THEN + "\n## Régler B\n\nx\n")], built_from(page(THEN))))
    assert [(one.way, one.draft and one.draft.id) for one in found] == [(Way.NEW, "regler-b")]


@pytest.mark.parametrize(
    ("then", "now", "mine", "both"),
    [
        ("a\nb\nc", "a\nb\nC", "A\nb\nc", "A\nb\nC"),
        ("a\nb\nc", "a\nb\nc\nd", "A\nb\nc", "A\nb\nc\nd"),
        ("a\nb\nc", "a\nB\nc", "a\nB\nc", "a\nB\nc"),
        ("a\nb\nc", "a\nB\nc", "a\nX\nc", None),
        ("a\nb\nc", "a\nB\nc", "A\nb\nc", None),
        ("a\nb\nc", "a\nc", "a\nb\nc\nd", "a\nc\nd"),
    ],
)
def test_three_texts_become_one(then: str, now: str, mine: str, both: str | None) -> None:
    assert merge(then, now, mine) == both


TEXTS = st.lists(st.sampled_from("abcd"), max_size=8).map("\n".join)


@given(TEXTS, TEXTS)
def test_what_one_side_left_alone_is_the_other_sides(then: str, other: str) -> None:
    assert merge(then, other, then) == other
    assert merge(then, then, other) == other
    assert merge(then, other, other) == other


@given(TEXTS, TEXTS, TEXTS)
def test_a_merge_keeps_every_line_that_a_person_added(then: str, now: str, mine: str) -> None:
    both = merge(then, now, mine)
    if both is not None:
        added = set(mine.split("\n")) - set(then.split("\n"))
        assert added <= set(both.split("\n"))
