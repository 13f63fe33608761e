"""The person's own words apart from what others and machines wrote."""

from bot.core.understand import surface
from bot.core.understand.forms import forms_of
from bot.core.understand.speech import Speech

WORDS = Speech(()).words


def test_quotes_code_and_forwarded_mail_are_not_the_person_s_words() -> None:
    assert surface.read("> où est l'agenda ?\noui", WORDS).own == "oui"
    assert surface.read("regarde\n```\nimport smtplib\n```", WORDS).own == "regarde"
    forwarded = surface.read("pour info\n---------- Message transféré ----------\nDe : Anne\nbla ?", WORDS)
    assert forwarded.own == "pour info"
    assert forwarded.quoted


def test_log_lines_go_and_a_line_that_speaks_stays() -> None:
    seen = surface.read("2026-10-12 09:14 connect\nj'ai ça dans les logs, une idée ?", WORDS)
    assert seen.own == "j'ai ça dans les logs, une idée ?"
    assert seen.code


def test_abbreviations_are_written_in_full() -> None:
    assert surface.read("cmt on fait stp", WORDS).plain == " comment on fait s il te plait "


def test_nothing_but_a_quote_is_empty() -> None:
    assert surface.empty(surface.read("> bonjour", WORDS))
    assert not surface.empty(surface.read("bonjour", WORDS))


def test_asking_what_something_is_states_no_fact() -> None:
    facts = {
        text: "states a fact" in forms_of(surface.read(text, WORDS))
        for text in (
            "c'est quoi le serveur imap",
            "c'est quel port pour l'envoi",
            "c'est le port 587",
            "c'est quelqu'un",
        )
    }
    assert list(facts.values()) == [False, False, True, True]
