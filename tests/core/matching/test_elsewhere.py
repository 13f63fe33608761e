"""What a base leaves to people: a message nearer to that than to an entry's questions is a stranger to the entry."""

from dataclasses import replace

from bot.core.matching import Index
from bot.core.matching.elsewhere import NOTHING
from tests.core.matching.bases import CALENDAR, PASSWORD, QUOTA, base

MORE = (
    "Partager mon calendrier avec un collègue",
    "Donner à une collègue le droit de voir mon agenda",
    "Mon agenda doit être visible de mon équipe",
    "Partage d'un agenda entre deux personnes",
    "Comment ouvrir mon calendrier à mes collègues ?",
    "Une collègue veut consulter mon agenda",
    "Autoriser quelqu'un à lire mon agenda",
)
OLD = replace(CALENDAR, questions=CALENDAR.questions + MORE)
LEFT = ("Comment imprimer mon agenda de la semaine ?", "Imprimer le calendrier du mois", "Sortir mon agenda sur papier")


def strange(index: Index, text: str) -> float:
    return index.stranger(index.rank(text), "partager-agenda")


def test_a_message_like_what_is_left_to_people_is_a_stranger_and_one_like_the_entry_is_not() -> None:
    index = Index.build(replace(base(PASSWORD, QUOTA, OLD), unanswered=LEFT))
    assert strange(index, "je voudrais imprimer mon agenda") > 0.1
    assert strange(index, "partager mon agenda avec mon équipe") < 0


def test_without_a_list_nothing_is_a_stranger() -> None:
    assert strange(Index.build(base(PASSWORD, QUOTA, OLD)), "je voudrais imprimer mon agenda") == NOTHING


def test_an_entry_taught_since_takes_what_was_left_to_people() -> None:
    young = replace(CALENDAR, questions=("Imprimer mon agenda",))
    index = Index.build(replace(base(PASSWORD, QUOTA, young), unanswered=LEFT))
    assert strange(index, "je voudrais imprimer mon agenda") == NOTHING


def test_a_question_of_an_entry_is_left_to_nobody() -> None:
    printed = replace(OLD, questions=(*OLD.questions, LEFT[0]))
    only = Index.build(replace(base(PASSWORD, QUOTA, printed), unanswered=LEFT[:1]))
    assert strange(only, "comment imprimer mon agenda ?") == NOTHING


def test_what_was_read_of_the_list_is_taken_again_after_a_change_of_an_entry() -> None:
    asked = "je voudrais imprimer mon agenda"
    before = Index.build(replace(base(PASSWORD, QUOTA, CALENDAR), unanswered=LEFT))
    now = replace(base(PASSWORD, QUOTA, OLD), unanswered=LEFT)
    assert Index.build(now, before).rank(asked) == Index.build(now).rank(asked)
    assert strange(Index.build(now, before), asked) == strange(Index.build(now), asked) > 0.1


def test_a_list_that_changed_is_read_again() -> None:
    before = Index.build(replace(base(PASSWORD, QUOTA, OLD), unanswered=LEFT[:1]))
    assert strange(Index.build(base(PASSWORD, QUOTA, OLD), before), "je voudrais imprimer mon agenda") == NOTHING
