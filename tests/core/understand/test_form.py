"""Is a message put to anybody? What the weights in force say of plain cases, and that what is told of them is true."""

import pytest

from bot.core.understand import surface
from bot.core.understand.form import LEARNED, form_of, meaning_of
from bot.core.understand.forms import FORMS, forms_of
from bot.core.understand.speech import Speech
from bot.core.understand.surface import Surface
from bot.core.understand.wording import wording

SPEECH = Speech(())


def seen(text: str) -> Surface:
    return surface.read(text, SPEECH.words)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("comment partager mon agenda avec une collègue ?", "merci, j'ai partagé mon agenda avec ma collègue"),
        ("je n'arrive pas à envoyer de mails depuis ce matin", "moi j'ai envoyé mes mails sans souci ce matin"),
        ("quel est le port pour l'envoi ?", "mets le port 465 et clique sur OK"),
    ],
)
def test_what_is_asked_stands_above_what_is_told(asked: str, told: str) -> None:
    assert form_of(seen(asked)).probability > 0.7
    assert form_of(seen(told)).probability < 0.3


def test_what_a_form_adds_is_what_goes_when_it_is_taken_away() -> None:
    one = seen("comment partager mon agenda avec une collègue ?")
    names, said, means = forms_of(one), wording(one.words, one.asks), meaning_of(one)
    told = form_of(one).told
    assert {name for name, _ in told} == set(names) & set(LEARNED.forms)
    whole = form_of(one).logit
    for name, more in told:
        without = LEARNED.read([other for other in names if other != name], said, means).logit
        assert more == pytest.approx(whole - without, abs=1e-3)


def test_the_numbers_are_those_of_the_forms_and_of_a_direction() -> None:
    assert set(LEARNED.forms) == {name for name, _ in FORMS}
    means = meaning_of(seen("bonjour"))
    assert len(LEARNED.forms) + len(means) == len(LEARNED.straight) == len(LEARNED.hidden)
