"""Sections of a page: paths, anchors, lines, digests."""

import hashlib

import pytest

from bot.documents.sections import digest_of, slug
from tests.documents.pages import SEED, page, seed


@pytest.mark.parametrize(
    ("title", "anchor"),
    [
        ("Étape 2 : Utiliser le webmail", "etape-2-utiliser-le-webmail"),
        ("3.1 Android", "id-3.1-android"),
        ("1. Create Client ID/Role for the CRVS", "id-1.-create-client-id-role-for-the-crvs"),
        ("1. Acceso al Módulo", "id-1.-acceso-al-modulo"),
        ("L'agenda d’équipe", "lagenda-dequipe"),
    ],
)
def test_an_anchor_is_the_one_gitbook_makes(title: str, anchor: str) -> None:
    assert slug(title) == anchor


def test_an_anchor_given_by_the_editor_wins_and_leaves_the_title_alone() -> None:
    section = page('## Titre <a href="#mon-titre" id="mon-titre"></a>\n\nTexte').sections[0]
    assert (section.title, section.anchor) == ("Titre", "mon-titre")


def test_two_headings_of_the_same_words_have_two_anchors() -> None:
    assert [s.anchor for s in page("## A\n\nx\n\n## A\n\ny").sections] == ["a", "a-1"]


def test_a_bold_line_has_the_anchor_of_the_heading_above() -> None:
    assert [s.anchor for s in page("## A\n\n**B**\n\ny").sections] == ["a", "a"]


def test_a_digest_sees_words_and_not_spaces() -> None:
    expected = hashlib.sha256(b"## A un deux").hexdigest()[:12]
    assert digest_of("\n## A\n\nun   deux \n") == digest_of("## A un\tdeux") == expected


def test_every_line_of_the_seed_page_after_its_front_matter_is_in_exactly_one_section() -> None:
    numbers = [number for section in seed().sections for number in section.numbers]
    assert sorted(numbers) == list(range(5, len(SEED.read_text().split("\n")) + 1))


def test_every_line_is_in_one_section_when_folded_texts_and_tabs_interrupt_their_parent() -> None:
    read = page(
        '# T\n\na\n\n<details>\n\n<summary>Q</summary>\n\nb\n\n</details>\n\nc\n\n{% tabs %}\n{% tab title="X" %}\nd\n'
        "{% endtab %}\n{% endtabs %}\n\nle mot\n\n## F\n\ng\n"
    )
    numbers = [number for section in read.sections for number in section.numbers]
    assert sorted(numbers) == list(range(1, 27))
    assert [s.path[1:] for s in read.sections] == [(), ("Q",), ("X",), ("F",)]
    assert read.sections[0].line_of("le mot") == 21
    assert "c" in read.sections[0].raw
    assert "b" not in read.sections[0].raw.split("\n")


def test_a_change_under_a_section_changes_its_tree_and_not_its_own_digest() -> None:
    before = page("## A\n\nx\n\n### B\n\ny").sections[0]
    after = page("## A\n\nx\n\n### B\n\nz").sections[0]
    assert before.digest == after.digest
    assert before.tree != after.tree


def test_the_seed_page_has_its_sections_under_their_paths() -> None:
    sections = seed().sections
    assert len(sections) == 29
    by_line = {section.line: section for section in sections}
    assert by_line[155].name == (
        "Emails suite numérique > Etape 4 : Récupérer/Importer ses anciens mails"
        " > 4.2 Importer ses anciens emails dans Thunderbird > Si vous utilisiez gmail"
    )
    assert by_line[155].digest == "20798ad615ab"
    assert by_line[137].tree == "6aa11c449cc4"
