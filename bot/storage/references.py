"""What the files of a folder say about each other: ids used twice, dead `see` and `check`, unknown facets.

Works on trees, so that an entry wrong in one key is still checked in the others.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from bot.core.services import Services
from bot.errors import Fault
from bot.storage.faults import at, one_of
from bot.storage.sheets import Sheet, word, words
from bot.storage.yaml_tree import Pairs, Scalar

# What `check` may name beside the services of services.yaml (contract, `check TARGET…`).
EVERYWHERE = ("all", "delivery", "dns", "login", "tls")

Facets = Mapping[str, Mapping[str, Any]]


def twice(sheets: Sequence[Sheet]) -> Iterator[Fault]:
    """Ids that two entries have."""
    first: dict[str, str] = {}
    for sheet, _, entry_id in identified(sheets):
        place = f"{sheet.name}:{entry_id.start.line + 1}"
        if entry_id.text in first:
            expected = f"an id of its own; {first[entry_id.text]} has it too"
            yield at(entry_id, sheet.name, key="id", value=entry_id.text, expected=expected)
        first.setdefault(entry_id.text, place)


def dead_links(sheets: Sequence[Sheet]) -> Iterator[Fault]:
    """`see` that leads nowhere, or back to the entry itself."""
    known = [entry_id.text for _, _, entry_id in identified(sheets)]
    there = set(known)
    for sheet, entry, entry_id in identified(sheets):
        for see in words(entry, "see"):
            if see.text not in there:
                yield at(see, sheet.name, key="see", value=see.text, expected=an_id(see.text, known))
            elif see.text == entry_id.text:
                yield at(see, sheet.name, key="see", value=see.text, expected="the id of another entry")


def dead_checks(sheets: Sequence[Sheet], services: Services) -> Iterator[Fault]:
    ids = [service.id for service in services.services]
    known = [*dict.fromkeys((*ids, *(service.protocol.value for service in services.services), *EVERYWHERE))]
    for sheet, entry, _ in identified(sheets):
        check = word(entry, "check")
        if check and check.text not in known:
            yield at(check, sheet.name, key="check", value=check.text, expected=one_of(check.text, known))


def unknown_facets(sheets: Sequence[Sheet], facets: Facets) -> Iterator[Fault]:
    for sheet, entry, _ in identified(sheets):
        chosen = entry.get("facets")
        for key, value in chosen.pairs if isinstance(chosen, Pairs) else ():
            if key.text not in facets:
                yield at(key, sheet.name, key="facets", value=key.text, expected=one_of(key.text, facets))
            elif isinstance(value, Scalar) and value.text not in facets[key.text]:
                expected = one_of(value.text, facets[key.text])
                yield at(value, sheet.name, key=f"facets.{key.text}", value=value.text, expected=expected)


def identified(sheets: Sequence[Sheet]) -> Iterator[tuple[Sheet, Pairs, Scalar]]:
    for sheet in sheets:
        for entry in sheet.entries():
            entry_id = word(entry, "id")
            if entry_id:
                yield sheet, entry, entry_id


def an_id(wanted: str, known: Collection[str]) -> str:
    """The nearest id; a list of hundreds would help nobody."""
    if len(known) <= 5:
        return one_of(wanted, known)
    near = get_close_matches(wanted, known, n=1)
    return f"{near[0]}?" if near else "the id of an entry"
