"""Draft entries of pages: what they are called, ask, answer and warn of; the seed page answers when asked."""

import re
from pathlib import Path

import pytest
import yaml

from bot.core.matching import Index
from bot.core.text import normalise
from bot.documents.draft import DraftEntry, Taken, draft
from bot.documents.folder import write, write_folder
from bot.documents.reading import read_pages
from bot.documents.yaml_text import to_yaml
from bot.errors import FileWrong
from bot.storage.knowledge import load
from tests.documents.pages import page, seed


@pytest.fixture(scope="module")
def drafts() -> dict[str, DraftEntry]:
    return {one.id: one for one in draft(seed())}


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    out = tmp_path_factory.mktemp("kb") / "knowledge"
    for _ in write_folder([seed()], out):
        pass
    return Index.build(load(out))


ASKED = {
    "quel serveur imap dans thunderbird": "utiliser-thunderbird",
    "port smtp thunderbird": "utiliser-thunderbird",
    "comment configurer thunderbird ?": "utiliser-thunderbird",
    "comment ajouter mon agenda dans thunderbird": "ajouter-calendrier-thunderbird",
    "ajouter mes contacts dans thunderbird": "ajouter-contacts-thunderbird",
    "configurer apple mail": "emails-mac",
    "mes mails sur mac": "emails-mac",
    "comment avoir mes mails sur mon iphone": "emails-iphone",
    "agenda sur iphone": "calendrier-iphone",
    "synchroniser mon calendrier android": "calendrier-android",
    "davx5": "calendrier-android",
    "mails sur android": "connecter-telephone-android",
    "comment récupérer mes anciens mails": "recuperer-importer-anciens-mails",
    "où trouver le serveur de mon ancien compte": "recuperer-informations-precedent-compte-email",
    "importer mes mails ovh dans thunderbird": "importer-anciens-emails-thunderbird-compte-ovh",
    "importer depuis gmail dans thunderbird": "importer-anciens-emails-thunderbird-gmail",
    "importer mes anciens mails dans apple mail": "importer-anciens-mails-apple-mail-gmail",
    "importer mon agenda google dans apple calendrier": "importer-historique-calendrier-apple-gmail",
    "importer l'agenda openxchange dans un autre logiciel": "importer-agenda-openxchange-client-tiers",
    "partager mon calendrier": "partager-calendrier",
    "voir les disponibilités de mes collègues": "partage-calendriers-collegues",
    "calendso": "connecter-outil-gestion-prise-rdv-calendso",
    "puis-je utiliser gmail": "emails-suite-numerique",
    "où demander de l'aide": "emails-suite-numerique",
    "comment obtenir une adresse mail": "obtenir-adresse-mail-suite-numerique",
    "adresse du webmail": "utiliser-webmail",
    "c'est quoi un client lourd": "client-lourd-ordinateur",
}


@pytest.mark.parametrize("question", ASKED)
def test_the_drafts_of_the_seed_page_answer_without_any_editing(index: Index, question: str) -> None:
    assert index.search(question, 1)[0].entry == ASKED[question]


def test_every_section_of_the_seed_page_with_a_text_has_its_draft(drafts: dict[str, DraftEntry]) -> None:
    built = {one.source.section for one in drafts.values()}
    assert {section.name for section in seed().sections if section.text} <= built


def test_every_heading_of_the_seed_page_is_in_the_path_of_a_draft(drafts: dict[str, DraftEntry]) -> None:
    named = {title for one in drafts.values() for title in one.source.section.split(" > ")}
    assert {section.title for section in seed().sections} <= named


def test_no_word_of_the_page_is_lost_but_those_told_in_the_notes(drafts: dict[str, DraftEntry]) -> None:
    said = " ".join(f"{one.source.section} {one.answer} {' '.join(one.notes)}" for one in drafts.values())
    source = seed()
    for section in source.sections:
        text = re.sub(r"<[^>]*>|\{%.*?%\}|\]\([^)]*\)|\\n|&#x20;|:warning:", " ", section.raw)
        missing = set(re.findall(r"\w+", text)) - set(re.findall(r"\w+", said))
        assert missing == set(), section.name


def test_ids_are_unique_and_short_over_several_pages() -> None:
    taken = Taken()
    ids = [one.id for name in ("a", "b", "c") for one in draft(page(seed().sections[0].raw, f"{name}.md"), taken)]
    assert len(ids) == len(set(ids)) == 3
    long = draft(page(f"## {'anticonstitutionnellement ' * 9}\n\nx\n\n## 1\n\ny\n\n## 🐣\n\nz"))
    assert all(re.fullmatch(r"[a-z0-9][a-z0-9-]{1,63}", one.id) for one in long)
    assert len({one.id for one in long}) == 3


def test_no_question_is_asked_by_two_entries() -> None:
    taken = Taken()
    entries = [one for name in ("a.md", "b.md") for one in draft(seed(), taken)]
    questions = [normalise(question) for one in entries for question in one.questions]
    assert len(questions) == len(set(questions))


def test_a_number_in_a_heading_is_not_in_the_id() -> None:
    ids = [one.id for one in draft(page("## Etape 2 : Utiliser X\n\nx\n\n## 4.2 Utiliser B\n\ny"))]
    assert ids == ["utiliser-x", "utiliser-b"]


def test_the_two_profiles_of_imap_are_told_apart_and_the_label_is_flagged(drafts: dict[str, DraftEntry]) -> None:
    one = drafts["utiliser-thunderbird"]
    assert "**Sécurité de la connexion** : SSL/TLS pour le port 993, STARTTLS pour le port 143" in one.answer
    assert "**Sécurité de la connexion** : STARTTLS" in one.answer
    assert "ligne 53 : « SSL/TLS » ne convient pas au port 143, qui se règle en STARTTLS ; à confirmer" in one.notes


def test_an_order_to_go_past_a_certificate_alert_leaves_the_answer_and_is_shown(drafts: dict[str, DraftEntry]) -> None:
    one = drafts["emails-mac"]
    assert "certifié" not in one.answer
    assert any("ligne 95" in note and "continuer/ignorer" in note for note in one.notes)


def test_the_address_glued_to_a_sentence_is_whole_and_alone(drafts: dict[str, DraftEntry]) -> None:
    one = drafts["ajouter-calendrier-thunderbird"]
    assert "agendas: https://webmail.numerique.gouv.fr/dav/caldav\n\nIndiquez votre mot de passe" in one.answer
    assert any("ligne 63" in note for note in one.notes)


def test_settings_above_are_brought_to_the_section_that_speaks_of_them(drafts: dict[str, DraftEntry]) -> None:
    one = drafts["connecter-telephone-android"]
    assert "**Nom d’hôte** : imap.beta.gouv.fr" in one.answer
    assert "SSL/TLS pour le port 993" in one.answer


def test_a_warning_and_the_steps_it_warns_of_stay_together(drafts: dict[str, DraftEntry]) -> None:
    one = drafts["connecter-outil-gestion-prise-rdv-calendso"]
    assert one.answer.startswith("> ⚠️ Attention, à l’heure actuelle")
    assert "- Dans Calendso, cliquer sur “Applications”" in one.answer


def test_what_is_forbidden_in_a_quote_is_an_answer(drafts: dict[str, DraftEntry]) -> None:
    one = drafts["emails-suite-numerique"]
    assert "interdite pour des problèmes de souveraineté" in one.answer
    assert "Puis-je utiliser Gmail ?" in one.questions


def test_near_twins_differ_by_their_facets(drafts: dict[str, DraftEntry]) -> None:
    assert drafts["calendrier-iphone"].facets == {"client": "iphone", "task": "agenda"}
    assert drafts["importer-anciens-emails-thunderbird-gmail"].facets == {
        "client": "thunderbird",
        "task": "import",
        "origine": "gmail",
    }


def test_a_heading_without_text_says_what_is_under_it(drafts: dict[str, DraftEntry]) -> None:
    one = drafts["connecter-telephone-iphone"]
    assert one.see == ("emails-iphone", "calendrier-iphone")
    assert (
        "[Emails sur iPhone](https://doc.incubateur.net/communaute/emails-suite-numerique#id-3.2-iphone)" in one.answer
    )


QUESTIONS = {
    "## Comment faire ?\n\nx": ["Comment faire ?"],
    "<details>\n\n<summary>Est-ce payant ?</summary>\n\nNon.\n\n</details>": ["Est-ce payant ?"],
    "## Demander un accès\n\nx": [
        "Comment demander un accès ?",
        "Où demander un accès ?",
        "Je voudrais demander un accès",
        "demander un acces",
    ],
    "## Partage de dossiers\n\nx": ["Comment partager des dossiers ?"],
    "## Calendrier sur Android\n\nx": [
        "Comment ajouter le calendrier sur Android ?",
        "Comment ajouter l'agenda sur Android ?",
    ],
    "## Utiliser Thunderbird\n\n**Ajouter votre compte**\n\nx": ["Comment ajouter mon compte dans Thunderbird ?"],
    "## Le papier\n\nx": ["Le papier : comment ça marche ?", "Où trouver des informations sur le papier ?"],
    "## A faire\n\nVous pouvez aussi exporter votre carnet.": ["Comment exporter mon carnet ?"],
    "## A faire\n\nVos mails sont consultables sur https://x.fr": ["Où consulter mes mails ?"],
    "## A faire\n\nL’usage d’Outlook est interdit.": ["Puis-je utiliser Outlook ?", "Outlook est-il autorisé ?"],
}


@pytest.mark.parametrize("source", QUESTIONS)
def test_a_section_is_asked_for_as_people_would(source: str) -> None:
    questions = draft(page(source))[-1].questions
    assert [question for question in QUESTIONS[source] if question not in questions] == []


@pytest.mark.parametrize("heading", ["Comment faire ?", "Est-ce que ça marche ?"])
def test_a_heading_that_is_a_question_is_taken_as_it_is(heading: str) -> None:
    [one] = draft(page(f"## {heading}\n\nOui."))
    assert (one.title, one.questions[0]) == (heading, heading)


def test_a_section_far_too_long_for_a_chat_is_cut_and_says_where_the_rest_is() -> None:
    [one] = draft(page("## Long\n\n" + "\n\n".join(f"Paragraphe {n} " + "mot " * 100 for n in range(200))))
    assert len(one.answer) < 20_000
    assert one.answer.endswith(
        "La suite est dans la documentation : https://doc.incubateur.net/communaute/dossier/page#long"
    )
    assert one.notes


def test_a_folder_of_pages_is_a_knowledge_base(tmp_path: Path) -> None:
    pages = [page("## A & B : « c » # d\n\n{{ x }} - @room", "x/README.md"), page("# Vide", "y.md"), seed()]
    drafts = [one for _, found in write_folder(pages, tmp_path / "out", title="Oui : non") for one in found]
    base = load(tmp_path / "out")
    assert base.title == "Oui : non"
    assert {entry.id: entry.markdown for entry in base.entries} == {one.id: one.answer for one in drafts}
    assert {entry.id: entry.questions for entry in base.entries} == {one.id: one.questions for one in drafts}
    assert {entry.id: entry.source for entry in base.entries} == {one.id: one.source for one in drafts}


def test_the_yaml_has_the_key_order_of_the_contract_and_block_scalars(drafts: dict[str, DraftEntry]) -> None:
    text = to_yaml([drafts["connecter-telephone"]])
    assert re.findall(r"^[ -] (\w+):", text, re.M) == ["id", "title", "questions", "answer", "see", "source"]
    assert "  answer: |\n    - [Android](" in text


def test_what_cannot_be_read_is_told_and_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# A\n\ntexte\n{% endhint %}")
    (tmp_path / "b.md").symlink_to(tmp_path / "absent.md")
    said: list[str] = []
    warned: list[str] = []
    pages = [*read_pages(tmp_path), *read_pages(tmp_path / "b.md")]
    assert write(pages, None, echo=said.append, warn=warned.append) == 1
    assert warned == [
        "a.md:4:1: '{% endhint %}', expected an opening tag before it",
        "b.md: 'No such file or directory', expected a readable file or folder",
    ]
    assert [entry["id"] for text in said for entry in yaml.safe_load(text)] == ["page-a"]


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mien.txt").write_text("à moi")
    with pytest.raises(FileWrong, match="empty"):
        write([seed()], tmp_path, echo=print, warn=print)
    assert [path.name for path in tmp_path.iterdir()] == ["mien.txt"]
