"""What speaks for each entry after an answer."""

from bot.core.conversation import continuing, readings
from bot.core.conversation.readings import Anchor, Readings
from bot.core.decide.case import Case
from bot.core.decide.clues import Clue
from bot.core.decide.known import Known
from bot.core.model import Message, Outcome, Turn
from tests.core import a_base

KNOWN = Known.of(a_base.KNOWLEDGE, a_base.SERVICES)
ASKED = Turn(text="comment lire mes mails sur iphone ?", outcome=Outcome.ANSWER, entries=("a-phone-post",))


def read(text: str, *turns: Turn) -> tuple[Case, Anchor, Readings]:
    case = Case.of(Message(text=text, turns=turns or (ASKED,), in_bot_thread=True), {}, KNOWN)
    anchor = readings.anchor_of(KNOWN, case)
    assert anchor
    return case, anchor, readings.read(KNOWN, case, anchor)


def clue(text: str, entry: str) -> Clue:
    _, anchor, seen = read(text)
    return continuing.clue_of(KNOWN, anchor, seen, KNOWN.entries[entry])


def test_a_value_named_instead_speaks_for_its_entry_and_against_the_last_answer() -> None:
    other, last = clue("et sur Android ?", "b-robot-post"), clue("et sur Android ?", "a-phone-post")
    assert other.agrees == last.against > 0 == other.against == last.agrees
    assert other.kept == last.kept > 0
    assert (other.told, last.told) == (False, True)


def test_what_is_not_named_may_change_too() -> None:
    both = clue("et sur Android ?", "b-robot-diary")
    assert both.agrees > 0
    assert both.changed > 0 == both.kept


def test_an_entry_without_the_facets_says_nothing_of_what_is_named_and_drops_the_rest() -> None:
    general = clue("et sur Android ?", "z-sending")
    assert general.unsaid > 0
    assert general.dropped > 0 == general.against == general.changed
    assert general.seen_also


def test_all_that_differs_by_what_is_named_is_a_candidate_and_the_last_answer_with_it() -> None:
    _, anchor, seen = read("et sur Android ?")
    found = {entry.id for entry in continuing.candidates(KNOWN, anchor, seen)}
    assert {"b-robot-post", "a-phone-post", "z-sending"} <= found


def test_the_probabilities_of_the_candidates_add_up_to_one_best_first() -> None:
    case, anchor, _ = read("et sur Android ?")
    found = continuing.continued(KNOWN, case, anchor)
    scores = [match.score for match in found.matches]
    assert abs(sum(scores) - 1) < 1e-6
    assert scores == sorted(scores, reverse=True)
    assert found.first.entry == "b-robot-post"
    assert 0 < found.fit < 1


def test_the_last_answer_that_is_still_there_is_spoken_of() -> None:
    gone = Turn(text="?", outcome=Outcome.ANSWER, entries=("gone",))
    checked = Turn(text="smtp en panne ?", outcome=Outcome.STATUS)
    _, anchor, _ = read("et sur Android ?", ASKED, gone, checked)
    assert (anchor.entry.id, anchor.turn) == ("a-phone-post", ASKED)


def test_of_a_choice_that_nobody_took_the_first_is_spoken_of() -> None:
    offered = Turn(text="mon agenda ?", outcome=Outcome.CLARIFY, entries=("a-phone-diary", "b-robot-diary"))
    _, anchor, _ = read("le mot de passe", offered)
    assert anchor.entry.id == "a-phone-diary"


def test_what_the_message_denies_is_not_named() -> None:
    _, anchor, _ = read("j'ai pas d'iphone, c'est un samsung")
    assert anchor.named == {"device": ("robot",)}


def test_each_clause_is_read_by_itself_and_the_last_one_again() -> None:
    told = clue("les courriers c'est bon, mais mon agenda reste vide", "a-phone-diary")
    assert told.part_half >= told.last_half > 0
    whole = clue("et sur Android ?", "b-robot-post")
    assert (whole.part, whole.part_half) == (whole.last, whole.last_half)
