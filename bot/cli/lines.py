"""JSON lines: one object in, one out, in order; a malformed line is answered with an error and the rest goes on."""

import json
import sys
from collections.abc import Callable, Iterable
from typing import Any

Line = dict[str, Any]


class Malformed(Exception):
    """The sentence says what is wrong with the line and what was expected."""


def answer_lines(lines: Iterable[bytes], answer: Callable[[Line], Line]) -> int:
    """Writes a line for each line read; returns the exit code: 1 when a line was malformed."""
    code = 0
    for number, raw in enumerate(lines, 1):
        if not raw.strip():
            continue
        try:
            out = answer(parse(raw))
        except Malformed as e:
            out, code = {"id": None, "error": f"line {number}: {e}"}, 1
        sys.stdout.write(json.dumps(out, ensure_ascii=False) + "\n")
        sys.stdout.flush()  # a program at the other end may wait for each answer
    return code


def parse(raw: bytes) -> Line:
    try:
        line = json.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as e:
        raise Malformed("not UTF-8") from e
    except (ValueError, RecursionError) as e:
        raise Malformed(f"not JSON ({e})") from e
    if not isinstance(line, dict):
        raise Malformed('expected an object such as {"id": "1", "text": "…"}')
    if "id" not in line:
        raise Malformed('no "id"')
    return line


def text_of(line: Line, key: str = "text") -> str:
    value = line.get(key)
    if not isinstance(value, str):
        raise Malformed(f'"{key}" missing or not a string')
    # Lone surrogates are legal JSON and cannot be printed.
    return value.encode("utf-8", "replace").decode()
