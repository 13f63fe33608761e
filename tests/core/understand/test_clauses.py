"""A message in clauses: what was done, then what is wanted."""

import pytest

from bot.core.understand.clauses import LONGEST, MOST, clauses


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Les mails arrivent, merci. Reste l'agenda", ["Les mails arrivent", "l'agenda"]),
        ("c'est fait mais rien ne part !", ["c'est fait", "rien ne part"]),
        ("et sur Android ?", []),
        ("merci !", []),
        ("", []),
    ],
)
def test_what_is_one_clause_has_none(text: str, found: list[str]) -> None:
    assert clauses(text) == found


def test_only_the_last_ones_are_read() -> None:
    many = ". ".join(f"phrase numéro {number}" for number in range(30))
    assert clauses(many) == [f"phrase numéro {number}" for number in range(30 - MOST, 30)]
    assert sum(map(len, clauses("mot " * LONGEST + ". fin du texte"))) <= LONGEST
