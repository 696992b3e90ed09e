"""Credits: the words by which an article says that it has something from another outlet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from ondit.certainty.voices import OUTLET_NAMES
from ondit.growing import Keep, anew
from ondit.matching.vocabulary import FUNCTION_WORDS
from ondit.model import Article, Credit
from ondit.provenance.naming import DAYS, LEFT_OUT, LONGEST, Names, Outlet, Outlets, key
from ondit.text import words

_NEAR = 100
_BIG = r"[^\W_a-zß-öø-ÿ]"
_RUN = re.compile(
    rf"(?<!\w){_BIG}[\w’'.&/-]*(?:[ \u00a0](?:&[ ]|(?:of|and|the|for|in|de|du|der|la|del|di|do|on)[ ])?"
    rf"{_BIG}[\w’'.&/-]*){{0,11}}"
)
_BESIDE = DAYS | frozenset("when while as but and on in".split())
_AHEAD = _BESIDE | FUNCTION_WORDS | frozenset("agency broadcaster magazine newspaper site website".split())
_DAY = (
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|yesterday|today|(?:last|this|earlier this) \w+|\w+ week"
    r"|(?:\d{1,2} )?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?(?: \d{1,2})?)"
)
_AGO = rf"(?:on )?{_DAY}"
_OUTLET = (
    r"(?:newspapers?|newswire|magazine|paper|portal|blog|broadcaster|(?:web)?site|outlet|channel|daily|weekly"
    r"|tabloid|(?:news )?agency|station|network|publication|wire|journal)"
)
_PAPER = (
    r"(?:reports?|reporting|story|stories|article|scoop|exclusive|dispatch|account|interview|investigation)"
)
_BEFORE_NAME = (
    rf"\s*:?\s+(?:(?:the|a|an|our|rival)\s+)?(?:(?:[\w.’'-]+\s+){{0,3}}{_OUTLET},?\s+)?(?:the\s+)?\Z"
)
_SEEN = (
    r"(?:reported|revealed|published|broken|spotted|quoted|cited|seen|obtained|reviewed|viewed|shared|carried"
    r"|picked up|broadcast|aired|printed|detailed|noted)"
)
_SAYS = r"(?:reports|reported|writes|wrote|says|said)"
_PUTS = r"put (?:the|its) \w{1,20} at"
_ACCORDING = r"according to|citing|cit(?:es|ed)|quoting|quot(?:es|ed)|as per|per"
_HEARD = re.compile(
    rf"\b(?:{_ACCORDING}|via|h/t|hat[ -]tip(?: to)?|(?:told|tells|telling)|(?:as |was |were |been )?"
    rf"(?:first |originally |earlier |previously )?{_SEEN} (?:earlier |first |{_AGO} )?(?:by|in|on)"
    rf"|(?:with )?(?:material|information) (?:of|from|by)|{_PAPER}(?: {_AGO})? (?:by|in|from|of|on)"
    rf"|interview(?:ed)? (?:with|in|to|by)|(?:speaking|spoke|confirmed) (?:to|with)"
    rf"|(?:said|speaking|wrote|writing) (?:on|in)"
    rf"|^source)\b{_BEFORE_NAME}",
    re.IGNORECASE | re.MULTILINE,
)
_INVERTED = re.compile(rf"\b{_SAYS}{_BEFORE_NAME}", re.IGNORECASE)
_CLOSED = re.compile(r"\s*(?:[.,;:!?)”\"»’\n]|$|(?:on|in|at|citing|that|last|this|and|but)\b)")
_VERB = re.compile(
    rf"\s+(?:(?:has|have|had|also|first|later|already|recently|previously|earlier|exclusively|originally|then"
    rf"|however|itself|now|{_AGO}) ){{0,3}}(?:{_SAYS}|revealed|reveals|understands|understood|disclosed"
    rf"|claims|claimed|hears|heard|broke|{_PUTS}|quotes|quoted|cites|cited|speaks of|spoke of"
    r"|learned|learnt|contributed to (?:this|the) (?:report|story|article))\b(?! by\b)"
)
_OWN_PAPER = re.compile(
    rf"(?:['’]s?)?\s+(?:(?:original|first|earlier|initial|exclusive|own|latest|recent) )?{_PAPER}\b"
)
_NOT_ITS_WORD = re.compile(r"\b(?:for|of|at|with|to|by|in|on)\s+(?:the\s+)?$", re.IGNORECASE)
_PRINCIPAL_HEARD = re.compile(
    rf"\b(?:according to|citing|as announced by|(?:release|statement|announcement|figures) (?:by|from|of))"
    rf"{_BEFORE_NAME}",
    re.IGNORECASE,
)
_PRINCIPAL_VERB = re.compile(
    rf"\s+(?:(?:has|have|had|also|later|already|earlier|itself|{_AGO}) ){{0,3}}"
    r"(?:says|said|announced|announces|confirmed|confirms|denied|denies|stated|states|speaks of|spoke of"
    rf"|{_PUTS})\b(?! by\b)"
)
_PICTURE = re.compile(
    r"[\n(\[|](?:(?:staff|file|stock|cover|main|lead|press) )?(?:photo(?:graph)?s?|images?|pictures?"
    r"|illustration|screenshot|video|credit)\b[^.\n]{0,40}$",
    re.IGNORECASE,
)
_DATELINE = re.compile(r"\)\s{0,3}[-–—]")
_RELEASE = re.compile(
    r"\b(?:(?:the|a|an|its|their|this) (?:joint |official )?(?:press|media|news|joint) (?:release|statement)"
    rf"|({_BIG}\w{{0,40}})['’]s? (?:(?:own|joint|press|media|news) )?release)\b"
    r"(?! (?:of|date|on|in|schedule)\b)"
)
_AND = re.compile(r",?\s+(?:and|or)\s+(?:the\s+)?|,\s+(?:the\s+)?", re.IGNORECASE)
_ADDRESS = re.compile(
    r"(?<![\w@.:/-])(?:https?://)?(?:[\w-]{1,63}\.){1,8}[\w-]{2,63}(?:[/?#][^\s<>\"”»)]{0,2000})?"
)
_SPLIT = re.compile(r"['’]s\b|[ \u00a0/&.-]")
_ODD = re.compile(r"['_]|\d\.\d|[^\x00-\x7f\u00a0]")
_FORM = re.compile(r",? (?:Inc|Corp|Ltd|plc|PLC|AG|Co|LLC|GmbH)\b\.?")
_DOTTED = re.compile(r"\.[a-z]{2}")
_THE = re.compile(r"\bthe\s+$", re.IGNORECASE)


class _Name(NamedTuple):
    """A place at which an article names an outlet: from its article, if it has one, to its last letter."""

    start: int
    end: int
    outlet: Outlet


class _Place(NamedTuple):
    """Where a credit stands, and the address where one is the credit."""

    start: int
    end: int
    outlet: Outlet
    address: str | None = None


def find(articles: Sequence[Article], keep: Keep = anew) -> tuple[Credit, ...]:
    """Find the words by which articles say that they have something from another outlet.

    Rule: an outlet's name beside words of hearing ("via", "according to", "first reported by", "told",
    "citing", "X reported", "X's report", "as X reports", "writes X"), a dateline "(X) –", or an address of
    its pages. Names are those of the story's sources and hosts, "the Courier" where only one source of the
    story ends so, "Orr" for "Orr Wire" likewise, and outlets known elsewhere. A principal whose releases are
    the story's counts for what it says, and so does "the press release" where the releases are all one
    principal's.

    Example: "(via Pocket Lens)", "The Harbour Courier on Monday reported", "lens.example/2024/folio".
    Must not: an article that names its own outlet; "a spokesman for Pocket Lens said"; "Photo via Pocket
    Lens"; "Halden Industries was said to be buying".
    Known failures: "it said" behind a credit; names in lower case; an apposition between name and verb;
    what an outlet says of its own business.

    Args:
        articles: The story's articles.
        keep: Asks which outlets articles name.

    Returns:
        Credits by article and place, not overlapping; `articles` are the outlet's that were published no
        later than the article that credits it, as far as dates are known, of many the latest.
    """
    known = Outlets(articles, keep)
    found: list[Credit] = []
    for article in sorted(articles, key=lambda article: article.id):
        places = keep(_places, article.text, known.of(article), known.names)
        found += (_credit(article, known, place) for place in places)
    return tuple(found)


def _credit(article: Article, known: Outlets, place: _Place) -> Credit:
    meant = known.meant(place.outlet, article)
    exact = known.published_at(place.address) if place.address else ()
    meant = tuple(one for one in meant if one in exact) or meant
    return Credit(place.start, place.end, article.id, source=place.outlet.name, articles=meant)


def _places(text: str, own: Outlet, known: Names) -> tuple[_Place, ...]:
    """Return the places of an article's credits in order, less those that lie in others."""
    found = []
    end = 0
    for place in sorted(_all_places(text, own, known), key=lambda one: (one.start, -one.end)):
        if place.start >= end:
            found.append(place)
            end = place.end
    return tuple(found)


def _all_places(text: str, own: Outlet, known: Names) -> Iterator[_Place]:
    last = -1
    for name in _names(text, known):
        if name.outlet.group != own.group and (place := _around(text, name, last)):
            last = name.end
            yield _Place(*place, name.outlet)
    for met in _ADDRESS.finditer(text) if known.hosts and _DOTTED.search(text) else ():
        outlet = known.at(met.group())
        if outlet and outlet.group != own.group:
            end = met.start() + len(met.group().rstrip(".,;:!?’'"))
            yield _Place(met.start(), end, outlet, met.group())
    for met in _RELEASE.finditer(text) if known.principals and not own.principal else ():
        if outlet := known.of_principal(met.group(1) or ""):
            yield _Place(*met.span(), outlet)


def _around(text: str, name: _Name, last: int) -> tuple[int, int] | None:
    """Return the credit that a name stands in, from its cue to the name or the other way round."""
    window = text[max(0, name.start - _NEAR) : name.start]
    shift = name.start - len(window)
    heard, verb = (_PRINCIPAL_HEARD, _PRINCIPAL_VERB) if name.outlet.principal else (_HEARD, _VERB)
    met = heard.search(window)
    if not met and not name.outlet.principal and _CLOSED.match(text, name.end):
        met = _INVERTED.search(window)
    if met:
        ahead = ("\n" if name.start <= _NEAR else "") + window[: met.start()]
        return None if _PICTURE.search(ahead) else (shift + met.start(), name.end)
    if window.endswith("(") and _DATELINE.match(text, name.end):
        return name.start - 1, name.end + 1
    if 0 <= last <= name.start and _AND.fullmatch(text, last, name.start):
        return name.start, name.end
    behind = _OWN_PAPER.match(text, name.end)
    if not behind and not _NOT_ITS_WORD.search(window):
        behind = verb.match(text, name.end)
    if behind is None or (name.outlet.principal and behind.re is _OWN_PAPER):
        return None
    return shift + len(window) - (3 if window.lower().endswith(" as ") else 0), behind.end()


def _names(text: str, known: Names) -> Iterator[_Name]:
    """Yield the places at which a text names outlets, in order."""
    for run in _RUN.finditer(text):
        if _may_name(run.group(), known):
            yield from _names_in(text, run.start(), run.end(), known)


def _may_name(run: str, known: Names) -> bool:
    """Say whether a run may hold an outlet's name: a quick look that lets no name slip."""
    one = run.rstrip(".").removesuffix("'s").removesuffix("’s")
    if one.isascii() and (one.isalpha() or one.replace(".", "", 1).isdigit()):
        return one.lower() in known.keys or one in OUTLET_NAMES
    if _ODD.search(run):
        return True
    parts = _SPLIT.split(run)
    plain = [one for part in parts if (one := part.lower()) and one not in LEFT_OUT]
    return (
        not known.keys.isdisjoint(plain)
        or any(one + other in known.beginnings for one, other in pairwise(plain))
        or not OUTLET_NAMES.isdisjoint(parts)
    )


def _names_in(text: str, start: int, end: int, known: Names) -> Iterator[_Name]:
    """Yield the outlets that a run of capitalised words names, the longest name at each place."""
    found = words(text[start:end])
    bare = [word.removesuffix("'s") for word in found.texts]
    starts = [start + place for place in found.starts]
    ends = [
        start + end - len(word) + len(short)
        for end, word, short in zip(found.ends, found.texts, bare, strict=True)
    ]
    by_end = [text[low:high] in OUTLET_NAMES for low, high in zip(starts, ends, strict=True)]
    at = 0
    while at < len(found):
        until = min(len(found), at + LONGEST)
        stops = {at + count for count in _counts(found.texts[at:until], bare[at:until], known)}
        stops.update(stop for stop in range(at + 1, until + 1) if by_end[stop - 1])
        for stop in sorted(stops, reverse=True):
            texts = [*found.texts[at : stop - 1], bare[stop - 1]]
            if name := _name(text, starts[at], ends[stop - 1], texts, known):
                yield name
                at = stop - 1
                break
        at += 1


def _counts(texts: Sequence[str], bare: Sequence[str], known: Names) -> Iterator[int]:
    """Yield how many of some words are the name of an outlet of which articles or the table tell."""
    begun = ""
    for count, (word, last) in enumerate(zip(texts, bare, strict=True), start=1):
        if begun + key((last,)) in known.keys:
            yield count
        begun += key((word,))
        if begun not in known.beginnings:
            return


def _name(text: str, first: int, last: int, texts: Sequence[str], known: Names) -> _Name | None:
    """Return the outlet that some words name, if they are all of its name."""
    the = _THE.search(text[max(0, first - 8) : first])
    outlet = known.named(text[first:last].split(), texts, definite=the is not None)
    last += len(form.group()) if outlet and outlet.principal and (form := _FORM.match(text, last)) else 0
    if outlet and _stands_alone(text, first, last, single=len(texts) == 1):
        return _Name(first - (len(the.group()) if the else 0), last, outlet)
    return None


def _stands_alone(text: str, first: int, last: int, *, single: bool) -> bool:
    """Say whether a name is not a part of a longer one: "Metro" of "Metro Bank", "Post" of "Jo Post"."""
    following = re.match(r"[ \u00a0-](\w{1,20})", text[last : last + 22])
    if following and following[1][0].isupper() and following[1].lower() not in _BESIDE:
        return False
    ahead = re.search(r"(\w+)[ \u00a0-]$", text[max(0, first - 24) : first]) if single else None
    return not (ahead and ahead[1][0].isupper() and ahead[1].lower() not in _AHEAD)
