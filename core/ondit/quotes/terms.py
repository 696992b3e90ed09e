"""Words between marks that nobody is quoted for: titles, answers of a poll, names, ratings, words as words.

Rule: words set like a title; few words behind a share of those asked ("40 percent said they “agree”"),
behind "so-called", "the word" or a participle that names ("a rule called “fair share”"), or before the noun
of which they are the name ("its “hold” rating"). Catches: "62% of buyers said they were “very likely” to".
Must not: take "what Orr called “a gift”" or "5 percent, which she said was “a start”". Known failures: scare
quotes that nothing around them tells ("its “secret” weapon").
"""

from __future__ import annotations

import re

from ondit.quotes.marks import Marked

_FEW_WORDS = 4
_TITLE_LENGTH = 100
_REACH = 90
_SENTENCE_ENDS = frozenset(".!?…")
_SMALL_WORDS = frozenset("a an the of and or in on at to for by with from is vs".split())
_SHARE = re.compile(
    r"(?:percent|per cent|%)(?: of [^,;:]{1,40})?(?: who)?\s"
    r"(?:$|[\"“‘'`]|[^,;:]{0,60}\b(?:said|say|saying|polled)\b)"
)
_MENTIONS = re.compile(r"\b(?:so-called|[Tt]he (?:word|nickname|hashtag|prefix|suffix)|please read)\s$")
_NAMES = re.compile(r"\b(?:called|named|titled|entitled|known as|nicknamed)\s$")
_RELATIVE = re.compile(r"\b(?:what|which|that|whom)\b[^.;:]{0,60}$")
_NAMED = re.compile(r"[\"”’']{1,2}\s(?:rating|category|label|button|option|mode|tab|hashtag|message|list)\b")


def is_term(text: str, span: Marked) -> bool:
    """Whether words between marks are a term, a title or an answer, by what stands around them."""
    content = text[span.start : span.end]
    before = text[max(0, span.outer_start - _REACH) : span.outer_start].rpartition("\n")[2]
    if _is_title(content, embedded=before.rstrip()[-1:].isalnum()):
        return True
    if len(content.split(maxsplit=_FEW_WORDS)) >= _FEW_WORDS:
        return False
    if _SHARE.search(before) or _MENTIONS.search(before) or _NAMED.match(text, span.end):
        return True
    return _NAMES.search(before) is not None and _RELATIVE.search(before) is None


def _is_title(content: str, *, embedded: bool) -> bool:
    """Whether words are set like a title: each one capitalised, none closing a sentence of its own."""
    if embedded and content[-1] == "." and " " in content:
        content = content[:-1]
    ends = content[-1] in _SENTENCE_ENDS
    words = [word.strip("‘’'\"“”(),:") for word in content.split()]
    alone = len(words) == 1 and content[-1] in ",;"
    if not words or ends or alone or ". " in content or len(content) > _TITLE_LENGTH:
        return False
    plain = all(not word or not word[0].islower() or word in _SMALL_WORDS for word in words)
    return plain and words[0][:1].isupper()
