"""Evidence is one clean line without secrets, however they are written."""

from base64 import b64encode, urlsafe_b64encode
from urllib.parse import quote, quote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.checks import Account, Canary
from bot.checks.evidence import Redactor

USER, PASSWORD = "canary@lab.test", "Tr0ub4dor & Co/é?"
HIDE = Redactor(USER, PASSWORD)
LETTERS = st.text(
    st.characters(min_codepoint=33, max_codepoint=255, exclude_characters="\x7f"), min_size=8, max_size=30
)


def test_a_password_is_hidden_in_every_usual_form() -> None:
    raw = PASSWORD.encode()
    forms = [
        PASSWORD, quote(PASSWORD), quote(PASSWORD, safe=""), quote_plus(PASSWORD), raw.hex(),
        b64encode(raw).decode(), b64encode(f"\0{USER}\0{PASSWORD}".encode()).decode(),
        b64encode(f"{USER}:{PASSWORD}".encode()).decode(), urlsafe_b64encode(raw).decode(),
    ]  # fmt: skip
    for form in forms:
        assert form not in HIDE(f"before {form} after")
        assert HIDE(f"before {form} after") == "before [secret] after"


@given(before=st.binary(max_size=12), after=st.binary(max_size=12), password=LETTERS)
def test_a_password_inside_any_base64_is_hidden(before: bytes, after: bytes, password: str) -> None:
    text = b64encode(before + password.encode() + after).decode()
    assert Redactor("user", password)(f"501 cannot decode {text}") == "501 cannot decode [secret]"


@given(LETTERS)
def test_no_password_survives(password: str) -> None:
    assert password not in Redactor("user", password)(f"you said {password} and {password}")


def test_evidence_is_one_short_line() -> None:
    shown = Redactor()(b"220 hi\r\n\x1b[31mred\x00\x07 \xff @room \xe2\x80\xaegnp.exe" + b"x" * 5000)
    assert len(shown) <= 200
    assert not [letter for letter in shown if ord(letter) < 32 or letter == "\u202e"]
    assert "@room" not in shown


def test_french_and_other_letters_stay() -> None:
    assert Redactor()("Le compte est désactivé – voilà… Œuvre ελ") == "Le compte est désactivé – voilà… Œuvre ελ"


def test_an_account_never_shows_its_password() -> None:
    account = Account(USER, PASSWORD)
    assert PASSWORD not in repr(account)
    assert PASSWORD not in repr(Canary(account).__dict__)


def test_an_account_cannot_write_commands_of_its_own() -> None:
    for user, password in (("a\r\nQUIT", "x"), ("a", "x\n.")):
        with pytest.raises(ValueError, match=r"commands of its own$"):
            Account(user, password)
