"""Whatever the text: no exception, no line lost, and the drafts are a valid knowledge base."""

import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.documents.draft import draft
from bot.documents.sections import read_text
from bot.documents.yaml_text import to_yaml

PARTS = [
    "# T",
    "## A",
    "#### **B** &#x20;",
    "**Gras**",
    "texte",
    "",
    "",
    "* a",
    "    * b",
    "*",
    "1. un",
    "> cité",
    "---",
    "\\",
    '{% hint style="info" %}',
    "{% endhint %}",
    "{% tabs %}",
    '{% tab title="X" %}',
    "{% endtab %}",
    "{% endtabs %}",
    "{% step %}",
    "{% endstep %}",
    '{% embed url="https://x.fr %}',
    "{% machin %}",
    "{%",
    "<details>",
    "</details>",
    "<summary>Q ?</summary>",
    "<summary>",
    "</summary>",
    "<table><tr><td>a",
    "</table>",
    "<figure><img src='a.png'>",
    "</figure>",
    "| a | b |",
    "| - | - |",
    "|  | b |",
    "```",
    "~~~",
    "/// details | x",
    "///",
    "[a](b c.md)",
    "![](x (1).png)",
    "https://x.fr\\n\\nsuite",
    "Port 143 SSL/TLS",
    "imap.x.fr",
    "Titre\n===",
    "<!--",
    "-->",
    "[^1]: x",
    "\t",
    "<script>",
    "&#0;",
    "paramètres ci-dessus",
    "certifié : continuer",
    "Si vous utilisiez gmail",
    "[x](http://[)",
    "<a href='x' id='y'></a>",
]


@given(st.lists(st.sampled_from(PARTS), max_size=25))
def test_any_mixture_of_constructs_is_read(parts: list[str]) -> None:
    text = "\n".join(parts)
    page = read_text(text.encode(), "p.md")
    numbers = [number for section in page.sections for number in section.numbers]
    assert len(numbers) == len(set(numbers))
    drafts = draft(page)
    entries = yaml.safe_load(to_yaml(drafts))
    assert [entry["id"] for entry in entries] == [one.id for one in drafts]
    assert all(entry["questions"] and str(entry["answer"]).strip() for entry in entries)


@given(st.binary(max_size=200))
def test_any_bytes_are_read(data: bytes) -> None:
    to_yaml(draft(read_text(data, "p.md")))


def test_a_word_of_any_mixture_is_in_the_page() -> None:
    text = "\n\n".join(
        f"mot{i}\n\n{part}" for i, part in enumerate(PARTS) if part not in ("<!--", "<script>", "```", "~~~")
    )
    page = read_text(text.encode(), "p.md")
    said = str([section.text for section in page.sections])
    assert [i for i in range(len(PARTS)) if f"mot{i}\n" in text and f"mot{i}" not in said] == []
