"""Follow-ups: what a message means after what was said."""

import pytest

from bot.core.model import Decision, Message, Outcome, Turn
from bot.core.rendering import to_text
from tests.core import a_base

MIND = a_base.mind()


def answered(text: str, *entries: str) -> Turn:
    return Turn(text=text, outcome=Outcome.ANSWER, entries=entries)


def after(text: str, *turns: Turn) -> Decision:
    return MIND.decide(Message(text=text, turns=turns, in_bot_thread=True))


def names(decision: Decision) -> list[str]:
    return [match.entry for match in decision.matches]


PHONE_POST = answered("comment lire mes mails sur iphone ?", "a-phone-post")


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("et sur Android ?", "b-robot-post"),
        ("et l'agenda ?", "a-phone-diary"),
        ("et pour un samsung c'est pareil ?", "b-robot-post"),
    ],
)
def test_a_follow_up_changes_what_it_names_and_keeps_the_rest(text: str, entry: str) -> None:
    assert names(after(text, PHONE_POST)) == [entry]


def test_a_full_question_is_a_new_matter() -> None:
    assert names(after("autre question : comment régler l'envoi du serveur sortant ?", PHONE_POST)) == ["z-sending"]


def test_still_failing_leads_to_the_next_cause_then_a_live_check_then_people() -> None:
    first = answered("comment régler l'envoi ?", "z-sending")
    cause = after("ça ne marche toujours pas", first)
    assert names(cause) == ["z-blocked"]
    second = answered("ça ne marche toujours pas", "z-blocked")
    check = after("toujours pareil", first, second)
    assert (check.outcome, check.check) == (Outcome.STATUS, "smtp")
    third = Turn(text="toujours pareil", outcome=Outcome.STATUS)
    people = after("non, toujours rien", first, second, third)
    assert people.outcome is Outcome.HANDOVER
    assert "porte 3" in to_text(people.reply)


@pytest.mark.parametrize("text", ["merci !", "parfait, ça marche", "ok je teste ce soir"])
def test_a_matter_that_is_settled_gets_no_reply(text: str) -> None:
    assert after(text, PHONE_POST).outcome is Outcome.SILENT


def test_what_is_wanted_after_the_thanks_is_heard() -> None:
    told = "nickel les mails, il me reste l'agenda sur ce même téléphone"
    assert names(after(told, PHONE_POST)) == ["a-phone-diary"]
    assert after("nickel les mails, il me reste à remercier ma collègue", PHONE_POST).outcome is Outcome.SILENT


OFFERED = Turn(text="mon agenda ?", outcome=Outcome.CLARIFY, entries=("a-phone-diary", "b-robot-diary"))


@pytest.mark.parametrize(
    ("text", "entry"),
    [("android", "b-robot-diary"), ("c'est pour un iPad", "a-phone-diary"), ("le deuxième", "b-robot-diary")],
)
def test_a_choice_may_be_named_in_words(text: str, entry: str) -> None:
    assert names(after(text, OFFERED)) == [entry]


def test_none_of_the_choices_is_handed_to_people() -> None:
    assert after("aucune de ces propositions", OFFERED).outcome is Outcome.HANDOVER


def test_entries_that_have_gone_since_are_no_context() -> None:
    assert after("et sur Android ?", answered("?", "gone")).outcome in (Outcome.SILENT, Outcome.CLARIFY, Outcome.ANSWER)
