"""Boilerplate: what stands in an article and is no news: credits, biographies, calls, links, tails."""

from __future__ import annotations

import re

MAX_LOOKED_AT = 600
SHORT = 140
PARAGRAPH_GAP = "\n\n"


def _rule(*words: str) -> re.Pattern[str]:
    return re.compile("|".join(words), re.IGNORECASE)


_NAMED = r"^\W*(?-i:(?:[A-Z][\w.’'-]+ ){2,4})"

_RULES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "credit",
        _rule(
            r"^\W*(?:[\w’' -]{1,60} )?(?:photo|image|picture|illustration|graphic|video|cover"
            r"|featured image|pic|photograph)s?"
            r"(?: ?/ ?\w+)?(?: (?:by|courtesy(?: of)?|credits?|source))?\s*[:©/|]",
            r"\b(?:image|photo|picture)s? (?:courtesy|credits?|source)\b",
            r"^\W*[\w’' -]{0,80}\b(?:credits?|courtesy)\s*:",
            r"^\W*(?:source|via)\s*:\s*\S+",
            r"\b(?:file photo|handout|thumbnail|getty|stock image)\W*$",
            r"^\W*(?:staff |file )?(?:photograph|photo|picture|image)s? by\b",
            r"^\W*©",
        ),
    ),
    (
        "agency tag",
        _rule(
            r"^\W*(?:additional )?(?:reporting|writing|editing) by\b",
            r"^\W*\((?:reporting|editing|additional)",
            r"^\W*with (?:additional )?(?:reporting|material) (?:by|from)\b",
            r"^\W*[-–—]{1,3}\s*(?:ends?|30|more to follow)\s*[-–—]{0,3}\W*$",
            r"^\W*this (?:story|article) (?:was|has been) (?:first published|updated|corrected|translated)",
        ),
    ),
    (
        "byline",
        _rule(
            r"^\W*(?:by|words by|text by"
            r"|story by) (?-i:(?:[A-Z][\w.’'-]+,? ?){1,4})(?:[|,·-]? ?\w[^.!?]{0,60})?[^\w.!?]*$"
        ),
    ),
    (
        "release header",
        _rule(
            r"^\W*(?:press|media|news) release\b.{0,80}$"
            r"|^\W*(?:for immediate release|embargoed|under embargo)\b"
        ),
    ),
    (
        "newsletter",
        _rule(
            r"\bnewsletters?\b",
            r"\b(?:sign up|subscribe|register)\b.{0,60}\b(?:to|for|here|now|free|today|inbox)\b",
            r"\bin your inbox\b",
            r"^\W*subscribe\b",
        ),
    ),
    (
        "call to comment",
        _rule(
            r"\b(?:share|tell us|let us know|have|leave)\b.{0,60}\b(?:your )?(?:thoughts?|say|opinions?"
            r"|views?|comments?)\b.{0,160}"
            r"(?:\bcomments?\b|\bbelow\b|\bsection\b)",
            r"\b(?:tell us|let us know|sound off|weigh in|have your say)\b.{0,80}\b(?:comments?|below"
            r"|thoughts?)\b",
            r"\bin the comments?\b",
            r"\bstay tuned\b|\bstay connected with\b|\bwatch this space\b",
            r"\bfollow (?:us|me|him|her|\w+) on\b|\bjoin the (?:conversation|discussion)\b",
            r"\bwhat do you (?:think|make)\b.{0,60}\?",
            r"^\W*(?:dis)?agree\?|\bshout at us\b|\bin confidence\b"
            r"|\bcontact the (?:writer|author|reporter|newsroom)\b",
            r"\b(?:got a|have a) (?:tip|story)\b|\bwrite to the\b|\b(?:write|e-?mail) (?:to )?us at\b",
        ),
    ),
    (
        "related link",
        _rule(
            r"^\W*(?:read|see|watch|listen|find out|learn)(?: also| more| next| on|:)",
            r"^\W*(?:related|more on this|recommended|also read|you may also like|don[’']t miss|most read"
            r"|further reading|in other news"
            r"|read next|more from)\b[^.]{0,120}",
            r"^\W*(?:click|tap) here\b|^\W*(?:listen again|next issue|next week in|in the next issue)\b"
            r"|, page \d+\W*$",
        ),
    ),
    (
        "author bio",
        _rule(
            rf"{_NAMED}(?:is|has been|was) (?:\w+ ){{0,5}}(?:writer|reporter|editor|correspondent"
            rf"|journalist|columnist|contributor|blogger)\b",
            rf"{_NAMED}(?:writes|covers|reports|blogs|edits|presents|has (?:covered|edited|written"
            rf"|reported))\b",
            r"^\W*about the author\b",
            r"\bwith a keen interest in\b|\bkeeps you informed\b",
        ),
    ),
    (
        "legal notice",
        _rule(
            r"\ball rights reserved\b",
            r"\bforward-looking statements?\b",
            r"\b(?:media|press|investor)(?: relations)? contacts?\s*:",
            r"\bcookies?\b.{0,40}\b(?:consent|policy|settings)\b",
            r"\baffiliate (?:links?|commission)\b|\bmay earn a commission\b",
            r"^\W*(?:media|press) (?:contact|inquiries|enquiries)\b",
            r"^\W*about (?:the )?(?-i:(?:[A-Z][\w.’'-]+ ?){1,4})(?:\W*$|:)",
            r"\bmay hold (?:the )?shares\b|\b(?:nothing here is|not (?:financial|investment)) advice\b",
        ),
    ),
)
_BIOGRAPHY = dict(_RULES)["author bio"]
_POST_TAIL = re.compile(r"\s*(?:\bpic\.\S+/\S+|[—–-]\s*[^—–\n]{1,60}\(@\w+\)[^\n]{0,40})")


def reason(text: str, start: int, end: int) -> str | None:
    """Say why a sentence is no news, absent where it is.

    Rule: words that stand only in such pieces, at the place where they stand there: "Photo:" at the
    beginning, "newsletter" anywhere, "is a writer" behind a name. Only the beginning of a long sentence is
    looked at.

    Example: "Image credit: Tarn Labs", "Mara Lind is a senior reporter who covers lenses.", "Share your
    thoughts in the comments below."
    Must not: "The paper's photo of the prototype, credited to nobody, went round" tells something.
    What follows a biography's first sentence in its paragraph belongs to it.
    Known failures: biographies that name no trade of writing; notices in other languages.

    Args:
        text: The article's text.
        start: Where the sentence begins.
        end: Where it ends.
    """
    sentence = text[start : min(end, start + MAX_LOOKED_AT)]
    for why, pattern in _RULES:
        if pattern.search(sentence):
            return why
    gap = text.rfind(PARAGRAPH_GAP, max(0, start - MAX_LOOKED_AT), start)
    if gap >= 0 and _BIOGRAPHY.search(text[gap + len(PARAGRAPH_GAP) : start]):
        return "author bio"
    if (
        end - start <= SHORT
        and (tail := _POST_TAIL.match(sentence))
        and tail.end() >= len(sentence.rstrip()) - 1
    ):
        return "embedded post tail"
    return None
