"""A Document written as Markdown and read back is the same Document."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import markdown
from bot.core.document import Code, Document, Items, Paragraph, Quote, Span
from bot.core.rendering import to_text
from bot.documents.inline import joined
from bot.documents.writing import to_markdown

LETTERS = st.text(alphabet="abé 019*_`[]()<>#+-.!&;:~|\\/=\"'", min_size=1, max_size=30)


def words(document: Document) -> str:
    return " ".join(to_text(document).split())


@given(LETTERS)
def test_any_text_is_read_back_as_it_was(text: str) -> None:
    spans = joined([Span(text)])
    if spans:
        assert markdown.parse(to_markdown(Document((Paragraph(spans),)))) == Document((Paragraph(spans),))


@given(st.lists(st.tuples(LETTERS, st.booleans(), st.booleans(), st.booleans()), min_size=1, max_size=5))
def test_no_word_is_lost_whatever_the_styles(runs: list[tuple[str, bool, bool, bool]]) -> None:
    spans = joined([Span(text, bold, italic, code) for text, bold, italic, code in runs if not code or text.strip()])
    document = Document((Paragraph(spans),)) if spans else Document()
    assert words(markdown.parse(to_markdown(document))).replace(" ", "") == words(document).replace(" ", "")


PARTS = [
    Paragraph((Span("a "), Span("gras", bold=True), Span(" et "), Span("lien", href="https://x.fr/a(b)"), Span("."))),
    Paragraph((Span("gras ", bold=True), Span("lien", bold=True, href="https://x.fr"), Span(" fin"))),
    Items(((Paragraph((Span("un"),)),), (Paragraph((Span("deux"),)), Items(((Paragraph((Span("sous"),)),),))))),
    Items(((Paragraph((Span("un"),)), Paragraph((Span("suite"),))),), ordered=True, first=3),
    Quote((Paragraph((Span("cité"),)), Items(((Paragraph((Span("un"),)),),)))),
    Code("ls\n```\nfin", "sh"),
]


@pytest.mark.parametrize("part", PARTS)
def test_a_block_is_read_back_as_it_was(part: Paragraph | Items | Quote | Code) -> None:
    assert markdown.parse(to_markdown(Document((part,)))) == Document((part,))


def test_a_line_break_stays_one() -> None:
    written = to_markdown(Document((Paragraph((Span("ligne\nsuivante"),)),)))
    assert written == "ligne\\\nsuivante"
    assert to_text(markdown.parse(written)) == "ligne\nsuivante"


def test_two_lists_in_a_row_stay_two() -> None:
    lists = Document((Items(((Paragraph((Span("a"),)),),)), Items(((Paragraph((Span("b"),)),),))))
    assert markdown.parse(to_markdown(lists)) == lists


def test_an_address_is_written_in_clear() -> None:
    span = Span("https://x.fr/a", href="https://x.fr/a")
    assert to_markdown(Document((Paragraph((Span("Ici : "), span)),))) == "Ici : https://x.fr/a"
