"""What stands in a message and not in our struct: fields of a newer producer, which the stages pass on.

A stage that is older than what it reads must not eat what it doesn't know: a subscriber who does may wait for it.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any, Union, get_args, get_origin

import msgspec

Fields = Mapping[str, Any]


def unknown(value: bytes, type_: type[msgspec.Struct]) -> dict[str, Any]:
    """The fields that a struct of this type does not have, each where it stands: those of a nested struct below its
    field, those of a list of structs in a list as long. Nothing of what is not JSON.

    >>> from newswire.stream.messages import Article
    >>> unknown(b'{"url": "u", "mood": "dry", "fetch": {"status": 200, "via": "tor"}}', Article)
    {'mood': 'dry', 'fetch': {'via': 'tor'}}
    """
    try:
        return _of_struct(msgspec.json.decode(value), type_) if value else {}
    except (msgspec.DecodeError, RecursionError):
        return {}


def with_unknown(value: bytes, fields: Fields) -> bytes:
    """A message with such fields where it has none of that name.

    >>> with_unknown(b'{"url":"u","fetch":{"status":200}}', {"url": "v", "mood": "dry", "fetch": {"via": "tor"}})
    b'{"url":"u","fetch":{"status":200,"via":"tor"},"mood":"dry"}'
    """
    return msgspec.json.encode(_joined(msgspec.json.decode(value), fields)) if fields else value


def _of_struct(raw: Any, type_: type[msgspec.Struct]) -> dict[str, Any]:
    known = _structs_in(type_)
    found: dict[str, Any] = {}
    for name, value in raw.items() if isinstance(raw, dict) else ():
        if name not in known:
            found[name] = value
            continue
        below = known[name]
        if below is None:
            continue
        if isinstance(value, list):
            each = [_of_struct(one, below) for one in value]
            if any(each):
                found[name] = each
        elif more := _of_struct(value, below):
            found[name] = more
    return found


@cache
def _structs_in(type_: type[msgspec.Struct]) -> dict[str, type[msgspec.Struct] | None]:
    """Field -> the struct that it holds, or a list of; None for any other."""
    return {field.encode_name: _struct_of(field.type) for field in msgspec.structs.fields(type_)}


def _struct_of(type_: Any) -> type[msgspec.Struct] | None:
    if isinstance(type_, type) and issubclass(type_, msgspec.Struct):
        return type_
    origin = get_origin(type_)
    if origin is tuple or origin is list or origin is Union or type(type_).__name__ == "UnionType":
        return next((found for one in get_args(type_) if (found := _struct_of(one))), None)
    return None


def _joined(value: Any, fields: Any) -> Any:
    if isinstance(value, dict) and isinstance(fields, Mapping):
        return value | {name: _joined(value[name], more) if name in value else more for name, more in fields.items()}
    if isinstance(value, list) and isinstance(fields, list) and len(value) == len(fields):
        return [_joined(one, more) for one, more in zip(value, fields, strict=True)]
    return value
