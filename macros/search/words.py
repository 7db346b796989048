"""The words of a text, as the index holds them and as the browser reads a query.

`overrides/assets/javascripts/search/words.js` is the twin, and tests/search/test_words.py holds
both to the same words. Stems are the browser's affair: the index holds words as written.
"""

import re
import unicodedata
from collections.abc import Iterator

_APOSTROPHE = re.compile(r"['\u2018\u2019]s(?![a-z0-9])|['\u2018\u2019]")
_WORD = re.compile(
    r"(?<![a-z0-9])[a-z](?:\+\+|#)|(?<![a-z0-9])\.net(?![a-z0-9])"
    r"|[a-z0-9]+(?:[-./&_\u2010\u2011][a-z0-9]+)*"
)
_JOINT = re.compile(r"[-./&_\u2010\u2011]")
#: The one name that begins with a dot.
_NAMED = {".net": "dotnet"}
#: A compound of more letters or parts is an address or a path, which nobody types as one word.
_LONGEST, _MOST_PARTS = 24, 3
#: Words on both sides of a slash that are one name (`CI/CD`) and no choice (`and/or`).
_SHORT = 3


def folded(text: str) -> str:
    """The text in small letters without accents and apostrophes: `Résumé's` is `resume`."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text)
        text = "".join(letter for letter in text if not unicodedata.combining(letter))
    return _APOSTROPHE.sub("", text.lower())


def words(text: str) -> Iterator[str]:
    """Every word in order; a compound gives its parts and, as one word, the whole."""
    for found in _WORD.findall(folded(text)):
        if found.isalnum():
            yield found
        elif found in _NAMED:
            yield _NAMED[found]
        elif found[-1] in "+#":
            yield found
        else:
            yield from _compound(found)


def _compound(word: str) -> Iterator[str]:
    parts = _JOINT.split(word)
    yield from parts
    whole = "".join(parts)
    named = "/" not in word or all(len(part) <= _SHORT for part in parts)
    if named and not whole.isdigit() and len(parts) <= _MOST_PARTS and len(whole) <= _LONGEST:
        yield whole
