"""What a message names beside the trade: of mail, or of the office."""

from bot.core.understand.matters import matters, of_mail, of_office, unmentioned


def test_matters_are_named_once_each_in_order() -> None:
    assert matters(" une signature et un quota pour ma signature ") == ("signature", "quota")


def test_a_thing_of_the_office_is_told_from_a_subject_of_mail() -> None:
    assert of_office(matters(" comment connecter ma manette "))
    assert not of_office(matters(" un message pour mes vacances "))
    assert not of_office(())


def test_words_speak_of_mail_unless_a_thing_of_the_office_is_named_too() -> None:
    assert of_mail(" mes vacances ")
    assert of_mail(" un mail ")
    assert not of_mail(" un mail de brevo ")
    assert not of_mail(" il fait beau ")


def test_what_the_entry_knows_is_not_another_matter() -> None:
    assert unmentioned(("quota", "spam"), {"quota"}.__contains__) == ("spam",)
