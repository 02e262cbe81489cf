"""Takes a request apart by its types, and names the field where it does not fit."""

import json
import re
from functools import cache
from typing import Any, TypeVar

import msgspec
from flask import request
from werkzeug.exceptions import BadRequest, UnprocessableEntity, UnsupportedMediaType

T = TypeVar("T")
JSON = "application/json"
STRING = re.compile(rb'"(?:[^"\\]|\\.)*"', re.DOTALL)
PLACE = re.compile(r"^(.*?)(?: - at `(?:key in )?\$\.?(.*)`)?$", re.DOTALL)


def read_query(kind: type[T]) -> T:
    given = request.args
    for name in given:
        if len(given.getlist(name)) > 1:
            raise UnprocessableEntity(f"{name}: give it once")
    try:
        return msgspec.convert(given.to_dict(), kind, strict=False)
    except msgspec.ValidationError as error:
        raise UnprocessableEntity(plainly(error)) from None


def read_body(kind: Any) -> Any:
    """No body at all is an empty one, which will do where every field may be left out."""
    body = request.get_data(cache=False)
    if body and request.mimetype != JSON:
        raise UnsupportedMediaType(f"send the body as {JSON}")
    try:
        return _decoded(kind, body or b"{}")
    except msgspec.ValidationError as error:
        raise UnprocessableEntity(plainly(error)) from None
    except msgspec.DecodeError as error:
        raise BadRequest(f"the body is not JSON: {error}") from None
    except RecursionError:
        raise BadRequest("the body is not JSON that anybody means: it is nested too deep") from None


def _decoded(kind: Any, body: bytes) -> Any:
    """One field with half a character in it does not make the others unreadable."""
    decode = decoder_of(kind).decode
    try:
        return decode(body)
    except msgspec.DecodeError:
        whole = STRING.sub(_whole, body)
        if whole == body:
            raise
        return decode(whole)


def _whole(text: re.Match[bytes]) -> bytes:
    """Half a character is no text, so what is surely none stands for it, and is refused there."""
    try:
        json.loads(text[0]).encode()
    except UnicodeEncodeError:
        return b"{}"
    except ValueError:
        pass  # not JSON at all, which is told of the whole
    return text[0]


@cache
def decoder_of(kind: Any) -> "msgspec.json.Decoder[Any]":
    return msgspec.json.Decoder(kind)


def plainly(error: msgspec.ValidationError) -> str:
    """`Expected ``int``, got ``str`` - at ``$.limit``` as `limit: expected int, got str`."""
    found = PLACE.match(str(error))
    assert found
    what = found[1].replace("`", "")
    what = what[:1].lower() + what[1:]
    return f"{found[2]}: {what}" if found[2] else what
