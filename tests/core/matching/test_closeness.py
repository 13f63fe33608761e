"""What the nearest texts of an entry say, whatever the fit over the whole base thinks of it."""

from dataclasses import replace

from bot.core.matching import Index
from bot.core.model import Entry, Knowledge
from tests.core.matching.bases import FOUR


def test_a_question_of_the_base_is_as_near_as_can_be_to_its_entry() -> None:
    entry = FOUR.entries[0]
    ranking = Index.build(FOUR).rank(entry.questions[0])
    own, *others = (ranking.close[match.entry] for match in ranking.matches)
    assert own.nearest > 0.95
    assert own.phrases > 0.95
    assert own.questions == len(entry.questions)
    assert own.votes == max(one.votes for one in (own, *others))
    assert all(one.nearest < own.nearest for one in others)


def test_votes_are_shares_and_what_is_refused_may_have_some() -> None:
    ranking = Index.build(FOUR).rank("quel serveur pour envoyer mes messages", 4)
    assert 0 < sum(ranking.close[match.entry].votes for match in ranking.matches) <= 1


def crowded() -> Knowledge:
    """Ten entries of thirty questions around one of two."""
    words = ["envoyer", "recevoir", "ouvrir", "fermer", "partager", "lire", "copier", "trier", "chercher", "imprimer"]
    things = ["message", "dossier", "fichier", "courrier", "agenda", "contact"]
    entry = FOUR.entries[0]
    old = [
        replace(
            entry,
            id=f"e-{word}",
            title=word,
            questions=tuple(f"comment {word} un {one} {way}" for one in things for way in ["a", "b", "c", "d", "e"]),
            refuses=(),
        )
        for word in words
    ]
    young: Entry = replace(entry, id="young", title="", questions=("ma signature a disparu", "signature"), refuses=())
    return replace(FOUR, entries=(*old, young))


def test_an_entry_of_two_questions_is_looked_at_among_many_of_thirty() -> None:
    ranking = Index.build(crowded()).rank("comment partager une signature", 2)
    assert "young" in {match.entry for match in ranking.matches}
    assert ranking.close["young"].questions == 2


def test_a_search_gives_no_more_than_it_is_asked_for() -> None:
    assert len(Index.build(crowded()).search("comment partager une signature", 2)) == 2
