"""Text that can be shown: what a student wrote, without characters that act on the reader.

Terminal escapes, direction overrides, lone surrogates and whatever XML forbids are made
visible before any writer sees them. A writer then only escapes for its own syntax.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from msgspec import Struct

T = TypeVar("T")
Translation = dict[int, int]

REPLACEMENT = 0xFFFD
SURROGATES: Translation = dict.fromkeys(range(0xD800, 0xE000), REPLACEMENT)
C0_AS_PICTURES: Translation = {code: 0x2400 + code for code in range(0x20)} | {0x7F: 0x2421}
C1: Translation = dict.fromkeys(range(0x80, 0xA0), REPLACEMENT)
DIRECTION_CONTROLS: Translation = dict.fromkeys(
    [*range(0x202A, 0x202F), *range(0x2066, 0x206A)], REPLACEMENT
)
XML_FORBIDS: Translation = dict.fromkeys([0xFFFE, 0xFFFF], REPLACEMENT)
LINE_ENDS: Translation = dict.fromkeys([0x0A, 0x0D, 0x85, 0x2028, 0x2029], 0x0A)
SHOWN: Translation = {
    **SURROGATES,
    **C0_AS_PICTURES,
    **C1,
    **DIRECTION_CONTROLS,
    **XML_FORBIDS,
    **LINE_ENDS,
    0x09: 0x09,
}
JSON_ESCAPES = {code: f"\\u{code:04x}" for code in (0x7F, *C1, *DIRECTION_CONTROLS)}


def shown(text: str) -> str:
    """The text with every control character visible: ESC as ␛, others as � where none fits.

    Tabs stay, and every line end becomes a line feed.
    """
    return text.replace("\r\n", "\n").translate(SHOWN)


def encodable(text: str) -> str:
    """The text as UTF-8 can carry it: lone surrogates, which JSON can smuggle in, replaced."""
    return text.translate(SURROGATES)


def escaped_in_json(document: str) -> str:
    """The same JSON with the control characters that JSON itself lets through as escapes."""
    return document.translate(JSON_ESCAPES)


def each_text(value: T, change: Callable[[str], str]) -> T:
    """The same struct, with `change` applied to every text inside it."""
    changed: T = _each(value, change)
    return changed


def _each(value: Any, change: Callable[[str], str]) -> Any:
    match value:
        case str():
            return change(value)
        case tuple():
            return tuple(_each(item, change) for item in value)
        case dict():
            return {change(key): _each(item, change) for key, item in value.items()}
        case Struct():
            return type(value)(**{name: _each(field, change) for name, field in _fields(value)})
    return value


def _fields(struct: Struct) -> list[tuple[str, Any]]:
    return [(name, getattr(struct, name)) for name in struct.__struct_fields__]
