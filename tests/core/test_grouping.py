"""Questions alike become one group, whatever their words; strangers stay out."""

import random
import time
from itertools import combinations
from pathlib import Path

import pytest

from bot.core.grouping import groups
from bot.core.model import Knowledge
from bot.storage import knowledge

MATTERS = {
    "signature": (
        "Comment ajouter une signature à mes mails ?",
        "où est-ce qu'on règle la signature dans le webmail",
        "je voudrais une signature automatique en bas de mes messages",
    ),
    "list": (
        "comment créer une liste de diffusion ?",
        "on voudrait une liste de diffusion pour l'équipe",
        "qui peut ouvrir une liste de diffusion pour mon service ?",
    ),
    "spam": (
        "Comment marquer un message comme spam ?",
        "je reçois plein de spams, on peut les filtrer ?",
        "où est le dossier spam",
    ),
    "deleted": (
        "récupérer un message effacé de la corbeille",
        "restaurer des mails supprimés",
        "j'ai supprimé un mail par erreur, je peux le récupérer ?",
    ),
}
STRANGERS = (
    "le webmail est en anglais, comment changer la langue ?",
    "peut-on importer ses contacts depuis un fichier vcf ?",
    "comment réserver une salle de réunion ?",
    "quelle est la taille maximale d'une pièce jointe ?",
)


@pytest.fixture(scope="module")
def base() -> Knowledge:
    return knowledge.load(Path(__file__).parent.parent.parent / "knowledge")


def texts_of(found: list[list[int]], texts: list[str]) -> list[set[str]]:
    return [{texts[at] for at in group} for group in found]


def test_nothing_gives_no_groups(base: Knowledge) -> None:
    assert groups([], base) == []


@pytest.mark.parametrize("text", ["", "?", "🎉", "le la les", "x" * 5000, "\0\ud800"])
def test_any_text_is_a_group_of_its_own(base: Knowledge, text: str) -> None:
    assert groups([text], base) == [[0]]
    assert sorted(map(len, groups([text, "comment créer une liste de diffusion ?"], base))) == [1, 1]


@pytest.mark.parametrize("matter", ["signature", "list"])
def test_three_wordings_among_strangers_are_one_group_and_come_first(base: Knowledge, matter: str) -> None:
    texts = [*STRANGERS[:2], *MATTERS[matter], *STRANGERS[2:]]
    assert texts_of(groups(texts, base), texts)[0] == set(MATTERS[matter])


def test_matters_are_not_mixed(base: Knowledge) -> None:
    """Some wordings stay alone; none stands with another matter's."""
    texts = [text for wordings in MATTERS.values() for text in wordings]
    owner = {text: matter for matter, wordings in MATTERS.items() for text in wordings}
    pairs = [pair for group in texts_of(groups(texts, base), texts) for pair in combinations(sorted(group), 2)]
    assert len(pairs) >= 6
    assert all(owner[one] == owner[other] for one, other in pairs)


def test_the_same_question_again_and_again_is_one_group(base: Knowledge) -> None:
    texts = ["Comment créer une liste de diffusion ?", STRANGERS[0], "comment creer une liste de diffusion"] * 3
    assert texts_of(groups(texts, base), texts)[0] == {texts[0], texts[2]}


def test_the_order_of_the_texts_does_not_matter(base: Knowledge) -> None:
    texts = [*STRANGERS, *(text for wordings in MATTERS.values() for text in wordings)]
    shuffled = random.Random(1).sample(texts, len(texts))
    first = {frozenset(group) for group in texts_of(groups(texts, base), texts)}
    assert first == {frozenset(group) for group in texts_of(groups(shuffled, base), shuffled)}


def test_four_hundred_questions_take_seconds(base: Knowledge) -> None:
    texts = [f"{wording} numéro {number}" for number in range(34) for one in MATTERS.values() for wording in one][:400]
    start = time.process_time()
    assert sum(map(len, groups(texts, base))) == 400
    assert time.process_time() - start < 10
