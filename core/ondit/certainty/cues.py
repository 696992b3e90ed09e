"""The one table of cues: words that tell an announcement from a rumour, and what each of them means.

The kinds of cue and many of the words come from the literature on attribution and certainty: verbs of
saying and their sources from PARC (Pareti 2016) and PolNeAR (Newell et al. 2018), hedges and modality from
BioScope (Vincze et al. 2008) and FactBank (Saurí and Pustejovsky 2009), the language of rumours from
Zubiaga et al. (2018). Each pattern is matched without regard to case, on whole words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

SURE = 0.9
PLAIN = 0.75
HEDGED = 0.6
WEAK = 0.55


@dataclass(frozen=True, slots=True)
class Cue:
    """A group of words that speak for one reading.

    Attributes:
        name: What the words do, as it stands in a label's reason behind them.
        pattern: What they look like.
        confidence: How decisive they are, from 0 to 1.
    """

    name: str
    pattern: re.Pattern[str]
    confidence: float


def _cue(name: str, confidence: float, *words: str) -> Cue:
    return Cue(name, re.compile(rf"\b(?:{'|'.join(words)})(?!\w)", re.IGNORECASE), confidence)


_NOT = r"(?:not|n[o’']t|never)"
_AUX = r"(?:did|do|does|has|have|had|was|were|is|are|would|could|will|ca|wo)"

NON_DISCLOSURE = _cue(
    "says that something is not said or not known",
    SURE,
    r"declin(?:ed?|es|ing) to (?:comment|say|answer|discuss|give|name|confirm|disclose|elaborate)",
    rf"{_AUX}(?:n[’']t| not| never)(?: yet| immediately| so far)? (?:repl(?:y|ied)|respond(?:ed)?"
    rf"|answer(?:ed)?|return(?:ed)?"
    r"|call back|comment(?:ed)?|disclose(?:d)?|reveal(?:ed)?|specif(?:y|ied)|say|said|announce(?:d)?"
    r"|elaborate|share|sharing"
    r"|discuss|know|known|clear|sure|certain|available|be (?:drawn|reached)|immediately"
    r"|want to (?:say|comment|express)"
    r"|make any mention|confirm(?:ed)?|independently verify|officially)",
    r"neither (?:confirmed|confirm) nor den(?:ied|y)",
    r"neither \w+ has said",
    r"(?:yet|has|have) to (?:confirm|announce|say|reveal|be confirmed|be announced|disclose)",
    r"(?:isn[’']t|is not|not|un)(?: \w+)? ?(?:clear|known|certain|disclosed|revealed|specified)",
    r"remains? (?:to be seen|unclear|unknown|open)",
    r"no (?:word|details?|comment|information|mention|indication)(?: \w+)? (?:on|about|of|yet|as|from|to)",
    r"there[’']s no word|no word (?:on|yet|about)",
    r"no \w+(?: \w+)? (?:has|have) been (?:published|announced|released|named|set|given|disclosed)",
    r"(?:are|is|being) (?:kept|mostly not revealed|not revealed)(?: \w+){0,3} (?:tight-lipped|secret"
    r"|under wraps)?",
    r"tight-lipped|under wraps|would not (?:say|comment|be drawn|name|discuss|confirm)",
    r"not (?:yet )?said (?:a word|whether|what|when|which|who|how)",
    r"no manager had told|(?:we|nobody|no one) (?:don[’']t|do not|does not)? ?knows?",
    r"wait and see",
    r"(?:has|have|had|was|were|is|are)(?:n[’']t| not)(?: yet)? been (?:announced|published|named|set"
    r"|disclosed|revealed|released|confirmed)",
    r"(?:says?|said) nothing (?:about|of|on)"
    r"|(?:no|not a) (?:figure|date|price|name|sum)s? (?:yet|so far|for now|was given|was named)",
    r"(?:nobody|no one|neither|not|never|none)(?: \w+){0,3} confirmed",
)

UNNAMED = _cue(
    "is an unnamed source or non-public material",
    SURE,
    r"(?:people|persons?|sources?|officials?|employees|executives|insiders?|someone|those)(?: \w+)?(?:,)? "
    r"(?:familiar with|close to|with (?:direct )?knowledge|briefed on|who (?:asked|declined|did not want"
    r"|spoke on condition)"
    r"|who (?:has|have) seen|involved in|near)",
    r"(?:un|not )named (?:officials?|sources?|people|executives|persons?|insiders?)|anonymous(?:ly)?",
    r"asked not to be (?:named|identified)|on condition of anonymity",
    r"(?:leaked|internal|confidential)(?: \w+)? (?:documents?|memos?|emails?|e-mails?|renders?|images?"
    r"|slides?|specs?|files?)",
    r"(?:documents?|memos?|e-?mails?|slides?|photos?|images|renders?|minutes|files?) seen by"
    r"|seen by this (?:newspaper|site)",
    r"leak(?:s|ed|er|ers|ster|sters)?|tipsters?",
    r"(?:an?|one|another)(?: [\w-]+){0,3} (?:executive|official|insider|employee|person|supplier|rep"
    r"|staffer|reader|worker)"
    r" (?:who|close to|familiar with|with (?:direct )?knowledge|at one of)",
    r"a source who|sources? (?:say|says|said|told|tell|claims?|confirm(?:ed|s)?|have|at|in|within|inside)",
    r"one of (?:the|those) (?:officials|people|sources|executives)(?: \w+)? said",
    r"(?:according to|citing)(?: \w+){0,2} (?:sources?|insiders?|officials|people|documents?|supply chain)",
)

HEARSAY = _cue(
    "marks hearsay",
    SURE,
    r"rumou?r(?:s|ed|mill|mills)?",
    r"long-rumou?red|much-rumou?red",
    r"word (?:is|has it|on the \w+|in the \w+)(?: is)?",
    r"(?:persistent |market |any )?talk (?:that|of|in|was|is|about)",
    r"(?:is|are|was|were|been|being|be) (?:widely |said|reported(?:ly)?|understood|believed|thought|tipped"
    r"|rumou?red|alleged)"
    r"(?: \w+)? ?to",
    r"it (?:is|was|has been) (?:widely )?(?:said|understood|believed|thought|reported|claimed|whispered"
    r"|rumou?red)",
    r"(?:is|are), (?:it is said|reportedly)|it is said",
    r"one hears|we hear|hears that|understands that|have heard|had heard|has heard|being told by",
    r"insiders?|reportedly|allegedly|supposedly|purported(?:ly)?|so-called insiders",
    r"(?:doing|making) the rounds|whispers?|gossip|grapevine|speculation (?:that|is|was|about|has)"
    r"|scuttlebutt",
    r"had feared|several people(?: \w+){0,4} (?:believe|say|said)",
    r"has been sounded out",
)

REPORTED = _cue(
    "is another outlet's report",
    PLAIN,
    r"(?:the|a|an) (?:\w+ ){0,3}(?:newspaper|paper|magazine|portal|blog|broadcaster|site|website|outlet"
    r"|channel|agency) "
    r"(?:\w+ )?(?:reported|reports|said|says|wrote|claimed)",
    r"(?:Courier|Wire|Times|News|Post|Herald|Bugle|Gazette|Tribune|Journal|Echo|Weekly|Daily|Today"
    r"|Bulletin|Observer|Telegraph"
    r"|Ledger|Sentinel|Standard|Chronicle|Review|Insider|Leaks|Blog) (?:first )?(?:reported|reports"
    r"|has reported|claimed|claims)",
    r"(?:was |were |as )?first reported (?:by|in|on)|reported (?:by|on|in|that|last|earlier)"
    r"|reports (?:the|that|from|suggest|claim)",
    r"according to (?:reports?|a report|media|(?:the |a )?\w+ (?:report|rumou?rs?|blog|newspaper|outlet)"
    r"|rumou?rs?)",
    r"citing (?:reports?|media)",
)

DENIAL = _cue(
    "denies",
    SURE,
    r"(?<!had )den(?:ied|ies|y|ying)",
    r"(?:dismissed|dismisses|rejected|rejects|refuted|refutes|contradicted|contradicts|rubbished"
    r"|brushed aside|scotched)"
    r"(?: \w+){0,3} (?:reports?|rumou?rs?|claims?|talk|speculation|suggestions?|story|stories|idea)",
    r"(?:have|has|had|are|were|is|was|with) no (?:plans?|intention)(?: to)?",
    r"(?:is|are|was|were|am) not (?:in talks|for sale|in negotiations|planning to|considering|selling"
    r"|leaving|true|the case)",
    r"not in talks|not for sale|no truth (?:in|to)"
    r"|there (?:is|are|was|were|will be) no (?:delay|plan|talks?|deal|truth|such)",
    r"(?:is|are|was|were) (?:untrue|false|nonsense|wrong|gossip|baseless|unfounded|pure invention|made up"
    r"|fabricated)",
    r"does not (?:find itself in|intend|plan|hold talks)|ruled out",
)

CONFIRMATION = _cue(
    "confirms",
    SURE,
    r"(?:officially |finally |has |have |today )*confirm(?:s|ed)"
    r"|(?:is|are|was|were) (?:officially )?confirmed|acknowledged|made (?:it )?official"
    r"|come to fruition",
)

ANNOUNCING = _cue(
    "announces",
    SURE,
    r"announc(?:ed|es|ing)|unveil(?:ed|s|ing)|officially|press release|press statement|joint release"
    r"|in (?:a|the) (?:\w+ )?release"
    r"|newsroom|in a statement|in a filing|official statement|news conference|press conference"
    r"|introduc(?:ed|es|ing)|agreed to|has agreed"
    r"|reiterated",
)

COMMITTING = _cue(
    "tells flatly of an act or plan",
    PLAIN,
    r"(?:will|shall|won[’']t)(?: \w+)?|plans? to|intends? to|aims? to|(?:is|are) to (?!be seen)\w+"
    r"|(?:is|are) (?:due|set|scheduled|slated|bound) (?:to|for)|(?:is|are) out on"
    r"|(?:is|are) (?:expected by|hoping to|working on|going to)|takes? over|acquires?"
    r"|expects? (?:the|to|annual|savings|that)"
    r"|expects? \w+ of|(?:has|have) (?:ordered|asked|put back|decided|signed|appointed|recalled|postponed"
    r"|reached|partnered|launched|begun)"
    r"|(?<!been )put (?:back|the price)|values? \w+ at|passes to|vote on|(?:is|are) (?:not )?allowed"
    r"|(?:is|are) not going to"
    r"|takes? responsibility|moved (?:back|forward)|is put at|starts? at|goes on sale|go on sale"
    r"|ships? (?:on|in|from)"
    r"|arriv(?:es?|ing) (?:on|in)|opens? (?:on|to|next|this|in)|going on sale|priced at|costs? [$€£¥]\d"
    r"|retails? (?:at|for)|in talks",
)

SPECULATION = _cue(
    "marks the writer's own inference",
    HEDGED,
    r"(?-i:[Cc]ould|may|[Mm]ight)(?! not be (?:reached|drawn))(?: well| also| even| not| still)? \w+",
    r"(?:most |very |more )?likely|probably|possibly|perhaps|presumably|maybe|apparently|seemingly"
    r"|conceivably",
    r"(?:is|are|was|were) (?:also |widely |now )?expected(?! by)(?: to| \w+)?|expected to"
    r"|(?:we|I|one)(?:[’']d| would)? (?:expect|bet|guess|suspect|imagine|reckon)"
    r"|can be expected|can expect|expect (?:the|not only|a|some|an|it)",
    r"(?:another |a |one )?possibilit(?:y|ies)|(?:a|good|every) chance|signs? (?:that|of)"
    r"|hints? (?:at|that)|suggests? that|points? to"
    r"|would (?:fit|suggest|mean|explain)|is thought to|seems? (?:to|likely)|appears? to"
    r"|pegged as|pencil in"
    r"|we[’']d|looks? (?:like|set)|in all likelihood",
)

OPINION = _cue(
    "marks opinion, advice or a general truth",
    PLAIN,
    r"we(?:[’']ll| will| shall| would|[’']d)(?! expect| bet| guess| pencil)|our own|our guess"
    r"|(?:our|my) view|in my opinion|I (?:believe|think|would|like|hope)"
    r"|you (?:should|can|could|may|might|win|will|get)|should you"
    r"|in our opinion|we think|it makes sense|makes sense|unfortunately|of course"
    r"|for those who|whatever be"
    r"|not bet (?:on|that)|good news|bad news|how to|will come as"
    r"|it (?:will|would) be (?:interesting|hard|up to)",
)

SENTIMENT = _cue(
    "tells of a feeling, not of an act",
    PLAIN,
    r"sorry|apologi[sz]e[ds]?|proud|delighted|excited|thrilled|pleased|admired?|hono[u]?red|grateful"
    r"|thanked|congratulated?"
    r"|asked for forgiveness|we like|likes? to say|disappointed|surprised|glad",
)

CONDITION = re.compile(
    r"^\W*(?:if|unless)\b(?! we go by| you)|\bwould\b.{0,80}\bif\b|\bif\b.{0,80}\bwould\b", re.IGNORECASE
)
BYGONE = re.compile(
    r"\b(?:in|since|until|back in|at the end of|of|between) (?:the )?(?:1[89]\d\d|20[01]\d)s?\b"
    r"|\bhad (?:said|announced) last year\b"
    r"|\bmost recently\b|\bpreviously\b|\blast year\b|\byears ago\b",
    re.IGNORECASE,
)
