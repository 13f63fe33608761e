"""The files of a knowledge folder as trees: which files there are, and what each holds. Nothing is validated here."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.errors import Fault, FileWrong
from bot.storage import yaml_tree
from bot.storage.yaml_tree import Items, Node, Pairs, Scalar

HEAD = "knowledge.yaml"
LEXICON = "lexicon.yaml"
SERVICES = "services.yaml"
UNANSWERED = "unanswered.yaml"
ENDINGS = (".yaml", ".yml")
NO_FILES: Mapping[str, bytes] = {}


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file: `name` as faults show it, `path` below the folder (`faq/imap.yaml`), its text without mark, its tree."""

    name: str
    path: str
    text: str
    root: Node | None

    def entries(self) -> Iterator[Pairs]:
        """What looks like an entry, valid or not."""
        if isinstance(self.root, Items):
            yield from (node for node in self.root.nodes if isinstance(node, Pairs))


def read(folder: Path, path: str, replaced: Mapping[str, bytes] = NO_FILES, faults: list[Fault] | None = None) -> Sheet:
    """A file below the folder; `replaced` holds contents that are not written yet. FileWrong: every fault of form. With
    a list for `faults`, keys that stand twice go there and the tree is given all the same."""
    name = str(folder / path)
    data = replaced[path] if path in replaced else yaml_tree.read(folder / path, name)
    text = yaml_tree.decode(data, name)
    if faults is None:
        return Sheet(name, path, text, yaml_tree.parse(text, name))
    root, found = yaml_tree.tree_of(text, name)
    faults += found
    return Sheet(name, path, text, root)


def present(folder: Path, path: str, replaced: Mapping[str, bytes] = NO_FILES) -> bool:
    return path in replaced or (folder / path).exists()


def faq_files(folder: Path, replaced: Mapping[str, bytes] = NO_FILES) -> list[str]:
    """The files of faq/ in the order of their names; hidden ones are editors' leftovers. FileWrong: none to be read."""
    try:
        found = {f"faq/{file.name}" for file in (folder / "faq").iterdir()}
    except OSError as e:
        found = set()
        if not replaced:
            fault = Fault(str(folder / "faq"), 0, 0, "", e.strerror or "", "a folder with at least one entry")
            raise FileWrong([fault]) from e
    names = found | {path for path in replaced if path.startswith("faq/")}
    return sorted(name for name in names if name.endswith(ENDINGS) and not name.startswith("faq/."))


def word(node: Pairs, key: str) -> Scalar | None:
    """The text under a key, with its place."""
    value = node.get(key)
    return value if isinstance(value, Scalar) else None


def words(node: Pairs, key: str) -> list[Scalar]:
    """The texts of the list under a key."""
    value = node.get(key)
    return [item for item in value.nodes if isinstance(item, Scalar)] if isinstance(value, Items) else []
