"""Words of the lexicon that the base has no use for: often a slip of the pen, sometimes an entry that is missing."""

from collections.abc import Callable, Iterator

from bot.core.text import fold, language_of
from bot.storage.knowledge import Base
from bot.storage.lint.findings import Finding, remark
from bot.storage.sheets import Sheet
from bot.storage.yaml_tree import Items, Node, Pairs, Scalar

Known = Callable[[str], bool]


def findings(base: Base) -> Iterator[Finding]:
    if base.lexicon is None or not isinstance(base.lexicon.root, Pairs):
        return
    root = base.lexicon.root
    known = vocabulary(base)
    yield from abbreviations(base.lexicon, root.get("abbreviations"), known)
    yield from synonyms(base.lexicon, root.get("synonyms"), known)
    yield from products(base.lexicon, root.get("products"), known)
    yield from facets(base, base.lexicon, root.get("facets"))


def vocabulary(base: Base) -> Known:
    """A test: does the base say this word or phrase, in any of its forms?"""
    language = language_of(base.knowledge.language)
    texts = (
        text
        for entry in base.knowledge.entries
        for text in (entry.title, *entry.questions, *entry.refuses, *entry.tests, entry.markdown)
    )
    stems = {stem for text in texts for stem in language.stem(fold(text).split())}
    common = {*language.common, *language.grammar}

    def known(phrase: str) -> bool:
        words = fold(phrase).split()
        return all(word in common or stem in stems for word, stem in zip(words, language.stem(words), strict=True))

    return known


def abbreviations(sheet: Sheet, node: Node | None, known: Known) -> Iterator[Finding]:
    for key, value in node.pairs if isinstance(node, Pairs) else ():
        if isinstance(value, Scalar) and not known(value.text) and not known(key.text):
            yield remark(sheet, key, "abbreviations", value.text, "words that an entry uses")


def synonyms(sheet: Sheet, node: Node | None, known: Known) -> Iterator[Finding]:
    for group in node.nodes if isinstance(node, Items) else ():
        members = [one for one in group.nodes if isinstance(one, Scalar)] if isinstance(group, Items) else []
        if members and not any(known(one.text) for one in members):
            yield remark(sheet, members[0], "synonyms", members[0].text, "a group with a word that an entry uses")


def products(sheet: Sheet, node: Node | None, known: Known) -> Iterator[Finding]:
    for key, value in node.pairs if isinstance(node, Pairs) else ():
        others = [one.text for one in value.nodes if isinstance(one, Scalar)] if isinstance(value, Items) else []
        if not any(known(name) for name in (key.text, *others)):
            yield remark(sheet, key, "products", key.text, "a product that an entry names")


def facets(base: Base, sheet: Sheet, node: Node | None) -> Iterator[Finding]:
    used = {pair for entry in base.knowledge.entries for pair in entry.facets.items()}
    for facet, values in node.pairs if isinstance(node, Pairs) else ():
        for value, _ in values.pairs if isinstance(values, Pairs) else ():
            if (facet.text, value.text) not in used:
                yield remark(sheet, value, f"facets.{facet.text}", value.text, "a value that an entry has")
