"""YAML written by hand is read back to the same entry, whatever the texts."""

import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.core.model import Source
from bot.documents.draft import DraftEntry
from bot.documents.yaml_text import to_yaml

LINES = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
TRICKY = st.sampled_from(
    ["- a", "# b", "a: b", "yes", "null", "12", "1e3", "'", '"', "{x}", "[y]", "| z", "&a", "*b", "!c", "%"]
)


def tidy(text: str) -> str:
    """What readers see of a text: control characters are not kept, spaces are folded."""
    return "".join(c for c in text if c.isprintable() and not c.isspace())


@given(st.one_of(TRICKY, LINES), st.lists(st.one_of(TRICKY, LINES), min_size=1, max_size=4))
def test_texts_come_back(title: str, questions: list[str]) -> None:
    draft = DraftEntry(id="x1", title=title, questions=tuple(questions), answer="a", facets={"client": title})
    [entry] = yaml.safe_load(to_yaml([draft]))
    assert [tidy(str(text)) for text in (entry["title"], *entry["questions"])] == list(map(tidy, (title, *questions)))
    assert all(isinstance(text, str) for text in (entry["title"], *entry["questions"], *entry["facets"].values()))


@given(st.lists(st.one_of(TRICKY, st.text("ab -#:\t|>é😀", max_size=20)), min_size=1, max_size=6))
def test_answers_of_several_lines_come_back(lines: list[str]) -> None:
    answer = "\n".join(line.replace("\t", "    ").rstrip() for line in lines).strip("\n")
    [entry] = yaml.safe_load(to_yaml([DraftEntry(id="x1", title="t", questions=("q",), answer=answer)]))
    assert (entry["answer"] or "").rstrip("\n") == answer.rstrip("\n")


def test_every_key_is_written() -> None:
    draft = DraftEntry(
        id="x1",
        title="T",
        questions=("Q ?",),
        answer="a\n\nb",
        refuses=("N ?",),
        facets={"client": "iphone"},
        check="imap",
        see=("y1",),
        source=Source(page="p.md", section="A > B", digest="123456789012+210987654321", note="n"),
        tests=("t",),
        threshold=0.5,
        notes=("à\nvoir",),
    )
    text = to_yaml([draft])
    assert text.startswith("# À relire : à voir\n- id: x1\n")
    assert yaml.safe_load(text) == [
        {
            "id": "x1",
            "title": "T",
            "questions": ["Q ?"],
            "not": ["N ?"],
            "answer": "a\n\nb\n",
            "facets": {"client": "iphone"},
            "check": "imap",
            "see": ["y1"],
            "source": {"page": "p.md", "section": "A > B", "digest": "123456789012+210987654321", "note": "n"},
            "tests": ["t"],
            "threshold": 0.5,
        }
    ]


def test_no_entries_are_an_empty_list() -> None:
    assert yaml.safe_load(to_yaml([])) == []
