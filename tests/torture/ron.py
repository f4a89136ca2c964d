"""Reads RON by its grammar alone, strictly and without the program: a second opinion on what is in a file.

A struct becomes a dict with its name under "", a tuple and a list become lists, an enum value its name.
"""

import re

TOKEN = re.compile(
    r"""[\s,]*(?://[^\n]*\s*)*(?:
        (?P<raw>r(?P<marks>\#*)".*?"(?P=marks))
      | (?P<text>"(?:[^"\\]|\\.)*")
      | (?P<number>[-+]?\d[\w.+-]*)
      | (?P<name>[A-Za-z_]\w*)
      | (?P<sign>[()\[\]{}:])
      | (?P<end>\Z)
    )[\s,]*""",
    re.VERBOSE | re.DOTALL,
)
ESCAPE = re.compile(r"\\(?:u\{([0-9a-fA-F]+)\}|x([0-9a-fA-F]{2})|(.))", re.DOTALL)
PLAIN = {"n": "\n", "r": "\r", "t": "\t", "0": "\0", '"': '"', "\\": "\\", "'": "'"}
CLOSES = {"(": ")", "[": "]", "{": "}"}


class Unreadable(Exception):
    """The text is no RON, or not a whole file of it."""


def parse(text):
    tokens = list(tokens_of(text))
    value, at = value_at(tokens, 0)
    if tokens[at][0] != "end":
        raise Unreadable(f"something follows the end: {tokens[at][1]!r}")
    return value


def tokens_of(text):
    at = 0
    while True:
        found = TOKEN.match(text, at)
        if not found:
            raise Unreadable(f"no token at {at}: {text[at:at + 30]!r}")
        kind = found.lastgroup if found.lastgroup != "marks" else "raw"
        yield kind, found.group(kind)
        if kind == "end":
            return
        at = found.end()


def value_at(tokens, at):
    kind, word = tokens[at]
    if kind == "raw":
        marks = word.index('"')
        return word[marks + 1 : len(word) - marks], at + 1
    if kind == "text":
        return ESCAPE.sub(unescape, word[1:-1]), at + 1
    if kind == "number":
        return float(word.replace("_", "")), at + 1
    if kind == "name":
        if tokens[at + 1] == ("sign", "("):
            inner, at = group_at(tokens, at + 1)
            return ({"": word, **inner}, at) if isinstance(inner, dict) else ([word, *inner], at)
        return word, at + 1
    if kind == "sign" and word in CLOSES:
        return group_at(tokens, at)
    raise Unreadable(f"no value begins with {word!r}")


def group_at(tokens, at):
    close, items, fields = CLOSES[tokens[at][1]], [], {}
    at += 1
    while tokens[at] != ("sign", close):
        if tokens[at][0] == "end":
            raise Unreadable(f"the file ends before {close!r}")
        value, at = value_at(tokens, at)
        if tokens[at] == ("sign", ":"):
            if value in fields:
                raise Unreadable(f"{value!r} twice")
            fields[value], at = value_at(tokens, at + 1)
        else:
            items.append(value)
    if items and fields:
        raise Unreadable("a list and a struct at once")
    return (fields if fields else items), at + 1


def unescape(found):
    code, byte, sign = found.groups()
    if sign is None:
        return chr(int(code or byte, 16))
    if sign not in PLAIN:
        raise Unreadable(f"an escape that is none: {found.group()!r}")
    return PLAIN[sign]
