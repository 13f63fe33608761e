"""The one entry point: what is done about a message, for a base of any trade."""

from dataclasses import replace

import pytest

from bot.core.mind import Mind
from bot.core.model import Decision, Entry, Knowledge, Message, Outcome, Turn, Verdict
from bot.core.rendering import to_text
from bot.markdown import parse
from tests.core import a_base
from tests.core.a_base import KNOWLEDGE, SERVICES

MIND = a_base.mind()
SECRET = "Fleur2Lys!"


def room(text: str, *turns: Turn) -> Decision:
    return MIND.decide(Message(text=text, turns=turns, in_bot_thread=bool(turns)))


def direct(text: str, *turns: Turn) -> Decision:
    return MIND.decide(Message(text=text, addressed=True, turns=turns))


def names(decision: Decision) -> list[str]:
    return [match.entry for match in decision.matches]


def test_a_question_of_the_base_is_answered_with_its_answer_and_nothing_more() -> None:
    decision = room("Bonjour, comment mettre mon agenda sur iPhone ?")
    assert (decision.outcome, names(decision)) == (Outcome.ANSWER, ["a-phone-diary"])
    assert to_text(decision.reply) == "Ouvrez Réglages puis Calendrier."
    assert decision.question


def test_every_decision_says_why_with_its_numbers() -> None:
    assert any("forme" in reason for reason in room("comment mettre mon agenda sur iphone ?").why)
    assert room("merci !").why


@pytest.mark.parametrize(
    "text",
    ["merci !", "Bonjour à tous", "ok", "👍", "", "> comment mettre mon agenda sur iphone", "on déjeune à 12h ?"],
)
def test_the_room_s_small_talk_gets_no_reply(text: str) -> None:
    decision = room(text)
    assert decision.outcome is Outcome.SILENT
    assert not decision.reply


def test_what_asks_nothing_is_not_searched_for_and_why_says_so() -> None:
    told = "super, j'ai remis mon agenda sur l'iphone hier soir, merci à tous"
    assert any("rien n'est cherché" in reason for reason in room(told).why)
    assert not room(told).candidates
    assert direct(told).candidates


def test_a_question_of_the_base_is_found_even_when_it_sounds_like_none() -> None:
    """A moderator may teach what people write without asking."""
    told = "j'ai remis mon agenda sur l'iphone hier soir, ça marche"
    one = replace(KNOWLEDGE.entries[0], questions=(*KNOWLEDGE.entries[0].questions, told))
    taught = Mind.build(replace(KNOWLEDGE, entries=(one, *KNOWLEDGE.entries[1:])), SERVICES)
    assert not room(told).candidates
    assert taught.decide(Message(text=told)).candidates[0].entry == "a-phone-diary"


def test_a_message_to_somebody_else_gets_no_reply_even_with_the_words_of_an_entry() -> None:
    message = Message(text="comment mettre mon agenda sur iphone ?", to_others=True)
    assert MIND.decide(message).outcome is Outcome.SILENT


def test_near_twins_are_asked_back_with_numbered_choices() -> None:
    decision = direct("comment mettre mon agenda sur mon téléphone ?")
    assert decision.outcome is Outcome.CLARIFY
    assert sorted(names(decision)) == ["a-phone-diary", "b-robot-diary"]
    text = to_text(decision.reply)
    assert "iPhone, Android" in text or "Android, iPhone" in text
    assert "1. L'agenda sur" in text
    assert "1️⃣ 2️⃣" in text
    assert "3️⃣" not in text


@pytest.mark.parametrize("number", [1, 2])
def test_a_choice_gives_the_entry_chosen(number: int) -> None:
    turn = Turn(text="mon agenda ?", outcome=Outcome.CLARIFY, entries=("a-phone-diary", "b-robot-diary"))
    for decision in (MIND.choose(turn, number), room(str(number), turn)):
        assert decision is not None
        assert names(decision) == [turn.entries[number - 1]]


def test_a_choice_that_was_not_offered_is_none() -> None:
    turn = Turn(text="mon agenda ?", outcome=Outcome.CLARIFY, entries=("a-phone-diary", "gone"))
    assert MIND.choose(turn, 3) is None
    assert MIND.choose(turn, 2) is None
    assert MIND.choose(replace(turn, outcome=Outcome.ANSWER), 1) is None


def test_an_unknown_question_is_handed_over_when_addressed_and_left_alone_in_the_room() -> None:
    text = "quelle est la recette de la tarte aux pommes ?"
    assert room(text).outcome is Outcome.SILENT
    decision = direct(text)
    assert decision.outcome is Outcome.HANDOVER
    assert "porte 3" in to_text(decision.reply)
    assert "papiers" not in to_text(decision.reply)


def test_a_greeting_or_a_question_about_the_bot_gets_help_when_addressed() -> None:
    for text in ("bonjour", "que sais-tu faire ?", "", "help"):
        assert direct(text).outcome is Outcome.HELP
    assert "Le guichet" in to_text(direct("bonjour").reply)


def test_a_command_is_left_to_the_commands() -> None:
    assert room("!check smtp").outcome is Outcome.COMMAND
    assert room("!!! enfin").outcome is Outcome.SILENT


def test_a_secret_is_warned_about_and_repeated_nowhere() -> None:
    decision = room(f"comment régler l'envoi ? mon mot de passe : {SECRET}")
    assert decision.outcome is Outcome.SECRET
    assert SECRET not in repr(decision)
    assert not decision.matches
    assert not decision.candidates


def test_a_question_about_an_outage_is_a_live_check() -> None:
    decision = room("le webmail est en panne ?")
    assert (decision.outcome, decision.check) == (Outcome.STATUS, "webmail")
    assert room("les mails sont HS pour tout le monde ?").check == "all"
    assert room("Le webmail sera en panne mardi pour maintenance").outcome is Outcome.SILENT


def test_an_answer_says_first_that_its_service_is_down() -> None:
    message = Message(text="comment régler l'envoi ?")
    text = to_text(MIND.decide(message, {"smtp": Verdict.DOWN}).reply)
    assert text.index("ne répond pas") < text.index("smtp.example.fr")
    assert "ne répond pas" not in to_text(MIND.decide(message, {"smtp": Verdict.OK, "webmail": Verdict.DOWN}).reply)


def test_two_questions_get_both_answers_under_their_titles() -> None:
    decision = room("Comment mettre mon agenda sur iphone ? Et comment mettre mon courrier sur android ?")
    assert names(decision) == ["a-phone-diary", "b-robot-post"]
    assert "L'agenda sur iPhone" in to_text(decision.reply)


def test_an_error_code_leads_to_its_cause() -> None:
    assert names(direct("ETIMEDOUT smtp.example.fr")) == ["z-blocked"]


def test_an_entry_s_own_threshold_is_kept() -> None:
    strict = tuple(replace(entry, threshold=1.0) for entry in KNOWLEDGE.entries)
    mind = Mind.build(replace(KNOWLEDGE, entries=strict), SERVICES)
    assert mind.decide(Message(text="mon envoi il est bloqué", addressed=True)).outcome is not Outcome.ANSWER


def test_an_english_base_of_one_entry_works() -> None:
    entry = Entry(
        id="tea", title="Tea", questions=("how do I make tea",), markdown="Boil water.", answer=parse("Boil water.")
    )
    mind = Mind.build(Knowledge(language="en", title="Kitchen", entries=(entry,)))
    assert names(mind.decide(Message(text="how do I make tea?"))) == ["tea"]
    assert mind.decide(Message(text="who won the match yesterday?")).outcome is Outcome.SILENT


def test_search_ranks_without_dialogue() -> None:
    found = MIND.search("calendrier iphone", 3)
    assert found[0].entry == "a-phone-diary"
    assert len(found) <= 3
    assert all(0 <= match.score <= 1 for match in found)


def test_the_same_message_is_decided_the_same_way_each_time() -> None:
    assert room("agenda sur samsung ?") == a_base.mind().decide(Message(text="agenda sur samsung ?"))
