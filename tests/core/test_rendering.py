"""One document, two renderings: both say the same, neither lets markup or pings through."""

from hypothesis import given
from hypothesis import strategies as st

from bot import markdown
from bot.core.document import Code, Details, Document, Items, Paragraph, Span, sentence
from bot.core.rendering import to_html, to_text


def both(text: str) -> tuple[str, str]:
    document = markdown.parse(text)
    return to_text(document), to_html(document)


def test_styles_are_tags_in_html_and_nothing_in_text() -> None:
    text, html = both("Cliquez sur **Fichier** puis *Nouveau*, tapez `imap.beta.gouv.fr`.")
    assert text == "Cliquez sur Fichier puis Nouveau, tapez imap.beta.gouv.fr."
    assert "<strong>Fichier</strong>" in html
    assert "<em>Nouveau</em>" in html
    assert "<code>imap.beta.gouv.fr</code>" in html


def test_a_link_shows_its_address_in_text() -> None:
    text, html = both("Voir [la page](https://webmail.beta.gouv.fr/assistance/).")
    assert text == "Voir la page (https://webmail.beta.gouv.fr/assistance/)."
    assert '<a href="https://webmail.beta.gouv.fr/assistance/">la page</a>' in html


def test_a_link_whose_text_is_its_address_is_not_doubled() -> None:
    text, _ = both("Voir [webmail.beta.gouv.fr](https://webmail.beta.gouv.fr/).")
    assert text == "Voir https://webmail.beta.gouv.fr/."


def test_a_bare_address_becomes_a_link_without_its_sentences_full_stop() -> None:
    text, html = both("Ouvrez https://webmail.beta.gouv.fr/assistance/.")
    assert text == "Ouvrez https://webmail.beta.gouv.fr/assistance/."
    assert '<a href="https://webmail.beta.gouv.fr/assistance/">https://webmail.beta.gouv.fr/assistance/</a>.' in html


def test_lists_keep_their_numbers_and_their_depth() -> None:
    text, html = both("3. un\n4. deux\n   - dedans\n")
    assert text == "3. un\n4. deux\n   • dedans"
    assert html == '<ol start="3"><li>un</li><li>deux<ul><li>dedans</li></ul></li></ol>'


def test_a_table_becomes_a_list_that_phones_can_show() -> None:
    text, html = both("| | ISN |\n|-|-|\n| Port | 993 |\n| Sécurité | SSL/TLS |\n")
    assert text == "• Port : 993\n• Sécurité : SSL/TLS"
    assert html == "<ul><li>Port : 993</li><li>Sécurité : SSL/TLS</li></ul>"


def test_a_wide_table_names_its_columns_in_each_line() -> None:
    text, _ = both("| Port | Sécurité | Sens |\n|-|-|-|\n| 993 | SSL/TLS | réception |\n")
    assert text == "• Port : 993 · Sécurité : SSL/TLS · Sens : réception"


def test_html_in_an_answer_is_text() -> None:
    _, html = both("<script>alert(1)</script> <b>gras</b>")
    assert "<script>" not in html
    assert "&lt;b&gt;gras&lt;/b&gt;" in html


def test_only_web_and_mail_links_are_links() -> None:
    _, html = both("[x](javascript:alert(1)) [y](mailto:a@b.fr) ![z](data:text/html,x)")
    assert "javascript:" not in html.replace("(javascript:alert(1))", "")
    assert '<a href="mailto:a@b.fr">y</a>' in html
    assert 'href="data:' not in html


def test_a_room_ping_is_made_harmless_in_both() -> None:
    text, html = both("@room venez, et `@room` aussi")
    assert "@room" not in text
    assert "@room" not in html


def test_null_bytes_are_dropped() -> None:
    assert to_text(sentence("a\0b")) == "ab"


def test_code_and_details_are_shown_by_both() -> None:
    document = Document((Code("openssl s_client <x>"), Details("Détails", (Paragraph((Span("ligne"),)),))))
    assert to_text(document) == "openssl s_client <x>\n\nDétails\nligne"
    assert "<details><summary>Détails</summary><p>ligne</p></details>" in to_html(document)
    assert "&lt;x&gt;" in to_html(document)


def test_an_empty_item_is_still_an_item() -> None:
    assert to_html(Document((Items(((),)),))) == "<ul><li></li></ul>"


@given(st.text(max_size=400))
def test_no_text_breaks_the_renderings_or_escapes_them(text: str) -> None:
    plain, html = both(text)
    assert isinstance(plain, str)
    assert "<script" not in html.lower()
    assert "@room" not in html.lower()
