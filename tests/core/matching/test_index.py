"""The right entry first, ties when two are equal, nothing when nothing is known."""

import pytest

from bot.core.matching import Index
from bot.core.model import Lexicon
from bot.core.text import normalise
from tests.core.matching.bases import CALENDAR, FOUR, PASSWORD, QUOTA, SENDING, base, entry, many


@pytest.fixture(scope="module")
def index() -> Index:
    return Index.build(FOUR)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("mot de passe perdu, comment le réinitialiser", "mot-de-passe"),
        ("jai oublié mon mdp svp", "mot-de-passe"),
        ("g oublier mon mot 2 passe", "mot-de-passe"),
        ("quel serveur smtp ds tb", "envoi-thunderbird"),
        ("thunder bird n'envoie plus de messages", "envoi-thunderbird"),
        ("ma boite est plene", "boite-pleine"),
        ("QUOTA DEPASSE !!!", "boite-pleine"),
        ("partagé l'agneda avec une collegue", "partager-agenda"),
        ("> ma boîte est pleine\ncomment partager un agenda", "partager-agenda"),
    ],
)
def test_the_entry_meant_comes_first(index: Index, text: str, expected: str) -> None:
    assert index.rank(text).matches[0].entry == expected


def test_a_question_of_the_base_is_exact_however_it_is_typed(index: Index) -> None:
    ranking = index.rank("quel serveur smtp dans THUNDER BIRD")
    assert ranking.exact
    assert ranking.scope == 1
    assert [match.score for match in ranking.matches] == [1, 0, 0, 0]
    assert ranking.search()[0].score == 1


def test_whether_it_is_a_question_of_the_base_is_known_without_a_search(index: Index) -> None:
    assert index.asks(normalise("quel serveur smtp dans THUNDER BIRD").split())
    assert not index.asks(normalise("un serveur smtp dans Thunderbird, lequel ?").split())
    assert not index.asks([])


def test_a_question_of_two_entries_is_a_tie() -> None:
    twins = base(
        entry("a", "A", "Comment faire ?", "Comment faire pour a"), entry("b", "B", "comment faire", "Et b"), PASSWORD
    )
    ranking = Index.build(twins).rank("Comment faire")
    assert ranking.exact
    assert [(match.entry, match.score) for match in ranking.matches[:2]] == [("a", 0.5), ("b", 0.5)]


def test_what_an_entry_refuses_is_not_answered_with_it(index: Index) -> None:
    without = Index.build(
        base(entry("envoi-thunderbird", SENDING.title, *SENDING.questions), PASSWORD, QUOTA, CALENDAR)
    )
    text = "quel serveur smtp faut-il pour Brevo"
    assert index.rank(text).scope < 0.3 < without.rank(text).scope
    assert index.rank("quel serveur smtp faut-il pour Thunderbird").scope > 0.5


def test_a_refused_text_that_another_entry_asks_belongs_to_that_entry() -> None:
    brevo = entry("brevo", "Brevo", "Quel serveur SMTP pour Brevo ?")
    ranking = Index.build(base(SENDING, brevo)).rank("Quel serveur SMTP pour Brevo ?")
    assert ranking.exact
    assert ranking.matches[0].entry == "brevo"


@pytest.mark.parametrize("text", ["", " \n", "\0", "😀😀", "مرحبا", "> tout est cité", "https://exemple.fr/mdp", "?"])
def test_a_text_without_words_finds_nothing(index: Index, text: str) -> None:
    ranking = index.rank(text)
    assert ranking.matches == ()
    assert ranking.scope == 0
    assert not ranking.exact


def test_another_subject_scores_lower_than_a_question_of_the_base(index: Index) -> None:
    inside = min(
        index.rank(text).scope for text in ("mon mot de passe a expiré", "la boîte est pleine", "quel port smtp")
    )
    outside = max(
        index.rank(text).scope for text in ("qui vient déjeuner à midi", "il pleut encore", "bravo à l'équipe")
    )
    assert inside > outside + 0.2


def test_it_tells_what_was_corrected_and_what_is_unknown(index: Index) -> None:
    ranking = index.rank("le servuer de xylophone")
    assert ranking.corrected == {"servuer": "serveur"}
    assert ranking.unknown == 0.5


def test_synonyms_of_the_lexicon_are_one_word() -> None:
    entries = (entry("a", "", "Relever son courriel"), entry("b", "", "Signaler un incident"))
    with_lexicon, without = Index.build(base(*entries)), Index.build(base(*entries, lexicon=Lexicon()))
    assert with_lexicon.rank("une panne").unknown == 0
    assert without.rank("une panne").unknown == 1
    assert with_lexicon.rank("relever son mail").exact


def test_english_bases_are_read_as_english() -> None:
    entries = (entry("card", "", "My card was stolen"), entry("refund", "", "How do I get my money back?"))
    index = Index.build(base(*entries, language="en", lexicon=Lexicon()))
    assert index.rank("cards stoled").matches[0].entry == "card"


@pytest.mark.parametrize("count", [0, 1, 2, 1200])
def test_bases_of_any_size_are_served(count: int) -> None:
    index = Index.build(many(count))
    ranking = index.rank("comment partager contact numéro 18")
    assert len(ranking.matches) == min(5, count)
    assert (index.rank("Comment partager contact numéro 18 ?").exact) == (count > 18)
    assert 0 <= ranking.scope <= 1


def test_one_entry_is_in_scope_only_for_its_matter() -> None:
    index = Index.build(base(PASSWORD))
    assert index.rank("comment je réinitialise le mot de passe").scope > 0.5 > index.rank("il fait beau à Brest").scope


def test_a_question_without_any_word_does_no_harm() -> None:
    index = Index.build(base(entry("vide", "?", "???", "😀"), PASSWORD))
    assert index.rank("mot de passe oublié").matches[0].entry == "mot-de-passe"
    assert index.rank("???").matches == ()


def test_two_builds_give_the_same_numbers() -> None:
    texts = ("mot de passe", "quel port", "servuer smtp de tb", "bonjour à tous")
    one, other = Index.build(FOUR), Index.build(FOUR)
    assert [one.rank(text) for text in texts] == [other.rank(text) for text in texts]
    assert [one.rank(text) for text in texts] == [one.rank(text) for text in texts]


def test_no_more_entries_than_asked_for(index: Index) -> None:
    assert len(index.rank("mot de passe", top=2).matches) == 2
    assert len(index.search("mot de passe", top=1)) == 1


def test_what_was_asked_before_changes_nothing() -> None:
    asked = [
        "quel serveur smtp ds tb",
        "ma boite est plene",
        "quel serveur smtp ds tb",
        *(f"mot {n}" for n in range(20)),
    ]
    used = Index.build(FOUR)
    said = [used.rank(text).matches for text in (*asked, asked[0])]
    assert said[0] == said[2] == said[-1] == Index.build(FOUR).rank(asked[0]).matches
    assert said[1] == Index.build(FOUR).rank(asked[1]).matches != said[0]
