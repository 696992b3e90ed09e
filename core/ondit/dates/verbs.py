"""The words that say which way a sentence looks: verbs, what stands beside them, and nouns for what is over.

Taken from grammars of English tense and from reading news; keys are lower case.
"""

from __future__ import annotations

from ondit.dates.words import WEEKDAYS

ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof gen col lt sgt rep sen gov rev hon st inc corp co ltd bros jan feb mar apr jun jul"
    " aug sept sep oct nov dec mon tue tues wed thu thur thurs fri sat sun no vs etc jr sr".split()
)
"""Words behind which a full stop and a capital letter end no sentence."""

FUTURE_VERBS = frozenset(
    "will won't shall shan't 'll ’ll would could may might can must should expected expects"
    " expect expecting scheduled plans planned planning slated poised hopes hoping intends upcoming"
    " forthcoming coming tipped likely anticipated await awaits awaiting pending postponed delayed slips"
    " slip slipped deferred pencilled couldn't couldn’t wouldn't wouldn’t launches opens starts begins"
    " arrives debuts ships releases expires matures unveils meets resumes reopens expire meet airs"
    " premieres".split()
)
"""Words that look ahead: auxiliaries, expectation, schedules, and the present tense of what is scheduled."""

FUTURE_PAIRS = frozenset(
    (first, second)
    for first, seconds in {
        "set": "to for",
        "going": "to",
        "pushed": "to",
        "look": "forward",
        "looking": "forward",
        "goes": "on",
        "kicks": "off",
        "takes": "effect",
        "is": "out",
        "are": "out",
        "due": "in on by out at for this next early late",
        "release": "date",
        "launch": "date",
        "closing": "date",
    }.items()
    for second in seconds.split()
)
"""Pairs of words that look ahead together, though neither does alone."""

PAST_VERBS = frozenset(
    "was were did has have been came went rose fell took gave made sold bought won lost began became grew"
    " held kept knew led left met paid put ran saw sent spent stood thought brought built caught chose cut"
    " drew drove felt found flew got hit hurt let shrank slid swung bore blew clung dealt dug fed fought"
    " froze shook stole swept tore wore meant rang sank shot shut sought spoke struck taught threw"
    " understood wrote ended broke swore hid hung lay burst cast beat quit split drank rode forgot spun"
    " stuck strode woke withdrew overcame sang sprang ago earlier since previously recently wasn't weren't"
    " didn't hasn't haven't".split()
)
"""Words that look back; so does every other word that ends in -ed."""

NOT_PAST = frozenset(
    "need speed indeed feed seed breed exceed proceed succeed united hundred red bed shed embed".split()
)
"""Words in -ed that are no past tense."""

NO_INFINITIVE = frozenset(
    "the a an its his her their our my your this that these those it him them us me you which whom what"
    " all some any each every one two three four five six seven eight nine ten date end about more less"
    " least at in on by from be".split()
) - {"be"}
"""Words behind "to" that make it a preposition."""

FUTURE_INFINITIVES = frozenset(
    "is are be was were plan plans planned planning expect expects expected expecting schedule scheduled"
    " due set likely unlikely agree agrees agreed want wants wanted hope hopes hoped hoping vow vows vowed"
    " promise promises promised pledge pledges pledged threaten threatens threatened decide decides"
    " decided prepare prepares prepared preparing ready going able intend intends intended aim aims aimed"
    " slated poised about supposed determined willing time deadline tipped projected meant have has"
    " ordered asked told urged given invited allowed required bound eager keen wait waiting".split()
)
"""Words whose infinitive looks ahead: "agreed to meet on Monday"."""

BETWEEN_VERBS = frozenset(["on", "also", "again", "today", "yesterday", *WEEKDAYS])
"""Words that may stand between a verb and its infinitive: "vowed on Tuesday to stay"."""

SCHEDULED = frozenset(
    "election elections vote ballot referendum deadline launch release debut opening midterms summit primary"
    " convention trial hearing premiere".split()
)
"""What a month before it places ahead rather than back: "the November election"."""

STARTING = frozenset(
    "launching starting beginning arriving opening debuting shipping effective maturing".split()
)
"""Words that a date often follows, and that look where the verb before them does, else ahead."""

REPORTED_NOUNS = frozenset(
    "assertion statement announcement remarks comments decision ruling interview attack attacks victory"
    " victories win wins loss shooting killing slaying crash blast explosion".split()
)
"""Nouns for what is over, where a weekday follows: "the ruling Monday"."""

DECLINED = frozenset(
    "say comment confirm discuss elaborate disclose specify reached located verified".split()
)
"""What somebody "would not" do, or what "could not be" done, when a reporter asked."""

MODALS = frozenset("would could should might may must".split())
"""Auxiliaries that look back together with "have"."""

AUXILIARY_BE = frozenset("is are be being 're ’re".split())

PROMISING_VERBS = frozenset("promised vowed pledged".split())
"""Verbs of saying whose content is to come: "promised on Friday", "promised October"."""

REPORTING_VERBS = frozenset(
    "said says told announced announces reported reports added noted confirmed showed stated wrote warned"
    " disclosed estimated predicted forecast".split()
)
"""Verbs of saying: they date what is said ("said on Friday"), not what is told ("said a cut in March")."""

UNTIL = frozenset("by until till come".split())
"""Prepositions before a date that lies ahead."""

SINCE = frozenset(["since"])
"""Prepositions before a date that lies back."""
