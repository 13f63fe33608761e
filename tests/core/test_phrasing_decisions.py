"""The bot's own sentences: what must stand in them, and what never may."""

import re

from bot.core.phrasing import decisions
from bot.core.rendering import to_html, to_text
from bot.core.understand.secrets import Leak
from tests.core.a_base import KNOWLEDGE

ENTRIES = KNOWLEDGE.entries[:3]


def test_every_kind_of_leak_has_a_warning_that_says_what_to_do() -> None:
    for kind in Leak:
        text = to_text(decisions.warning(kind))
        assert text.startswith("Attention")
        assert "Supprimez" in text
        assert "Changez" in text


def test_code_in_a_sentence_is_shown_as_code() -> None:
    assert "<code>!check smtp</code>" in to_html(decisions.would_check("Envoi", "smtp"))


def test_choices_are_numbered_as_the_reactions() -> None:
    text = to_text(decisions.which(ENTRIES))
    assert [line[:2] for line in text.splitlines() if re.match(r"\d\.", line)] == ["1.", "2.", "3."]
    assert "1️⃣ 2️⃣ 3️⃣" in text
