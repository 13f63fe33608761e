"""Every construct of GitBook, and what becomes of it in an answer."""

import pytest

from bot.documents.draft import draft
from bot.documents.sections import read_text
from tests.documents.pages import markdown, page, titles

BASE = "https://doc.incubateur.net/communaute"
CONSTRUCTS = {
    "a hint is a quote with its colour as a sign": (
        '{% hint style="warning" %}\nNe partagez *jamais* ceci.\n{% endhint %}',
        "> ⚠️ Ne partagez *jamais* ceci.",
    ),
    "a hint with an icon and a list": (
        '{% hint style="danger" icon="bolt" %}\nA\n\n* b\n* c\n{% endhint %}',
        "> ⛔ A\n>\n> - b\n> - c",
    ),
    "a hint on one line": ('{% hint style="info" %} Tout ici {% endhint %}', "> ℹ️ Tout ici"),
    "a hint keeps the sign it has": ('{% hint style="info" %}\n⚠️ Ici\n{% endhint %}', "> ⚠️ Ici"),
    "two breaks in a hint are two paragraphs": (
        '{% hint style="success" %}\nA. \\\n\\\nB.\\\nC.\n{% endhint %}',
        "> ✅ A.\n>\n> B.\\\n> C.",
    ),
    "a hint in a list": (
        '* a\n\n  {% hint style="info" %}\n  b\n  {% endhint %}\n* c',
        "- a\n\n  > ℹ️ b\n- c",
    ),
    "a stepper is a numbered list, its titles bold": (
        "{% stepper %}\n{% step %}\n### Ouvrir\n\nOuvrez.\n{% endstep %}\n"
        "\n{% step %}\nFermez.\n{% endstep %}\n{% endstepper %}",
        "1. **Ouvrir**\n\n   Ouvrez.\n2. Fermez.",
    ),
    "a content-ref is a link named by its file": (
        '{% content-ref url="../emails/mon-compte.md" %}'
        "\n[mon-compte.md](../emails/mon-compte.md)\n{% endcontent-ref %}",
        f"- Voir aussi : [mon compte]({BASE}/emails/mon-compte)",
    ),
    "an embed is a link": ('{% embed url="https://x.fr/v/1" %}\n\nTexte', "https://x.fr/v/1\n\nTexte"),
    "a closed embed keeps its text": (
        '{% embed url="https://x.fr/v/1" %}\nLa vidéo\n{% endembed %}',
        "https://x.fr/v/1\n\nLa vidéo",
    ),
    "an embed with a caption": ('{% embed url="https://x.fr/v" caption="La vidéo" %}', "[La vidéo](https://x.fr/v)"),
    "a file with spaces and parentheses leads to the page": (
        '{% file src="../.gitbook/assets/guide (1).pdf" %}',
        f"[guide (1).pdf]({BASE}/dossier/page)",
    ),
    "a code block with a title": (
        '{% code title="a.sh" overflow="wrap" %}\n```bash\nls\n```\n{% endcode %}',
        "**a.sh**\n\n```bash\nls\n```",
    ),
    "columns follow each other": (
        '{% columns %}\n{% column width="50%" %}\nA\n{% endcolumn %}'
        "\n\n{% column %}\nB\n{% endcolumn %}\n{% endcolumns %}",
        "A\n\nB",
    ),
    "an include is a link": ('{% include "../a.md" %}\n\nTexte', f"[a.md]({BASE}/a)\n\nTexte"),
    "a figure is a link named by its caption": (
        '<figure><img src="https://x.fr/a.png" alt=""><figcaption><p>La légende</p></figcaption></figure>',
        "[La légende](https://x.fr/a.png)",
    ),
    "a figure without words is an illustration; its file is only seen on the page": (
        '<figure><img src="../.gitbook/assets/image (38).png" alt=""><figcaption></figcaption></figure>',
        f"[illustration]({BASE}/dossier/page)",
    ),
    "images with spaces in their names": (
        "![](<../../.gitbook/assets/Capture d’écran.png>) et ![le menu](image (2).png)",
        f"[illustration]({BASE}/dossier/page) et [le menu]({BASE}/dossier/image%20(2).png)",
    ),
    "an img tag in a sentence": (
        'Voir <img src="https://x.fr/i.png" alt="icône"> ici',
        "Voir [icône](https://x.fr/i.png) ici",
    ),
    "an iframe is a link": ('<iframe src="https://x.fr/v" title="Vidéo"></iframe>', "[Vidéo](https://x.fr/v)"),
    "an HTML table on one line": (
        "<table><thead><tr><th>Nom</th><th>Valeur</th></tr></thead><tbody><tr><td>Port</td><td><strong>993</strong></td>"
        '</tr><tr><td>Hôte</td><td><a href="../a.md">a</a></td></tr></tbody></table>',
        f"| Nom | Valeur |\n| --- | --- |\n| Port | **993** |\n| Hôte | [a]({BASE}/a) |",
    ),
    "cards are links": (
        '<table data-view="cards"><thead><tr><th></th><th data-hidden data-card-target data-type="content-ref"></th>'
        '<th data-hidden data-card-cover data-type="files"></th></tr></thead><tbody><tr>'
        "<td><strong>Emails</strong></td>"
        '<td><a href="emails/">emails</a></td><td><a href=".gitbook/assets/c.png">c.png</a></td></tr></tbody></table>',
        f"- **[Emails]({BASE}/dossier/emails/)**",
    ),
    "a pipe table with an empty head is keys and values, in its groups": (
        "|  | ISN |\n| --- | --- |\n| **Entrant** | |\n| Port : | 993 |\n| **Sortant** | |\n| Port | 587 |",
        "ISN :\n\n**Entrant**\n\n- **Port** : 993\n\n**Sortant**\n\n- **Port** : 587",
    ),
    "two profiles in one table are two lists": (
        "|  | A | B |\n| --- | --- | --- |\n| Port | 993 | 143 |",
        "A :\n\n- **Port** : 993\n\nB :\n\n- **Port** : 143",
    ),
    "a pipe table with a head stays a table": (
        "| A | B | C |\n| --- | --- | --- |\n| 1 | 2 | 3 |",
        "| A | B | C |\n| --- | --- | --- |\n| 1 | 2 | 3 |",
    ),
    "a checklist loses its boxes": (
        "* [ ] Un\n* [x] Deux\n*   [ ] Trois\n\n    * [ ] Sous",
        "- Un\n- Deux\n- Trois\n  - Sous",
    ),
    "hard breaks of every kind": ("Un\\\ndeux<br>trois<br/>quatre  \ncinq", "Un\\\ndeux\\\ntrois\\\nquatre\\\ncinq"),
    "entities": ("Un&#x20;deux &amp; &eacute;t&eacute;&nbsp;!", "Un deux & été !"),
    "escapes": ("a\\_b \\[d] \\(e\\)", "a_b [d] (e)"),
    "emoji shortcodes, and what only looks like one": (
        ":warning: Attention :inconnu: à 12:30:45 et a:b:c",
        "⚠️ Attention à 12:30:45 et a:b:c",
    ),
    "marked text is text": ('<mark style="color:red;">Rouge</mark> et <u>souligné</u>', "Rouge et souligné"),
    "braces are letters": ("Écrire {{ secrets.TOKEN }} ici", "Écrire {{ secrets.TOKEN }} ici"),
    "a quote": ("> ⚠️ Attention\n> à ceci", "> ⚠️ Attention à ceci"),
    "nothing is read inside a fence": (
        "```sql\nSELECT 1; {% hint %}\n## pas un titre\n```",
        "```sql\nSELECT 1; {% hint %}\n## pas un titre\n```",
    ),
    "comments are not for readers": ("<!-- caché -->\n\nVu <!-- caché --> ici", "Vu ici"),
    "scripts are not for readers": ("<script>alert(1)</script>\n\nTexte <span>vu</span>", "Texte vu"),
    "a blank to fill in is text": ("Écrivez <votre nom> ici", "Écrivez <votre nom> ici"),
    "an HTML list": ("<ul><li>un</li><li>deux</li></ul>", "- un\n- deux"),
    "the two characters \\n glued to an address": (
        "Le lien : https://x.fr/dav\\n\\nEnsuite",
        "Le lien : https://x.fr/dav\n\nEnsuite",
    ),
    "empty bullets and lone backslashes": ("* \\\\\n* a\n*\n\n\\\n\nTexte", "- a\n\nTexte"),
    "invisible characters and odd spaces": ("a\u200bb\u00a0c\u202f!", "ab c !"),
    "footnote marks": ("Titre[^1]\n\n[^1]: La note", "Titre\n\nLa note"),
    "links that lead nowhere are words": ("[un](broken-reference), [deux](tel:36)", "un, deux"),
    "links to pages, anchors and people": (
        "[p](../autre/README.md#c) [a](#b) [m](rgpd@x.fr) [r](/racine.md)",
        f"[p]({BASE}/autre/#c) [a]({BASE}/dossier/page#b) [m](mailto:rgpd@x.fr) [r]({BASE}/racine)",
    ),
    "a host name that the editor made a link": ("[imap.x.fr](http://imap.x.fr/)", "imap.x.fr"),
    "the callouts of other dialects": ("> [!warning]\n> Attention", "> ⚠️ Attention"),
    "the blocks of other dialects": ("/// info | Note\nTexte\n///", "> ℹ️ **Note**\n>\n> Texte"),
    "an unknown block is its words": ('{% machin truc="Bidule" %}\nDedans\n{% endmachin %}', "Bidule\n\nDedans"),
    "a heading in a hint is a bold line": ("{% hint %}\n### Titre\nTexte\n{% endhint %}", "> ℹ️ **Titre**\n>\n> Texte"),
    "numbers of a list": ("3. trois\n4. quatre", "3. trois\n4. quatre"),
}


@pytest.mark.parametrize("name", CONSTRUCTS)
def test_a_construct_becomes_clean_markdown(name: str) -> None:
    source, expected = CONSTRUCTS[name]
    assert markdown(source) == expected


SECTIONS = {
    "tabs are sections, and what follows is their parent's": (
        'Avant\n\n{% tabs %}\n{% tab title="Windows" %}\nA\n{% endtab %}\n\n{% tab title="Mac" %}\nB\n{% endtab %}\n'
        "{% endtabs %}\n\nAprès",
        [(), ("Windows",), ("Mac",)],
    ),
    "a folded text is a section": (
        "## Foire aux questions\n\n<details>\n\n<summary>Comment faire ?</summary>\n\nAinsi.\n\n</details>",
        [("Foire aux questions",), ("Foire aux questions", "Comment faire ?")],
    ),
    "a folded text without empty lines": ("<details>\n<summary>Quoi ?</summary>\nCeci.\n</details>", [("Quoi ?",)]),
    "the folded text of another dialect": ("/// details | Quoi ?\nCeci.\n///", [("Quoi ?",)]),
    "a bold line over a text is a heading": (
        "**Faire ceci**\n\nA\n\n**Faire cela** :\n\nB",
        [("Faire ceci",), ("Faire cela",)],
    ),
    "a bold remark, a bold sentence and a bold end are not": ("**Attention**\n\nA\n\n**Une phrase.**\n\n**Fin**", [()]),
    "a heading with bold, a link and an entity": (
        "#### **2.1 Utiliser** [**Thunderbird**](https://x.fr)&#x20;\n\nA",
        [("2.1 Utiliser Thunderbird",)],
    ),
    "an underlined heading": ("Titre\n---\n\nTexte", [("Titre",)]),
    "headings below each other": ("## A\n\n### B\n\nx\n\n## C\n\ny", [("A",), ("A", "B"), ("C",)]),
}


@pytest.mark.parametrize("name", SECTIONS)
def test_a_page_is_cut_where_readers_see_a_new_matter(name: str) -> None:
    source, expected = SECTIONS[name]
    assert titles(source) == expected


def test_front_matter_gives_the_description_and_no_section() -> None:
    read = page("---\ndescription: >-\n  Une page\n  sur deux lignes\n---\n\n# T\n\nTexte")
    assert (read.title, read.description, [s.line for s in read.sections]) == ("T", "Une page sur deux lignes", [7])


def test_windows_line_ends_and_a_byte_order_mark_are_read() -> None:
    read = page("\ufeff# T\r\n\r\nun\r\ndeux\r\n")
    assert [(s.path, s.line) for s in read.sections] == [(("T",), 1)]


MALFORMED = {
    '{% embed url="https://x.fr/v %}\n\nTexte': (1, "https://x.fr/v\n\nTexte"),
    'Avant\n\n{% hint style="info"\nTexte\n{% endhint %}': (3, "Avant\n\n> ℹ️ Texte"),
    "Texte\n{% endhint %}\nSuite": (2, "Texte\n\nSuite"),
    "A\n\n<details>\n\n<summary>Q</summary>\n\nB": (3, "A\n\nB"),
    "{% 12 %}\n\nTexte": (1, "{% 12 %}\n\nTexte"),
}


@pytest.mark.parametrize("source", MALFORMED)
def test_a_malformed_tag_is_told_with_its_line_and_the_text_stays(source: str) -> None:
    line, expected = MALFORMED[source]
    assert [(fault.file, fault.line) for fault in page(source).faults] == [("dossier/page.md", line)]
    assert markdown(source) == expected


def test_a_hint_that_never_closes_does_not_swallow_the_headings_after_it() -> None:
    assert titles('{% hint style="info" %}\nA\n\n## B\n\nC') == [(), ("B",)]


def test_bytes_that_are_no_utf8_are_told_and_the_rest_is_read() -> None:
    read = read_text(b"# T\n\nun\n\nd\xe9j\xe0 vu\n", "p.md")
    assert [(f.line, f.expected) for f in read.faults] == [(5, "UTF-8 text")]
    assert "d�j� vu" in read.sections[0].raw


def test_a_page_in_another_encoding_is_told_and_gives_no_draft() -> None:
    for data in ("# Titre\n\nTexte".encode("utf-16"), b"\xff\xfe"):
        read = read_text(data, "p.md")
        assert [(fault.line, fault.value, fault.expected) for fault in read.faults] == [(0, "UTF-16", "UTF-8 text")]
        assert draft(read) == []


def test_a_section_without_a_word_gives_no_draft() -> None:
    assert draft(page("# Titre\n\n…\n\n—")) == []


def test_front_matter_that_is_no_yaml_is_told() -> None:
    assert [f.expected for f in page("---\na: [\n---\n\nTexte").faults] == ["front matter in YAML"]
