"""The words that attribution is read from: one table per use, all lower case.

The verbs stand with their forms, those that occur in news, in the order base, third person, past, participle
in -ing, so that the table can be read and mended without a rule of inflection.
"""

from __future__ import annotations

_SPEECH = """
accuse accuses accused accusing | acknowledge acknowledges acknowledged acknowledging | add adds
added adding | admit admits admitted admitting | advise advises advised advising | advocate
advocates advocated advocating | affirm affirms affirmed affirming | agree agrees agreed agreeing |
allege alleges alleged alleging | announce announces announced announcing | answer answers answered
answering | apologise apologises apologised | apologize apologizes apologized apologizing | argue
argues argued arguing | ask asks asked asking | assert asserts asserted asserting | assure assures
assured assuring | attack attacks attacked | attribute attributes attributed attributing | bark
barks barked | begin begins began beginning | bellow bellows bellowed | bemoan bemoans bemoaned |
blame blames blamed blaming | blast blasts blasted blasting | boast boasts boasted boasting | brand
branded branding | call calls called calling | caution cautions cautioned cautioning | challenge
challenges challenged challenging | chant chants chanted chanting | characterise characterises
characterised | characterize characterizes characterized characterizing | charge charges charged
charging | chime chimes chimed chiming | cite cites cited citing | claim claims claimed claiming |
comment comments commented commenting | complain complains complained complaining | concede concedes
conceded conceding | conclude concludes concluded concluding | condemn condemns condemned condemning
| confirm confirms confirmed confirming | contend contends contended contending | continue continues
continued continuing | counter counters countered countering | criticise criticises criticised
criticising | criticize criticizes criticized criticizing | crow crows crowed crowing | cry cries
cried crying | declare declares declared declaring | decry decries decried decrying | defend defends
defended defending | demand demands demanded demanding | denounce denounces denounced denouncing |
deny denies denied denying | deride derides derided | describe describes described describing |
detailed | disagree disagrees disagreed disagreeing | disclose discloses disclosed disclosing |
dismiss dismisses dismissed dismissing | dub dubs dubbed dubbing | echo echoes echoed echoing |
elaborate elaborates elaborated elaborating | email emails emailed emailing | emphasise emphasises
emphasised emphasising | emphasize emphasizes emphasized emphasizing | endorse endorses endorsed
endorsing | enthuse enthuses enthused enthusing | equate equates equated equating | exclaim exclaims
exclaimed exclaiming | exhort exhorts exhorted exhorting | explain explains explained explaining |
express expresses expressed expressing | find finds found | fire fires fired firing | fume fumes
fumed fuming | gripe gripes griped | grumble grumbles grumbled | gush gushes gushed gushing | hail
hails hailed hailing | hint hints hinted hinting | implore implores implored imploring | indicate
indicates indicated indicating | inform informs informed informing | insist insists insisted
insisting | instruct instructs instructed instructing | interject interjects interjected | intone
intones intoned | joke jokes joked joking | label labels labeled labeling labelled
labelling | lament laments lamented lamenting | lash lashes lashed lashing | laud lauds lauded
lauding | liken likens likened likening | maintain maintains maintained maintaining | marvel marvels
marvelled marveled | mention mentions mentioned mentioning | mock mocks mocked mocking | murmur
murmurs murmured | muse muses mused musing | mutter mutters muttered | note notes noted noting |
observe observes observed observing | offer offers offered offering | open opens opened opening |
opine opines opined opining | pitch pitches pitched pitching | plead pleads pleaded pleading |
pledge pledges pledged pledging | ponder ponders pondered pondering | portray portrays portrayed
portraying | post posts posted posting | praise praises praised praising | predict predicts
predicted predicting | pressed | proclaim proclaims proclaimed proclaiming | promise promises
promised promising | pronounce pronounces pronounced pronouncing | propose proposes proposed
proposing | question questions questioned questioning | quip quips quipped quipping | quote quotes
quoted quoting | rail rails railed railing | rant rants ranted ranting | rave raves raved raving |
read reads read reading | reaffirm reaffirms reaffirmed | reason reasons reasoned reasoning | recall
recalls recalled recalling | recommend recommends recommended recommending | recount recounts
recounted recounting | refer refers referred referring | reiterate reiterates reiterated reiterating
| remark remarks remarked remarking | remember remembers remembered remembering | remind reminds
reminded reminding | repeat repeats repeated repeating | reply replies replied replying | report
reports reported reporting | respond responds responded responding | retort retorts retorted
retorting | retweet retweets retweeted retweeting | reveal reveals revealed revealing | ridicule
ridicules ridiculed ridiculing | rip rips ripped ripping | say says said saying | scoff scoffs
scoffed scoffing | scold scolds scolded | scream screams screamed screaming | deem deems deemed
deeming | ruled | shoot shoots shot shooting | shout shouts shouted shouting | show shows showed
showing | sigh sighs sighed sighing | signal signals signaled signalled | slam slams slammed
slamming | snap snaps snapped | speculate speculates speculated speculating | spell spells spelled |
start starts started starting | state states stated stating | stress stresses stressed stressing |
suggest suggests suggested suggesting | sum sums summed summing | summarise summarises summarised |
summarize summarizes summarized | swear swears swore | tease teases teased teasing | tell tells told
telling | term terms termed terming | testify testifies testified testifying | thank thanked
thanking | thunder thunders thundered thundering | tout touts touted touting | tweet tweets tweeted
tweeting | unveil unveils unveiled unveiling | urge urges urged urging | vent vents vented venting |
voice voices voiced voicing | vow vows vowed vowing | warn warns warned warning | whisper whispers
whispered whispering | wonder wonders wondered wondering | write writes wrote writing written | yell
yells yelled yelling
"""

_THOUGHT = """
believe believes believed believing | consider considers considered considering | estimate estimates
estimated estimating | expect expects expected expecting | fear fears feared fearing | feel feels
felt feeling | hope hopes hoped hoping | intend intends intended intending | know knows knew knowing
| plan plans planned planning | see sees saw seeing | think thinks thought thinking | want wants
wanted wanting
"""


def _forms(table: str) -> frozenset[str]:
    return frozenset(table.replace("|", " ").split())


SPEECH = _forms(_SPEECH)
"""Verbs that report words."""

THOUGHT = _forms(_THOUGHT)
"""Verbs that report a mind; they give way to a verb of speech that governs them."""

CUES = SPEECH | THOUGHT

PLAIN = _forms(
    "said says told tells added adds stated wrote writes tweeted explained explains noted notes"
    " insisted warned argued asked replied responded answered declared joked quipped concluded"
    " recalled remarked continued"
)
"""Forms that are verbs of speech wherever they stand."""

PLAIN_FORMS = PLAIN | frozenset(
    "say tell add explain comment commented note reply continue according".split()
)
"""What may betray a reporter's words inside the marks."""

SPEECH_PHRASES = (
    ("according", "to"),
    ("as", "per"),
    ("in", "the", "words", "of"),
    ("as", "told", "to"),
)
"""Phrases that the speaker follows."""

CLAUSELESS = _forms(
    "begin begins began beginning start starts started starting open opens opened opening offer"
    " offers offered offering read reads reading fire fires fired firing shoot shoots shot shooting"
    " thank thanked thanking press pressed spell spells spelled sum sums summed summing rip rips"
    " ripped ripping bark barks barked rail rails railed sigh sighs sighed snap snaps snapped know"
    " knows knew knowing see sees saw seeing feel feels felt feeling remember remembers remembered"
    " remembering quote quotes quoted quoting refer refers referred referring term terms termed"
    " terming label labels labeled labeling dub dubs dubbed dubbing"
)
"""Forms that report nothing unless it stands between marks."""

NOUN_FORMS = _forms(
    "show shows find finds claim claims report reports comment comments call calls charge charges"
    " post posts offer offers email emails attack attacks answer answers demand demands promise"
    " promises hope hopes fear fears plan plans signal signals label labels term terms quote quotes"
    " pitch pitches fire fires note echo echoes voice voices joke jokes tweet tweets start starts open"
    " opens reason reasons challenge challenges thanks estimate estimates mention mentions cry cries"
    " press question questions counter counters blame praise state states write reply replies read"
    " blast response rally condition shot bark rip hint hints tease pledge pledges vow vows urge muse"
    " wonder see rail rails stress want feel present"
)
"""Forms that are nouns at least as often: they count only where a verb is likely."""

PASTS = _forms(
    "said told wrote written went read began sang shot saw felt knew thought swore rose put spoke broke laid"
)
"""Past forms that do not end in -ed."""

STANCES = frozenset({"clear", "blunt", "adamant", "unequivocal", "emphatic", "categorical", "frank"})
"""Adjectives that announce words, as in "X was clear"."""

BE = frozenset("be is was were are been being am".split())
AUXILIARIES = frozenset(
    "has have had did does do will would could should may might can must to ever also then later"
    " recently once first again still even just now often soon never always further previously already"
    " earlier reportedly repeatedly himself herself itself themselves not went on".split()
)
"""Words that may stand between a subject and its cue."""

PARTICLE_CUES = {
    "put": "it",
    "puts": "it",
    "speak": "of",
    "speaks": "of",
    "spoke": "of",
    "speaking": "of",
    "point": "out",
    "points": "out",
    "pointed": "out",
    "pointing": "out",
}
"""Verbs that report words only with the word behind them: "as Orr puts it"."""

REFUSALS = frozenset("declined refused declines refuses declining refusing unable failed".split())
"""Words before "to say" that tell of words not said."""

WEAK_LEADS = frozenset("who which that to would will could can may might should".split())
"""Words behind which a cue hangs on another clause."""

PERSON_PRONOUNS = frozenset({"he", "she"})
PRONOUNS = frozenset({"he", "she", "they", "it", "i", "we", "you", "who", "which", "that", "one", "this"})
POSSESSIVES = frozenset("his her their its our my your".split())
OWN = {"his": "he", "her": "she", "its": "it", "their": "they"}
"""The pronouns that tell whose something is, with what they are as subjects."""

DETERMINERS = (
    frozenset("a an the this that these those some several many two three four another one".split())
    | POSSESSIVES
)

CLAUSE_WORDS = frozenset(
    "but while as when whenever that because if although though where which who whom whose so yet or"
    " what how why whether than since until before after and nor unless once".split()
)
"""Words at which a noun phrase that is read leftwards ends."""

PREPOSITIONS = frozenset(
    "in on at by from with about into over under during after before between against through across"
    " for of to among amid despite without within per via like upon toward towards outside inside"
    " behind near".split()
)
NOUN_LINKS = frozenset("of for at with to from in on familiar close".split())
"""Words that bind a noun to what follows it: "a spokesman for", "people familiar with"."""

TIME_WORDS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june"
    " july august september october november december yesterday today tomorrow tonight earlier later"
    " last this next recently afterward afterwards again here there".split()
)

DEFINITE = frozenset({"the", "this", "his", "her", "its", "their"})

NAME_PARTICLES = frozenset(
    "de da di du del della der den van von bin ibn al el la le ter dos das ben".split()
)
_NO_ADVERBS = frozenset(
    "family rally ally italy reply supply july bully anomaly assembly fly jelly belly lily sally".split()
)


def is_adverb(lower: str) -> bool:
    """Whether a word in lower case looks like an adverb in -ly."""
    return lower.endswith("ly") and len(lower) > 3 and lower.rpartition("-")[2] not in _NO_ADVERBS  # noqa: PLR2004


ABBREVIATIONS = frozenset(
    "mr mrs ms dr sen rep gov gen col lt sgt capt prof rev hon st jr sr inc corp ltd co vs etc no"
    " dept del supt insp maj adm atty u.s u.k u.n jan feb mar apr jun jul aug sept sep oct nov dec".split()
)
