"""What the documentation says now against the entries built from it."""

import json
from dataclasses import replace

from bot.core.model import Source
from bot.documents.draft import draft
from bot.documents.drift import drift
from bot.documents.ties import State
from tests.documents.bases import built_from, entry_of, knowledge
from tests.documents.pages import LATER, page, seed

THEN = (
    "# P\n\n## A\n\nServeur imap.x.fr, port 993.\n\n## B\n\nUn texte sur les absences.\n\n"
    "## C\n\nUn autre, sur les listes.\n"
)


def test_nothing_changed_is_nothing_to_do() -> None:
    report = drift([seed()], built_from(seed()))
    assert (report.changes, report.needs_a_person) == ((), False)
    assert report.text().startswith("Rien n'a changé : 26 réponses")


def test_the_later_seed_page_has_one_section_more_and_one_only_written_otherwise() -> None:
    report = drift([seed(LATER)], built_from(seed()))
    assert [(c.state, c.section.rpartition(" > ")[2], c.line) for c in report.changes] == [
        (State.REFORMATTED, "Ajouter le calendrier", 61),
        (State.NEW, "Calendriers sur Mac", 103),
    ]
    assert report.needs_a_person
    assert report.unchanged == 25


def test_a_changed_section_shows_its_words_and_its_facts() -> None:
    now = THEN.replace("imap.x.fr, port 993", "imap.y.fr, port 993")
    report = drift([page(now)], built_from(page(THEN)))
    [change] = report.changes
    assert (change.state, change.line, change.entries[0].id) == (State.CHANGED, 3, "page-a")
    assert change.words == (("=", "Serveur"), ("-", "imap.x.fr,"), ("+", "imap.y.fr,"), ("=", "port 993."))
    assert [(f.kind, f.value) for f in change.gained] == [("host", "imap.y.fr")]
    assert [(entry, f.value) for entry, f in change.lost] == [("page-a", "imap.x.fr")]
    assert "Serveur [-imap.x.fr,-] {+imap.y.fr,+} port 993." in report.text()


def test_a_host_that_the_page_gives_otherwise_now_is_a_contradiction_with_its_two_places() -> None:
    report = drift([page(THEN.replace("imap.x.fr", "imap.y.fr"))], built_from(page(THEN)))
    [one] = [one for one in report.contradictions if one.kind == "values"]
    assert one.person
    assert [(s.value, s.place.file, s.place.line) for s in one.statements] == [
        ("imap.x.fr", "faq/page.yaml", 3),
        ("imap.y.fr", "dossier/page.md", 5),
    ]


def test_a_section_gone_a_section_new_and_a_section_moved() -> None:
    now = "# P\n\n## A\n\nServeur imap.x.fr, port 993.\n\n## Z\n\n### C"
    now += "\n\nUn autre, sur les listes.\n\n## N\n\nDu neuf.\n"
    before = built_from(page(THEN.replace("## C", "### C")))
    states = {c.section.rpartition(" > ")[2]: c.state for c in drift([page(now)], before).changes}
    assert states == {"B": State.GONE, "C": State.MOVED, "N": State.NEW}


def test_a_renamed_section_is_recognised_by_its_words() -> None:
    now = THEN.replace("## B\n\nUn texte sur les absences.", "## Répondeur\n\nUn texte sur les absences prolongées.")
    [change] = drift([page(now)], built_from(page(THEN))).changes
    assert (change.state, change.section) == (State.CHANGED, "P > Répondeur")


def test_a_renumbered_heading_is_the_same_matter() -> None:
    now = THEN.replace("## B", "## 2.1 B")
    [change] = drift([page(now)], built_from(page(THEN))).changes
    assert (change.state, change.section) == (State.REFORMATTED, "P > 2.1 B")


def test_two_headings_of_the_same_words_are_told_apart_by_their_texts() -> None:
    then = "# P\n\n## A\n\nLe premier texte.\n\n## A\n\nLe second texte.\n"
    [change] = drift([page(then.replace("second", "dernier"))], built_from(page(then))).changes
    assert (change.state, change.line) == (State.CHANGED, 7)


def test_an_entry_that_vouches_for_a_branch_is_not_read_again_for_a_leaf() -> None:
    then = page("# P\n\n## A\n\nun\n\n### B\n\ndeux\n")
    vouches = Source(page=then.name, section="P > A", digest=then.sections[1].tree)
    whole = replace(entry_of(draft(then)[0]), source=vouches)
    leaf = entry_of(draft(then)[1])
    now = page("# P\n\n## A\n\nun\n\n### B\n\ntrois\n")
    changes = {c.section: c.state for c in drift([now], knowledge([whole, leaf])).changes}
    assert changes == {"P > A": State.BELOW, "P > A > B": State.CHANGED}
    own = page("# P\n\n## A\n\nun et demi\n\n### B\n\ndeux\n")
    assert [c.state for c in drift([own], knowledge([whole, leaf])).changes] == [State.CHANGED]


def test_the_page_as_it_was_shows_the_words_that_a_rewritten_answer_cannot() -> None:
    top, one, *others = draft(page(THEN))
    base = knowledge([entry_of(top), entry_of(one, "Tout autre chose."), *map(entry_of, others)])
    now = page(THEN.replace("port 993", "port 995"))
    assert drift([now], base).changes[0].words == ()
    assert ("+", "995.") in drift([now], base, [page(THEN)]).changes[0].words


def test_the_contradictions_of_the_seed_page_stand_there_with_their_two_places() -> None:
    report = drift([seed()], built_from(seed()))
    label = next(one for one in report.contradictions if one.kind == "label")
    assert (label.subject, label.expected, [s.place.line for s in label.statements]) == ("143", "starttls", [52, 53])
    dav = next(one for one in report.contradictions if one.subject == "host caldav")
    assert [(s.value, s.place.line) for s in dav.statements] == [
        ("webmail.numerique.gouv.fr", 63),
        ("webmail.beta.gouv.fr", 113),
    ]
    assert not label.person
    assert not dav.person


def test_a_contradiction_that_came_with_a_change_is_to_be_settled() -> None:
    report = drift([seed(LATER)], built_from(seed()))
    assert next(one for one in report.contradictions if one.subject == "host caldav").person


def test_entries_written_in_the_room_are_left_alone() -> None:
    taught = replace(entry_of(draft(page(THEN))[0]), source=Source(author="@a:x.fr", date="2026-01-01"))
    report = drift([page(THEN)], knowledge([taught]))
    assert report.new_pages == (("dossier/page.md", 1),)


def test_pages_that_no_entry_comes_from_and_entries_whose_page_was_not_read_are_told() -> None:
    report = drift([page("# Autre\n\nSans rapport.", "autre.md")], built_from(page(THEN)))
    assert report.new_pages == (("autre.md", 1),)
    assert report.unread == (("dossier/page.md", 4),)
    assert report.needs_a_person


def test_a_page_that_cannot_be_read_needs_a_person() -> None:
    from bot.documents.reading import read_pages

    report = drift(read_pages("/nulle/part.md"), built_from(page(THEN)))
    assert report.needs_a_person
    assert "Non lu : /nulle/part.md" in report.text() or "Non lu : part.md" in report.text()


def test_the_report_is_json_with_every_place() -> None:
    data = json.loads(json.dumps(drift([seed(LATER)], built_from(seed())).as_json()))
    assert data["needs_a_person"] is True
    assert data["changes"][1]["section"].endswith("Calendriers sur Mac")
    place = data["contradictions"][0]["places"][1]
    assert (place["value"], place["file"], place["line"]) == ("SSL/TLS", "emails-suite-numerique-2025-09-10.md", 53)
    assert place["section"].endswith("2.1 Utiliser Thunderbird")
