"""The subject that stands before a cue, past what is set off behind it.

Rule: the noun phrase that ends before the cue and its auxiliaries; where commas, dashes or brackets part
them, the one that begins the clause, if only asides follow it. Catches: "Dana Orr, 42, of Port Lund, who
runs Kelvo, said", "Dana Orr of Kelvo said", "Dana Orr, head of Kelvo Labs said". Must not: take "sales
rose" in "Sales rose, the company, which is old, said". Known failures: asides longer than forty words,
and lists of names.
"""

from __future__ import annotations

from ondit.quotes import cues, endings, nouns, phrases
from ondit.quotes.names import CONNECTIVES, Mention, is_adverb, is_name, is_participle, is_word, name_start
from ondit.quotes.tokens import DASHES, QUOTE, Tokens

_REACH = 14
_ASIDE_REACH = 40
_CLAUSE_REACH = 25
_MOST_ASIDES = 8
_HOME_LINKS = frozenset({"of", "from", "at", "with"})
_CATENATIVES = frozenset(
    "likes like liked used went goes go wants wanted continued continues hastened loves".split()
)
_RELATIVES = frozenset("who which whose where whom when and or nor".split())
_SKIPPED = cues.AUXILIARIES | cues.BE | cues.TIME_WORDS | {"quoted", "as", "on"}
_SEES = frozenset("see sees saw seen seeing".split())
_CLAUSAL = (cues.THOUGHT - _SEES) | (cues.PLAIN - phrases.ADDRESSED) | {"that"}
_OPENS_RELATIVE = frozenset("who whose which that".split())
_OPENS_PHRASE = cues.DETERMINERS | cues.PRONOUNS | cues.PREPOSITIONS


def before(tokens: Tokens, cue: int, low: int) -> Mention | None:
    """Return the subject that stands before a cue, not below `low`."""
    end = _skip_auxiliaries(tokens, cue - 1, low)
    if end < low:
        return None
    if tokens.words[end] in {",", ")"} or tokens.words[end] in DASHES or phrases.is_comma_quote(tokens, end):
        return _before_aside(tokens, end, low)
    mention = endings.ending_at(tokens, end, low)
    if mention is None:
        return None
    return (
        _with_name_before(tokens, mention, low)
        or _with_relative_before(tokens, mention, low)
        or _with_home_before(tokens, mention, low)
        or _with_clause_before(tokens, mention, low)
        or mention
    )


def _skip_auxiliaries(tokens: Tokens, place: int, low: int) -> int:
    while place >= low and (tokens.lower[place] in _SKIPPED or is_adverb(tokens, place)):
        place -= 1
        if place > low and tokens.lower[place] == "in" and tokens.lower[place + 1] in cues.TIME_WORDS:
            place -= 1
        if tokens.lower[place + 1] == "to" and place >= low and tokens.lower[place] in _CATENATIVES:
            place -= 1
    return place


def _before_aside(tokens: Tokens, close: int, low: int) -> Mention | None:
    """Read a subject whose cue is parted from it by asides: "Orr, 42, who runs the lab, said"."""
    floor = max(low, close - _ASIDE_REACH)
    if tokens.words[close] == ")" or tokens.words[close] in DASHES:
        return _before_brackets(tokens, close, low, floor)
    best: Mention | None = None
    place, tried = close - 1, 0
    while place > floor and tried < _MOST_ASIDES:
        tried += 1
        place = phrases.comma_before(tokens, place, floor)
        if place <= floor or not _may_open_aside(tokens, place + 1):
            break
        found = _heading(tokens, place - 1, low)
        if found and (best is None or _ends_as_person(tokens, found)):
            best = found._replace(aside=(place + 1, close - 1))
        place -= 1
    if best or tokens.words[close] == QUOTE:
        return best
    comma = phrases.comma_before(tokens, close - 1, floor)
    return _heading(tokens, close - 1, comma + 1 if comma > floor else low)


def _before_brackets(tokens: Tokens, close: int, low: int, floor: int) -> Mention | None:
    """Read a subject before what brackets or dashes set off: "Orr (D-Lund) said"."""
    place = close - 1
    dashes = tokens.words[close] in DASHES
    while place >= floor and not (tokens.words[place] in DASHES if dashes else tokens.words[place] == "("):
        place -= 1
    if place <= max(low, floor):
        return None
    end = place - 1
    if tokens.words[end] == ",":
        return _before_aside(tokens, end, low)
    found = endings.ending_at(tokens, end, low)
    return found._replace(aside=(place + 1, close - 1)) if found else None


def _may_open_aside(tokens: Tokens, place: int) -> bool:
    """Whether a token may begin what a comma sets off behind a noun, and no clause of its own."""
    lower = tokens.lower[place]
    if lower in _RELATIVES:
        return True
    return lower not in cues.CLAUSE_WORDS | (cues.PRONOUNS - {"one"}) and tokens.words[place] != QUOTE


def _heading(tokens: Tokens, last: int, low: int) -> Mention | None:
    """Read the noun phrase that ends with a token, where it begins its clause."""
    last = _skip_auxiliaries(tokens, _before_bracket(tokens, last, low), low)
    found = endings.ending_at(tokens, last, low) if last >= low else None
    return found if found and _heads_clause(tokens, found, low) else None


def _before_bracket(tokens: Tokens, last: int, low: int) -> int:
    """Return the token before the bracket that a token closes; itself where it closes none."""
    if tokens.words[last] != ")":
        return last
    for place in range(last - 1, max(low, last - _REACH), -1):
        if tokens.words[place] == "(":
            return place - 1
    return last


def _ends_as_person(tokens: Tokens, mention: Mention) -> bool:
    return _names_someone(tokens, mention) or tokens.lower[mention.last] in nouns.HEADS


def _names_someone(tokens: Tokens, mention: Mention) -> bool:
    return is_name(tokens, mention.last) and tokens.lower[mention.last] not in cues.TIME_WORDS


def _is_role(tokens: Tokens, mention: Mention | None) -> bool:
    if mention is None:
        return False
    return any(tokens.lower[place] in nouns.ROLES for place in range(mention.first, mention.last + 1))


def _heads_clause(tokens: Tokens, mention: Mention, low: int) -> bool:
    """Whether a phrase begins its clause, as a subject does, and an adverbial's noun does not."""
    place = mention.first - 1
    if tokens.lower[mention.last] in cues.TIME_WORDS | CONNECTIVES or is_participle(tokens, mention.first):
        return False
    if place < low or tokens.words[place][0].isdigit():
        return True
    return not is_word(tokens, place) or tokens.lower[place] in cues.CLAUSE_WORDS


def _with_name_before(tokens: Tokens, mention: Mention, low: int) -> Mention | None:
    """Read "Dana Orr, head of Kelvo Labs said", which wants its second comma."""
    comma = mention.first - 1
    if comma - 1 < low or tokens.words[comma] != "," or not is_name(tokens, comma - 1):
        return None
    if not _is_role(tokens, mention) or phrases.ends_in_person(tokens, mention):
        return None
    first = name_start(tokens, comma - 1, low)
    name = Mention(first, comma - 1, (mention.first, mention.last))
    return name if _heads_clause(tokens, name, low) and comma - first > 1 else None


def _with_relative_before(tokens: Tokens, mention: Mention, low: int) -> Mention | None:
    """Read "Dana Orr, who runs Kelvo Labs said", "Orr, a friend of Per Holm said", with a comma too few."""
    for place in range(mention.first - 1, max(low + 1, mention.first - _REACH) - 1, -1):
        if tokens.words[place] == "," and tokens.lower[place + 1] in {"who", "the", "a", "an"}:
            return _heading(tokens, place - 1, low) if _is_open_aside(tokens, place + 1, mention) else None
        if not is_word(tokens, place):
            return None
    return None


def _is_open_aside(tokens: Tokens, first: int, mention: Mention) -> bool:
    """Whether what stands between a comma and a subject is an aside that wants its second comma."""
    within = tokens.lower[first : mention.first]
    return "who" in within[:-1] or (within[:1] in (["a"], ["an"]) and within[-1] in cues.NOUN_LINKS)


def _with_home_before(tokens: Tokens, mention: Mention, low: int) -> Mention | None:
    """Read "Dana Orr of Kelvo said", "Dana Orr of Lund, Skane said": what hangs on a name is no subject."""
    first = mention.first + (tokens.lower[mention.first] == "the")
    if not is_name(tokens, first):
        return None
    link = mention.first - 1
    if link > low and tokens.words[link] == ",":
        link = name_start(tokens, link - 1, low) - 1
    if link <= low or tokens.lower[link] not in _HOME_LINKS or not is_name(tokens, link - 1):
        return None
    name = Mention(name_start(tokens, link - 1, low), link - 1)
    return name if _heads_clause(tokens, name, low) else None


def _with_clause_before(tokens: Tokens, mention: Mention, low: int) -> Mention | None:
    """Read "two people who saw the plan said", where no comma sets the clause off from its noun.

    Rule: between the phrase before the cue and a noun of the tables that begins the sentence's clause stand
    words only, the first of them "who", "whose", "which", "that" or a participle.
    Example: "the official leading the talks said".
    Must not: "people who believe the firm said", "the man who the police said", "reports that Orr said".
    Known failures: a clause with a clause in it, or longer than 25 words.
    """
    if tokens.lower[mention.first - 1] in _CLAUSAL:
        return None
    for place in range(mention.first - 1, max(low, mention.first - _CLAUSE_REACH), -1):
        if _opens_relative(tokens, place, mention.first) or _is_participle_of_noun(tokens, place):
            found = endings.ending_at(tokens, place - 1, low)
            if found and _speaks(tokens, found) and _heads_clause(tokens, found, low):
                return found._replace(aside=(place, mention.last))
            return None
        if not is_word(tokens, place) or tokens.lower[place] in cues.CLAUSE_WORDS:
            return None
    return None


def _opens_relative(tokens: Tokens, place: int, first: int) -> bool:
    """Whether "who" or the like at a token is the subject of the clause that holds the phrase at `first`."""
    lower = tokens.lower
    if place + 1 >= first or lower[place] not in _OPENS_RELATIVE or is_name(tokens, place + 1):
        return False
    return lower[place] in {"who", "whose"} or lower[place + 1] not in _OPENS_PHRASE


def _is_participle_of_noun(tokens: Tokens, place: int) -> bool:
    """Whether a participle that says nothing hangs on the noun before it: "people briefed on it"."""
    lower = tokens.lower
    hangs = lower[place - 1] in nouns.HEADS and lower[place].endswith(("ing", "ed"))
    return hangs and lower[place] not in cues.CUES and not is_name(tokens, place)


def _speaks(tokens: Tokens, mention: Mention) -> bool:
    """Whether the noun that a phrase hangs on is one of the tables."""
    last = mention.last
    for place in range(mention.first + 1, mention.last):
        if tokens.lower[place + 1] in cues.PREPOSITIONS and tokens.lower[place] in nouns.HEADS:
            last = place
            break
    return tokens.lower[last] in nouns.HEADS
