"""Pydantic's errors -> faults with file, line, column, key, value and what was expected."""

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from bot.errors import Fault, FileWrong
from bot.storage.yaml_tree import Items, Node, Pairs, Scalar, plain, shorten

T = TypeVar("T")
Loc = tuple[int | str, ...]


class Gathering:
    """`with gathering:` keeps the faults of a file that is wrong, and the rest goes on."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []

    def __enter__(self) -> None: ...

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> bool:
        if isinstance(error, FileWrong):
            self.faults += error.faults
        return isinstance(error, FileWrong)


def validate(adapter: TypeAdapter[T], shape: type[BaseModel], node: Node | None, name: str) -> T:
    """A tree as what the adapter makes of it; `shape` is its model or that of its items. FileWrong: every fault."""
    try:
        return adapter.validate_python(plain(node))
    except ValidationError as e:
        errors = e.errors(include_url=False)
        # A list whose only item is wrong is "too short" besides: the item says it better.
        inner = {error["loc"][:-1] for error in errors}
        told = [error for error in errors if error["type"] != "too_short" or error["loc"] not in inner]
        found = [fault(error, shape, node, name) for error in told]
        raise FileWrong(sorted(found, key=lambda one: (one.line, one.column))) from e


def fault(error: Any, shape: type[BaseModel], node: Node | None, name: str) -> Fault:
    loc: Loc = error["loc"]
    model, field = meaning(shape, loc)
    key = ".".join(part for part in loc if isinstance(part, str) and part != "[key]")
    kind = error["type"]
    if kind == "extra_forbidden":
        return at(key_node(node, loc), name, key=key, value="", expected=one_of(str(loc[-1]), keys(model)))
    if kind == "missing":
        return at(find(node, loc[:-1]), name, key=key, value="missing", expected=field.description if field else "")
    place = key_node(node, loc[:-1]) if loc[-1:] == ("[key]",) else find(node, loc)
    expected = field.description if field else f"{described(model)} with the keys {', '.join(keys(model))}"
    if kind == "value_error":
        expected = str(error["ctx"]["error"])
    return at(place, name, key=key, value=written(place), expected=expected)


def at(node: Node | None, name: str, *, key: str, value: str, expected: str | None) -> Fault:
    line, column = (node.start.line + 1, node.start.column + 1) if node else (1, 1)
    return Fault(name, line, column, key, shorten(value), expected or "")


def described(model: type[BaseModel]) -> str:
    return (model.__doc__ or "a mapping").splitlines()[0].rstrip(".")


def written(node: Node | None) -> str:
    match node:
        case Scalar():
            return node.text
        case Items():
            return "a list" if node.nodes else "an empty list"
        case Pairs():
            return "keys and values"
    return ""


def find(node: Node | None, loc: Loc) -> Node | None:
    """The node at a path, or the deepest one on the way that exists."""
    for part in loc:
        match node, part:
            case Items(), int() if part < len(node.nodes):
                node = node.nodes[part]
            case Pairs(), str() if (below := node.get(part)) is not None:
                node = below
            case _:
                return node
    return node


def key_node(node: Node | None, loc: Loc) -> Node | None:
    """The key itself of the last step of a path."""
    parent = find(node, loc[:-1])
    names = parent.pairs if isinstance(parent, Pairs) else []
    return next((key for key, _ in names if key.text == loc[-1]), parent)


def meaning(shape: type[BaseModel], loc: Loc) -> tuple[type[BaseModel], FieldInfo | None]:
    """The model a path ends in and the last field of a model on the way."""
    field: FieldInfo | None = None
    for part in loc:
        known = {info.alias or name: info for name, info in shape.model_fields.items()}
        if part in known:
            field = known[str(part)]
            shape = next(models(field.annotation), shape)
    return shape, field


def models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from models(part)


def keys(model: type[BaseModel]) -> list[str]:
    return [info.alias or name for name, info in model.model_fields.items()]


def one_of(word: str, known: Iterable[str]) -> str:
    """`one of a, b, c`, with the nearest one named when there is one."""
    names = list(known)
    near = get_close_matches(word, names, n=1)
    return (f"{near[0]}? " if near else "") + f"one of {', '.join(names) or 'nothing'}"
