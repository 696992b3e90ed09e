"""Who a cue belongs to: the noun phrase before it or behind it, with its apposition.

Rule: without a parser, a phrase is read word by word away from its cue and ends at punctuation, a clause
word, a preposition that binds no noun, or another verb of the table. Catches: "Dana Orr, head of Kelvo
Labs said", "people familiar with the matter said". Must not: take "Monday" in "On Monday, the firm said".
Known failures: subjects longer than a dozen words, and bare verbs that are in no table.
"""

from __future__ import annotations

from ondit.quotes import cues
from ondit.quotes.names import Mention, is_name, is_participle, is_word, name_start
from ondit.quotes.tokens import BREAK, QUOTE, Tokens

_REACH = 14
_ASIDE_REACH = 40
_HEADS = cues.HEADS
_PARTICIPLES = frozenset("sent given made seen shown read held put".split())
_HOME_LINKS = frozenset({"of", "from", "at", "with"})
_ASIDE_STARTS = cues.PREPOSITIONS | {"a", "an", "the", "his", "her"}
_CATENATIVES = frozenset(
    "likes like liked used went goes go wants wanted continued continues hastened loves".split()
)
_RELATIVES = frozenset("who which whose where whom when and or nor".split())
_FUNCTION = cues.AUXILIARIES | cues.BE
_SKIPPED = _FUNCTION | cues.TIME_WORDS | {"quoted", "as", "on"}
_LED = 4
_STOPPERS = (
    cues.CUES
    | cues.PASTS
    | _FUNCTION
    | cues.PREPOSITIONS
    | cues.DETERMINERS
    | cues.PRONOUNS
    | cues.CLAUSE_WORDS
    | cues.TIME_WORDS
)
ADDRESSED = frozenset({"told", "tell", "tells", "telling", "informed", "assured", "reminded"})
"""Cues that name whom the words were for."""

_SETTING = frozenset("in on at during after before via through from to by with".split())
_SETTING_REACH = 14
_SUBJECT_PRONOUNS = frozenset({"he", "she", "it", "they", "we", "i", "there"})
_WITH_REACH = 8
_LEAD = 8
_ADDRESSEE_REACH = 8
_DASHES = frozenset({"-", "–", "—"})


def before(tokens: Tokens, cue: int, low: int) -> Mention | None:
    """Return the subject that stands before a cue, not below `low`."""
    end = _skip_auxiliaries(tokens, cue - 1, low)
    if end < low:
        return None
    if tokens.words[end] in {",", ")"} or tokens.words[end] in _DASHES or _is_comma_quote(tokens, end):
        return _before_aside(tokens, end, low)
    mention = _ending_at(tokens, end, low)
    if mention is None:
        return None
    return (
        _with_name_before(tokens, mention, low)
        or _with_relative_before(tokens, mention, low)
        or _with_home_before(tokens, mention, low)
        or mention
    )


def _skip_auxiliaries(tokens: Tokens, place: int, low: int) -> int:
    while place >= low and (
        tokens.lower[place] in _SKIPPED
        or (cues.is_adverb(tokens.lower[place]) and not is_name(tokens, place))
    ):
        place -= 1
        if tokens.lower[place + 1] == "to" and place >= low and tokens.lower[place] in _CATENATIVES:
            place -= 1
    return place


def _is_comma_quote(tokens: Tokens, place: int) -> bool:
    return tokens.words[place] == QUOTE and tokens.content_end(place) == ","


def _before_aside(tokens: Tokens, close: int, low: int) -> Mention | None:
    """Read a subject whose cue is parted from it by asides: "Orr, 42, who runs the lab, said"."""
    floor = max(low, close - _ASIDE_REACH)
    if tokens.words[close] == ")" or tokens.words[close] in _DASHES:
        return _before_brackets(tokens, close, low, floor)
    best: Mention | None = None
    place = close - 1
    while place > floor:
        place = _comma_before(tokens, place, floor)
        if place <= floor or not _may_open_aside(tokens, place + 1):
            break
        found = _heading(tokens, place - 1, low)
        if found and (best is None or _ends_as_person(tokens, found)):
            best = found._replace(aside=(place + 1, close - 1))
        place -= 1
    if best:
        return best
    return _heading(tokens, close - 1, max(low, _comma_before(tokens, close - 1, floor) + 1))


def _before_brackets(tokens: Tokens, close: int, low: int, floor: int) -> Mention | None:
    """Read a subject before what brackets or dashes set off: "Orr (D-Lund) said"."""
    place = close - 1
    dashes = tokens.words[close] in _DASHES
    while place >= floor and not (tokens.words[place] in _DASHES if dashes else tokens.words[place] == "("):
        place -= 1
    if place <= max(low, floor):
        return None
    end = place - 1
    if tokens.words[end] == ",":
        return _before_aside(tokens, end, low)
    found = _ending_at(tokens, end, low)
    return found._replace(aside=(place + 1, close - 1)) if found else None


def _comma_before(tokens: Tokens, place: int, floor: int) -> int:
    """Return the comma nearest before a token, past whole brackets; `floor` or less where there is none."""
    depth = 0
    while place > floor:
        word = tokens.words[place]
        depth += (word == ")") - (word == "(")
        if depth <= 0 and (word == "," or _is_comma_quote(tokens, place)):
            return place
        if word == BREAK:
            return floor
        place -= 1
    return place


def _may_open_aside(tokens: Tokens, place: int) -> bool:
    """Whether a token may begin what a comma sets off behind a noun, and no clause of its own."""
    lower = tokens.lower[place]
    if lower in _RELATIVES:
        return True
    return lower not in cues.CLAUSE_WORDS | (cues.PRONOUNS - {"one"}) and tokens.words[place] != QUOTE


def _heading(tokens: Tokens, last: int, low: int) -> Mention | None:
    """Read the noun phrase that ends with a token, where it begins its clause."""
    last = _skip_auxiliaries(tokens, _before_bracket(tokens, last, low), low)
    found = _ending_at(tokens, last, low) if last >= low else None
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
    return _names_someone(tokens, mention) or tokens.lower[mention.last] in _HEADS


def _names_someone(tokens: Tokens, mention: Mention) -> bool:
    return is_name(tokens, mention.last) and tokens.lower[mention.last] not in cues.TIME_WORDS


def _is_role(tokens: Tokens, mention: Mention | None) -> bool:
    if mention is None:
        return False
    return any(tokens.lower[place] in cues.ROLES for place in range(mention.first, mention.last + 1))


def _heads_clause(tokens: Tokens, mention: Mention, low: int) -> bool:
    """Whether a phrase begins its clause, as a subject does, and an adverbial's noun does not."""
    place = mention.first - 1
    if tokens.lower[mention.last] in cues.TIME_WORDS or is_participle(tokens, mention.first):
        return False
    if place < low or tokens.words[place][0].isdigit():
        return True
    return not is_word(tokens, place) or tokens.lower[place] in cues.CLAUSE_WORDS


def _with_name_before(tokens: Tokens, mention: Mention, low: int) -> Mention | None:
    """Read "Dana Orr, head of Kelvo Labs said", which wants its second comma."""
    comma = mention.first - 1
    if comma - 1 < low or tokens.words[comma] != "," or not is_name(tokens, comma - 1):
        return None
    if not _is_role(tokens, mention) or _ends_in_person(tokens, mention):
        return None
    first = name_start(tokens, comma - 1, low)
    name = Mention(first, comma - 1, (mention.first, mention.last))
    return name if _heads_clause(tokens, name, low) and comma - first > 1 else None


def _with_relative_before(tokens: Tokens, mention: Mention, low: int) -> Mention | None:
    """Read "Dana Orr, who is chairwoman of Kelvo Labs said", which wants its second comma."""
    for place in range(mention.first - 1, max(low + 1, mention.first - _REACH) - 1, -1):
        if tokens.words[place] == "," and tokens.lower[place + 1] in {"who", "the", "a", "an"}:
            return _heading(tokens, place - 1, low) if _is_open_aside(tokens, place + 1, mention) else None
        if not is_word(tokens, place):
            return None
    return None


def _is_open_aside(tokens: Tokens, first: int, mention: Mention) -> bool:
    """Whether what stands between a comma and a subject is a relative clause that wants its second comma."""
    within = tokens.lower[first : mention.first]
    return "who" in within[:-1]


def _with_home_before(tokens: Tokens, mention: Mention, low: int) -> Mention | None:
    """Read "Dana Orr of Kelvo said" and "Dana Orr of Lund, Skane said": what hangs on a name is no subject."""
    if not is_name(tokens, mention.first):
        return None
    link = mention.first - 1
    if link > low and tokens.words[link] == ",":
        link = name_start(tokens, link - 1, low) - 1
    if link <= low or tokens.lower[link] not in _HOME_LINKS or not is_name(tokens, link - 1):
        return None
    name = Mention(name_start(tokens, link - 1, low), link - 1)
    return name if name.last > name.first and _heads_clause(tokens, name, low) else None


def _ends_in_person(tokens: Tokens, mention: Mention) -> bool:
    """Whether a role phrase closes with a name of its own: "chief executive Dana Orr"."""
    if not is_name(tokens, mention.last):
        return False
    first = name_start(tokens, mention.last, mention.first)
    inside = any(tokens.lower[place] in cues.ROLES for place in range(first, mention.last))
    return inside or (first > mention.first and tokens.lower[first - 1] in cues.ROLES)


def _ending_at(tokens: Tokens, last: int, low: int) -> Mention | None:
    """Read the noun phrase that ends with a token."""
    if not is_word(tokens, last) or tokens.lower[last] in cues.CLAUSE_WORDS - {"who", "which", "that"}:
        return None
    if tokens.lower[last] in {"who", "which", "that"} and last - 1 >= low:
        return _before_relative(tokens, last, low)
    if tokens.lower[last] in cues.PRONOUNS:
        return Mention(last, last)
    clause = _clause_start(tokens, last, low)
    if is_name(tokens, last):
        return Mention(_widen_name(tokens, name_start(tokens, last, clause), clause), last)
    return _noun_phrase(tokens, clause, last)


def _before_relative(tokens: Tokens, relative: int, low: int) -> Mention | None:
    """Read whom "who" means: past asides, "Dana Orr, 24, from Lund, who said"."""
    if tokens.words[relative - 1] != ",":
        return _ending_at(tokens, relative - 1, low)
    floor, end = max(low - 1, relative - _ASIDE_REACH), relative - 1
    while True:
        comma = _comma_before(tokens, end - 1, floor)
        first = comma + 1
        aside = (
            tokens.lower[first] in _ASIDE_STARTS
            or tokens.words[first][0].isdigit()
            or (tokens.lower[first] in cues.ROLES)
        )
        if comma <= floor or not aside:
            break
        end = comma
    return _ending_at(tokens, end - 1, max(low, first)) if end - 1 >= max(low, first) else None


def _clause_start(tokens: Tokens, last: int, low: int) -> int:
    place = last
    floor = max(low, last - _REACH)
    while place > floor:
        before_it = place - 1
        lower = tokens.lower[before_it]
        if lower in {"and", "&"} and _joins_names(tokens, before_it, floor):
            place = before_it
            continue
        if not is_word(tokens, before_it) or lower in cues.CLAUSE_WORDS or _is_function(tokens, before_it):
            break
        if lower in cues.PLAIN and not is_name(tokens, before_it):
            break
        place = before_it
    return place


def _is_function(tokens: Tokens, place: int) -> bool:
    """Whether a token is an auxiliary, and not the "to" of "a person close to the deal"."""
    if tokens.lower[place] == "to" and place:
        earlier = tokens.lower[place - 1]
        return earlier != "close" and earlier not in cues.ROLES
    return tokens.lower[place] in _FUNCTION


def _joins_names(tokens: Tokens, place: int, low: int) -> bool:
    if place - 1 < low or place + 1 >= len(tokens):
        return False
    left, right = place - 1, place + 1
    return is_name(tokens, left) and (
        is_name(tokens, right) or tokens.lower[right] in {"the", "its", "his", "her"}
    )


def _widen_name(tokens: Tokens, first: int, low: int) -> int:
    """Take in what stands before a name and belongs to it: its role, its owner, its twin, its head noun."""
    if first > low and tokens.lower[first - 1] in {"and", "&"} and _joins_names(tokens, first - 1, low):
        return _widen_name(tokens, name_start(tokens, first - 2, low), low)
    if first > low and tokens.is_possessive(first - 1):
        first = name_start(tokens, first - 1, low)
    if first > low and tokens.lower[first - 1] in cues.ROLES:
        while first > low and tokens.lower[first - 1] not in cues.PREPOSITIONS | cues.DETERMINERS:
            first -= 1
    lead = _plain_lead(tokens, low, first)
    if lead is not None:
        return lead
    article = first > low and tokens.lower[first - 1] in cues.DETERMINERS
    link = first - 2 if article else first - 1
    if link > low and tokens.lower[link] in cues.NOUN_LINKS:
        head = _head_before(tokens, link, low)
        if head is not None:
            return _noun_start(tokens, head, low)
    return first - 1 if article else first


def _plain_lead(tokens: Tokens, low: int, first: int) -> int | None:
    """Return where plain words that lead up to a name begin: "former Kelvo boatwright Dana Orr"."""
    while low < first and (tokens.lower[low] in cues.TIME_WORDS or cues.is_adverb(tokens.lower[low])):
        low += 1
    if not low < first <= low + _LEAD or not _bounds_clause(tokens, low - 1):
        return None
    led = range(low, first)
    if any(_leads_no_name(tokens.lower[at]) for at in led):
        return None
    return low


def _leads_no_name(lower: str) -> bool:
    return lower in cues.PREPOSITIONS or lower[0].isdigit() or lower.endswith(("ly", "ed", "ing"))


def _bounds_clause(tokens: Tokens, place: int) -> bool:
    """Whether a noun phrase may begin behind a token."""
    return (
        place < 0 or not is_word(tokens, place) or tokens.lower[place] in cues.CLAUSE_WORDS | cues.TIME_WORDS
    )


def _head_before(tokens: Tokens, link: int, low: int) -> int | None:
    for place in range(link - 1, low - 1, -1):
        if tokens.lower[place] in _HEADS:
            return place
    return None


def _noun_start(tokens: Tokens, head: int, low: int) -> int:
    first = head
    while first > low and tokens.lower[first - 1] not in cues.PREPOSITIONS:
        first -= 1
        if tokens.lower[first] in cues.DETERMINERS:
            break
    return first


def _noun_phrase(tokens: Tokens, low: int, last: int) -> Mention | None:
    """Read a phrase that ends in a common noun: back to the head noun that its prepositions hang on."""
    first = last
    while first > low:
        lower = tokens.lower[first - 1]
        if lower in cues.PREPOSITIONS and not (
            lower in cues.NOUN_LINKS and _head_before(tokens, first - 1, low) is not None
        ):
            break
        first -= 1
    while first < last and (cues.is_adverb(tokens.lower[first]) or tokens.lower[first] in cues.TIME_WORDS):
        first += 1
    if tokens.lower[last] in cues.TIME_WORDS or tokens.lower[last] in cues.PREPOSITIONS:
        return None
    return Mention(first, last)


def behind_with(tokens: Tokens, participle: int, low: int) -> Mention | None:
    """Return the subject of a participle behind "with": "with a source close to him saying"."""
    for place in range(participle - 1, max(low, participle - _WITH_REACH) - 1, -1):
        if tokens.lower[place] == "with":
            return Mention(place + 1, participle - 1) if place + 1 < participle else None
        if not is_word(tokens, place):
            return None
    return None


def behind(tokens: Tokens, first: int, high: int) -> Mention | None:
    """Return the noun phrase that begins with a token, below `high`, with its apposition."""
    while first < high and (cues.is_adverb(tokens.lower[first]) or tokens.lower[first] in cues.AUXILIARIES):
        first += 1
    if first >= high or not is_word(tokens, first) or _closes(tokens, first, first, high):
        return None
    if tokens.lower[first] in cues.PRONOUNS and tokens.lower[first] not in cues.DETERMINERS:
        return Mention(first, first)
    last = first
    while last + 1 < min(high, first + _REACH) and not _closes(tokens, first, last + 1, high):
        last += 1
    while last > first and tokens.lower[last] in cues.PREPOSITIONS:
        last -= 1
    if tokens.lower[last] in cues.DETERMINERS | cues.TIME_WORDS:
        return None
    return Mention(first, last, aside(tokens, last, high))


def _closes(tokens: Tokens, first: int, place: int, high: int) -> bool:
    """Whether a phrase that began with `first` is over before `place`."""
    lower = tokens.lower[place]
    if not is_word(tokens, place) or _is_function(tokens, place):
        return True
    if lower in cues.CLAUSE_WORDS:
        joins = lower == "and" and first < place < high - 1 and _joins_names(tokens, place, first)
        return not joins
    if place == first:
        return lower in cues.PREPOSITIONS
    earlier = place - 1
    after_name = (
        is_name(tokens, earlier)
        and not tokens.is_possessive(earlier)
        and tokens.lower[earlier] not in cues.ROLES
    )
    if lower in cues.PREPOSITIONS:
        return lower != "of" and (lower not in cues.NOUN_LINKS or after_name)
    return lower in cues.TIME_WORDS or (
        not is_name(tokens, place) and _is_no_noun(tokens, place, after_name=after_name)
    )


def _is_no_noun(tokens: Tokens, place: int, *, after_name: bool) -> bool:
    """Whether a plain word inside a phrase is more likely a verb than a part of it."""
    lower = tokens.lower[place]
    if tokens.lower[place - 1] in _HEADS and (lower.endswith("ed") or lower in _PARTICIPLES):
        return True
    if after_name:
        plain = lower not in _HEADS and lower not in cues.NAME_PARTICLES
        return plain and not _leads_to_name(tokens, place)
    return lower in cues.PLAIN


def _leads_to_name(tokens: Tokens, place: int) -> bool:
    """Whether the words from one behind a name lead up to another: "Kelvo yard ally Dana Orr"."""
    for at in range(place, min(place + _LED, len(tokens))):
        lower = tokens.lower[at]
        if at > place and is_name(tokens, at):
            return True
        if not lower[0].isalpha() or lower in _STOPPERS or lower.endswith(("ed", "ing", "ly")):
            return False
    return False


def aside(tokens: Tokens, last: int, high: int) -> tuple[int, int] | None:
    """Return the apposition behind a name that says its role: ", chief of Kelvo Labs"."""
    comma = last + 1
    if comma + 1 >= high or tokens.words[comma] not in {",", "(", *_DASHES}:
        return None
    first = comma + 1
    if tokens.words[first].isdigit() and first + 2 < high and tokens.words[first + 1] == ",":
        first += 2
    place = first
    while place < min(high, first + _REACH) and not _ends_aside(tokens, place, high):
        place += 1
    if place == first or tokens.lower[first] in cues.PREPOSITIONS | cues.PRONOUNS - {"one"}:
        return None
    found = Mention(first, place - 1)
    opening = range(first, min(place, first + 6))
    if not any(tokens.lower[at] in cues.ROLES for at in opening) or _ends_in_person(tokens, found):
        return None
    return first, place - 1


def _ends_aside(tokens: Tokens, place: int, high: int) -> bool:
    lower = tokens.lower[place]
    if lower == "and" and place + 1 < high:
        return tokens.lower[place + 1] not in cues.ROLES and not is_name(tokens, place + 1)
    if not is_word(tokens, place):
        return True
    return lower in cues.CLAUSE_WORDS or lower in _FUNCTION or lower in cues.PLAIN


def setting_end(tokens: Tokens, place: int, end: int) -> int:
    """Return the place behind the occasion that follows a cue: "in a statement on Monday"."""
    high = min(end, place + _SETTING_REACH)
    while place < high and (
        tokens.lower[place] in _SETTING
        or tokens.lower[place] in cues.TIME_WORDS
        or cues.is_adverb(tokens.lower[place])
    ):
        place += 1
        while place < high and is_word(tokens, place) and tokens.lower[place] not in _SETTING:
            if tokens.lower[place] in cues.CLAUSE_WORDS or _begins_clause(tokens, place):
                return place
            place += 1
    return place


def _begins_clause(tokens: Tokens, place: int) -> bool:
    """Whether a clause begins without a word that joins it: "said in August he planned"."""
    lower = tokens.lower[place]
    if lower in _SUBJECT_PRONOUNS:
        return True
    behind_time = tokens.lower[place - 1] in cues.TIME_WORDS or tokens.words[place - 1][0].isdigit()
    return behind_time and (lower in cues.DETERMINERS or is_name(tokens, place))


def addressed_end(tokens: Tokens, place: int, end: int) -> int:
    """Return the place behind whom somebody told: up to "that", a comma, a quote or a preposition."""
    start = place
    while place < min(end, start + _ADDRESSEE_REACH):
        opens = tokens.lower[place] in {"that", "he", "she", "it", "they", "we", "the", "there"}
        if (opens and place > start) or not is_word(tokens, place) or tokens.lower[place] in _SETTING:
            return place
        place += 1
    return min(start + 1, end)
