"""The rules by which boilerplate is known: words that stand only there, at the place where they stand."""

from __future__ import annotations

import re
from collections.abc import Sequence


class Rule:
    """Words of which one kind of boilerplate has some.

    Those that stand at the beginning are looked for only there, and of the others those that are the same in
    any case in a text in lower case, where their first letters rule them out: a third of the time.

    Args:
        words: Patterns. One that begins with `^` may have no alternative that does not.
    """

    def __init__(self, words: Sequence[str]) -> None:
        at_start = [one for one in words if one.startswith("^")]
        in_any_case = [one for one in words if one.startswith(r"\b") and "(?-i" not in one]
        others = [one for one in words if one not in at_start and one not in in_any_case]
        self._at_start = _any_of(at_start, re.IGNORECASE)
        self._in_any_case = _any_of([one.removeprefix(r"\b") for one in in_any_case], before=r"\b")
        self._others = _any_of(others, re.IGNORECASE)

    def is_in(self, text: str, lowered: str) -> bool:
        """Say whether a text has such words, which is given in lower case, too."""
        return bool(
            (self._at_start and self._at_start.match(text))
            or (self._in_any_case and self._in_any_case.search(lowered))
            or (self._others and self._others.search(text))
        )


def _any_of(words: Sequence[str], flags: int = 0, before: str = "") -> re.Pattern[str] | None:
    return re.compile(f"{before}(?:{'|'.join(words)})", flags) if words else None


def _rule(*words: str) -> Rule:
    return Rule(words)


_NAMED = r"^\W*(?!(?:the|mrs?|ms|prof|dr|president) )(?-i:(?:[A-Z][\w.’'-]+ ){2,4})"

RULES: tuple[tuple[str, Rule], ...] = (
    (
        "credit",
        _rule(
            r"^\W*(?:[\w’'-]{1,30} ){0,3}(?:photo|image|picture|illustration|graphic|video|cover"
            r"|featured image|pic|photograph)s?"
            r"(?: ?/ ?\w+)?(?: (?:by|courtesy(?: of)?|credits?|source))?\s*[:©/|][^\n]{0,160}(?:\n|$)",
            r"\b(?:image|photo|picture)s? (?:courtesy|credits?|source)\b",
            r"^\W*[\w’' -]{0,80}\b(?:credits?|courtesy)\s*:",
            r"^\W*(?:source|via)\s*:\s*\S+",
            r"\b(?:file photo|handout|thumbnail|getty|stock image)[^\w?!]*$",
            r"^\W*(?:submitted|contributed|courtesy|supplied) (?:photo|image|picture)s?\W*$",
            r"^\W*(?:staff |file )?(?:photograph|photo|picture|image)s? by\b",
            r"^\W*©\s*(?:\d{4}|(?-i:[A-Z]))|^\W*copyright\b",
        ),
    ),
    (
        "agency tag",
        _rule(
            r"^\W*(?:additional )?(?:reporting|writing|editing) by\b",
            r"^\W*\((?:reporting|editing|additional)",
            r"^\W*with (?:additional )?(?:reporting|material) (?:by|from)\b",
            r"^\W*[-–—]{1,3}\s*(?:ends?|30|more to follow)\s*[-–—]{0,3}\W*$",
            r"^\W*(?:contributing|contributed by)\s*:|^\W*includes (?:information|reporting) from\b",
            r"^\W*(?-i:[A-Z])[^.]{1,80} contributed to this (?:report|story|article)\b",
            r"^\W*(?:(?-i:[A-Z][\w’'-]{1,30}) ){1,3}reported from "
            r"(?:(?:(?-i:[A-Z])[\w’'-]{0,30}|and|in)(?:[,.]? |[,.]?$)){1,8}$",
            r"^\W*(?:this|an earlier version of this|a (?:previous|prior) version of this) "
            r"(?:story|article|piece|post|interview|leader) (?:(?:has been |was )(?:updated|edited)"
            r"|(?:was )?(?:originally|first) (?:published|appeared)|appeared in|incorrectly|misstated)\b",
            r"^\W*(?:originally published|read the original article)\b",
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
            r"\b(?:sign up|subscribe|register|receive|delivered|get|our|free)\b.{0,80}\bnewsletters?\b",
            r"^\W*(?:[\w’'-]+ ){0,5}newsletters?\W*$",
            r"^\W*(?:please )?(?:sign up|subscribe|register)\b",
            r"\b(?:sign up|subscribe|register)\b.{0,40}\b(?:here|free|inbox|podcasts?)\b",
            r"\b(?:in|in ?to) your inbox\b",
            r"\bto your inbox\b",
            r"^\W*be the first to get\b.{0,60}$",
            r"^\W*(?:install|download|get) (?:the|our) .{1,40} app\b.{0,30}$",
        ),
    ),
    (
        "call to comment",
        _rule(
            r"\b(?:share|leave|post|give|send)\b.{0,60}\byour (?:\w+ )?"
            r"(?:thoughts?|opinions?|views?|comments?|questions?|experiences?|stor(?:y|ies))\b",
            r"\b(?:tell us|let us know|sound off|weigh in|have your say)\b.{0,80}\b(?:comments?|below"
            r"|thoughts?|form|your|what you think)\b",
            r"\b(?:us|below|your|know|think|thoughts?|questions?|views?|opinions?|say)\b.{0,60}"
            r"\bin the comments?\b",
            r"\bin the comments? (?:section|below|box)\b|\bthe form below\b",
            r"\bstay tuned\b|\bstay connected with\b|\bwatch this space\b",
            r"(?:^\W*|[,;:•·|] ?|\bcan (?:also )?|\band )follow "
            r"(?:us|me|(?-i:[A-Z@])[\w@]{1,30})(?: \w{1,20}){0,2} on\b",
            r"\bjoin the (?:conversation|discussion)\b",
            r"^\W*follow (?:him|her|them) (?:on|at)\b|^\W*share this (?:article|story|post|page)\W*$",
            r"^\W*what do you (?:think|make)\b.{0,60}\?",
            r"^\W*(?:dis)?agree\?",
            r"\bshout at us\b",
            r"\b(?:contact|e-?mail|call|write|message)\b.{0,60}\bin confidence\b"
            r"|\bcontact the (?:writer|author|reporter|newsroom)\b",
            r"\b(?:got a|have a) (?:tip|story)\b",
            r"^\W*write to the\b",
            r"\b(?:write|e-?mail) (?:to )?us at\b",
            r"\b(?:send|e-?mail|text) us (?:your|a|pictures|photos|videos?)\b",
            r"\bsending us (?:pictures|photos)\b",
            r"\bwe (?:welcome|encourage|moderate)\b.{0,20}\bcomments?\b"
            r"|\b(?:views|opinions) expressed\b.{0,80}\b(?:do not|are (?:those|not|solely))\b",
            r"\b(?:discussion|thread|comments?|comment section)\b (?:is|are) (?:now |not )?"
            r"(?:closed|moderated|pre-\w+|disabled)\b",
            r"\byour (?:comments?|contact details)\b.{0,20}\bpublished\b|\bfor publication\b.{0,60}\bmark\b"
            r"|\bmark clearly\b",
        ),
    ),
    (
        "related link",
        _rule(
            r"^\W*(?:read|see|watch|listen|find out|learn)(?: also| more| next| on\W*$|:)",
            r"^\W*(?:more on this|also read|you may also like|don[’']t miss|most read|further reading"
            r"|read next|more from)\b",
            r"^\W*(?:related|recommended|in other news)(?: (?:stories|story|articles?|links?|news|content"
            r"|topics?|coverage|reading|for you))?(?:\W*$|\s*:)",
            r"^\W*(?:click|tap) here\b"
            r"|^\W*(?:watch|listen|read(?: more)?) ?\|"
            r"|^\W*(?:latest|popular|trending|top|more|related) (?:articles|stories|posts|headlines)\W*$"
            r"|^\W*explore more\W*$"
            r"|^\W*(?:listen again|next issue(?=.{0,60}$)|next week in|in the next issue)\b",
            r", page \d+\W*$",
        ),
    ),
    (
        "author bio",
        _rule(
            rf"{_NAMED}(?:is|has been|was) (?!\w+ing )(?:\w+ ){{0,5}}(?:writer|reporter|editor"
            rf"|correspondent|journalist|columnist|contributor|blogger)\b",
            rf"{_NAMED}(?:writes (?:about|on|for)|covers|reports (?:on|for|from)|reports\W*$|blogs|edits"
            rf"|presents|has (?:covered|edited|(?:written|reported) (?:on|for|from|about)))\b",
            r"^\W*about the author\b",
            r"\bwith a keen interest in\b|\bkeeps you informed\b",
        ),
    ),
    (
        "legal notice",
        _rule(
            r"\ball rights reserved\b",
            r"\bforward-looking statements\b",
            r"\b(?:media|press|investor)(?: relations)? contacts?\s*:",
            r"\bcookies?\b.{0,40}\b(?:consent|policy|settings)\b",
            r"\baffiliate (?:links?|commission)\b|\bmay earn a commission\b",
            r"\baffiliate commissions\b",
            r"^\W*(?:(?:it )?may )?not (?:to )?be (?:\w+, )?(?:redistributed|copied|reproduced)\b",
            r"^\W*(?:for )?(?:all )?(?:media|press|general|other) (?:contacts?|inquiries|enquiries|queries)"
            r"(?:\W*$|\s*:|,? (?:please|should|can|call|e-?mail)\b)",
            r"\b(?:read|agree to|subject to|set forth in|see)\b.{0,20}\bterms "
            r"(?:and conditions|of (?:service|use))\b",
            r"\bour privacy policy\b|\bnot responsible for the content\b"
            r"|\b(?:content|article) is brought to you by\b",
            r"^\W*about (?:the )?(?-i:(?:[A-Z][\w.’'-]+ ?){1,4})(?:\W*$|:)",
            r"\bmay hold (?:the )?shares\b|\b(?:nothing here is|not (?:financial|investment)) advice\b",
        ),
    ),
    (
        "advertisement",
        _rule(r"^\W*(?:advertisements?|ads?|sponsored(?: content)?)(?:\W{1,3}scroll \w[^.]{0,30})?\W*$"),
    ),
    (
        "contact",
        _rule(
            r"^.{0,100}\b[\w.+-]{1,40}@[\w-]{1,40}\.[\w.-]{2,40}\b.{0,60}$",
            r"^\W*to contact the\b",
            r"^(?=.{0,160}$).{0,80}\b(?:phone|tel|fax|switchboard|desk)\b[^.]{0,30}?\d[\d ()-]{6,20}\d",
        ),
    ),
)
"""Why a sentence is no news, and what it holds then; the first one that is found counts."""
