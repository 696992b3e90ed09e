"""The grammar of a search: what is typed, on the command line or in the dashboard, becomes a `Query`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import lru_cache
from typing import TypeVar, get_args

from ondit.errors import UsageError
from ondit.model import Kind, Status
from ondit.search.folding import fold
from ondit.text import clean

KINDS: frozenset[Kind] = frozenset(get_args(Kind))
STATUSES: frozenset[Status | None] = frozenset({None, *get_args(Status)})
FIELDS = ("source", "speaker", "kind", "status", "from", "to")
KEPT_QUERIES = 64
LONGEST = 2_000
"""Characters of the longest search."""

_MARKS = '"“”„‟«»＂〝〞〟'
_PART = re.compile(
    rf"(?P<minus>(?<!\S)-)?(?:(?P<name>{'|'.join(FIELDS)}):)?"
    rf"(?:[{_MARKS}](?P<quoted>[^{_MARKS}]*)(?P<end>[{_MARKS}]\*?|\Z)"
    rf"|(?P<plain>(?:[^\s{_MARKS}]|(?<=\w)[{_MARKS}])+)|(?=\s|\Z))",
    re.IGNORECASE,
)
_NAMED = re.compile(r"([a-z]{4,12}):\S", re.IGNORECASE)
_NEARLY = 0.75
"""How alike, of 1, a name before a colon is to a field's that is misspelt: not "note", not "force"."""
_STAR = re.compile(r"\*\W*$")
_DATE = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?")
_JANUARY_FIRST = "-01-01"
_OTHER_NAMES = {"rumor": "rumour"}

_DATES = ("2022", "2022-05", "2022-05-23")
_VALUES: dict[str, tuple[str, ...]] = {
    "source": ("ledger", '"The Ledger"'),
    "speaker": ("brandt", '"Ida Brandt"'),
    "kind": get_args(Kind),
    "status": get_args(Status),
    "from": _DATES,
    "to": _DATES,
}
_NAMES_OF = ("source", "speaker")
_MOST_SHOWN = 60

_Name = TypeVar("_Name", bound=str)
_All = TypeVar("_All", bound=str | None)


@dataclass(frozen=True, slots=True)
class Wording:
    """Words that stand side by side: one is a term, several are a phrase.

    Attributes:
        words: The words, folded; never none.
        is_beginning: Whether the last of them may go on.
    """

    words: tuple[str, ...]
    is_beginning: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """Whose name is asked for: an outlet's or a speaker's.

    Attributes:
        any_of: One of these wordings is in the name, where there are any.
        none_of: None of these is in it.
    """

    any_of: tuple[Wording, ...] = ()
    none_of: tuple[Wording, ...] = ()


@dataclass(frozen=True, slots=True)
class Query:
    """What is searched for; without any of it everything is found.

    Attributes:
        wanted: Terms, phrases and beginnings of words, all of which are there, in any order.
        unwanted: Those of which none is there.
        source: The outlet's name.
        speaker: The name of someone who is quoted.
        kinds: The kinds that are let through.
        statuses: The statuses that are let through; nothing stands for what has no status.
        start: ISO date, day, month or year, before which nothing was published.
        end: ISO date after which nothing was published (`2022-05` takes in all of May).
    """

    wanted: tuple[Wording, ...] = ()
    unwanted: tuple[Wording, ...] = ()
    source: Named = Named()
    speaker: Named = Named()
    kinds: frozenset[Kind] = KINDS
    statuses: frozenset[Status | None] = STATUSES
    start: str | None = None
    end: str | None = None


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of what is typed.

    Attributes:
        is_out: Whether a minus leads it.
        name: The field's name; empty for words.
        value: What is asked for, as typed, less its quotation marks.
        is_beginning: Whether a star ends it.
    """

    is_out: bool
    name: str
    value: str
    is_beginning: bool


@lru_cache(KEPT_QUERIES)
def parse(text: str) -> Query:
    """Read a search.

    Words all have to be there, as whole words, in any order; so has "a phrase" between quotation marks of any
    make, its words side by side; `merg*` is the beginning of a word; a leading `-` says what must not be
    there. Words that hold signs are phrases: "co-op" is "co op". `source:`, `speaker:`, `kind:`, `status:`,
    `from:` and `to:` take a word or a phrase; of one field any may hold, of different ones all. Kinds and
    statuses may be cut short (`kind:r`). Other names before a colon are words ("Note: this", 12:30), but for
    those that are nearly a field's (`spaker:`). A quotation mark that nothing closes goes on to the end.

    Args:
        text: What was typed, whatever it is.

    Raises:
        UsageError: A field has no value or one that it does not take, its name is misspelt, or the text is
            longer than `LONGEST`.
    """
    if len(text) > LONGEST:
        hint = f"Search for at most {LONGEST:,} at once."
        raise UsageError(f"The search has {len(text):,} characters.", hint)
    parts = [_part(_checked(found)) for found in _PART.finditer(text) if found.group().strip("-")]
    query = Query(
        wanted=_wordings(parts, "", is_out=False),
        unwanted=_wordings(parts, "", is_out=True),
        source=_named(parts, "source"),
        speaker=_named(parts, "speaker"),
        kinds=_chosen(parts, "kind", get_args(Kind), KINDS),
        statuses=_chosen(parts, "status", get_args(Status), STATUSES),
        start=min(_dates(parts, "from"), default=None),
        end=max(_dates(parts, "to"), key=_breadth, default=None),
    )
    if query.start and query.end and query.start[: len(query.end)] > query.end[: len(query.start)]:
        raise UsageError(f"from:{query.start} is after to:{query.end}.", "Exchange them.")
    return query


def unfinished(text: str) -> str:
    """Return a search that is being typed, its last word as the beginning of one: "boo" becomes "boo*".

    A word that something follows is finished. Kinds, statuses and dates stay as they are, and so does what
    must not be there, or a first letter would take nearly everything away.
    """
    last = _last(text)
    if last is None or last.end() < len(text) or last["minus"] or last["end"] or not fold(text[-1:]):
        return text
    return f"{text}*" if (last["name"] or "").casefold() in ("", *_NAMES_OF) else text


def loosened(text: str) -> str:
    """Return a search whose words and names are all beginnings: "stan kind:r" is "stan* kind:r"."""
    return " ".join(_loose(one) for one in _PART.finditer(text[:LONGEST]) if one.group())


def without_last(text: str) -> str:
    """Return a search that is being typed less its last part, which makes no sense yet: "kind:"."""
    last = _last(text)
    return text[: last.start()] if last else ""


def is_date(text: str) -> bool:
    """Say whether a text is an ISO date of day, month or year granularity, and there is such a day."""
    if not _DATE.fullmatch(text):
        return False
    try:
        date.fromisoformat((text + _JANUARY_FIRST)[: len("2022-05-23")])
    except ValueError:
        return False
    return True


def _last(text: str) -> re.Match[str] | None:
    """Return the last part of what is typed; absent where it is too long to be a search."""
    last = None
    for found in _PART.finditer(text) if len(text) <= LONGEST else ():
        last = found if found.group() else last
    return last


def _part(found: re.Match[str]) -> _Part:
    quoted, plain = found["quoted"], found["plain"]
    value = plain or "" if quoted is None else quoted
    is_beginning = bool(_STAR.search(value)) or (found["end"] or "").endswith("*")
    return _Part(bool(found["minus"]), (found["name"] or "").casefold(), value, is_beginning)


def _loose(found: re.Match[str]) -> str:
    is_name = (found["name"] or "").casefold() in ("", *_NAMES_OF)
    goes_on = is_name and not found["minus"] and not _part(found).is_beginning and fold(found.group()[-1])
    return f"{found.group()}*" if goes_on else found.group()


def _checked(found: re.Match[str]) -> re.Match[str]:
    """Refuse a name before a colon that is nearly a field's: taken for words it would find nothing."""
    named = None if found["name"] else _NAMED.match(found["plain"] or "")
    meant = get_close_matches(named[1].casefold(), FIELDS, 1, _NEARLY) if named else ()
    if named and meant:
        hint = f"Write {meant[0]}:, or quotation marks around words."
        raise UsageError(f"There is no field “{named[1]}:”.", hint)
    return found


def _wordings(parts: Sequence[_Part], name: str, *, is_out: bool) -> tuple[Wording, ...]:
    """Return the wordings of a field, or of the plain words where it has no name; each once."""
    found = [
        Wording(words, part.is_beginning)
        for part in parts
        if (part.name, part.is_out) == (name, is_out) and (words := _words(part))
    ]
    return tuple(dict.fromkeys(found))


def _words(part: _Part) -> tuple[str, ...]:
    words = tuple(fold(part.value).split())
    if part.name and not words:
        raise _lacking(part.name)
    return words


def _named(parts: Sequence[_Part], name: str) -> Named:
    return Named(_wordings(parts, name, is_out=False), _wordings(parts, name, is_out=True))


def _chosen(
    parts: Sequence[_Part], name: str, names: Sequence[_Name], everything: frozenset[_All]
) -> frozenset[_All]:
    """Return which of some names are let through: those that are asked for, less those that are not."""
    asked = [(part.is_out, _choice(part, names)) for part in parts if part.name == name]
    wanted = frozenset(choice for is_out, choice in asked if not is_out)
    unwanted = frozenset(choice for is_out, choice in asked if is_out)
    return (everything & wanted if wanted else everything) - unwanted


def _choice(part: _Part, names: Sequence[_Name]) -> _Name:
    """Return the name that a value begins, whatever its case, in singular or plural, here or in America."""
    value = fold(part.value)
    if not value:
        raise _lacking(part.name)
    one = value if value in names else value.removesuffix("s") or value
    found = [name for name in names if name.startswith(_OTHER_NAMES.get(one, one))]
    if len(found) != 1:
        raise UsageError(f"There is no {part.name} “{_shown(part.value)}”.", f"{_takes(part.name)}.")
    return found[0]


def _dates(parts: Sequence[_Part], name: str) -> list[str]:
    return [_date(part) for part in parts if part.name == name]


def _date(part: _Part) -> str:
    if not part.value:
        raise _lacking(part.name)
    if part.is_out:
        raise UsageError(f"-{part.name}: says nothing.", "Write to: for before a date, from: for after it.")
    if not is_date(part.value):
        raise UsageError(f"“{_shown(part.value)}” is not a date.", f"{_takes(part.name)}.")
    return part.value


def _breadth(end: str) -> str:
    """Return a sort key of dates by their last day: of 2022 and 2022-05, the year ends last."""
    return f"{end}~"


def _lacking(name: str) -> UsageError:
    return UsageError(f"{name}: has no value.", f"{_takes(name)}, without a space before it.")


def _takes(name: str) -> str:
    *rest, last = _VALUES[name]
    return f"{name}: takes {', '.join(rest)} or {last}"


def _shown(value: str) -> str:
    shown = " ".join(clean(value).split())
    return shown if len(shown) <= _MOST_SHOWN else f"{shown[:_MOST_SHOWN]}…"
