"""The one table of cues: phrases that tell an announcement from a rumour, and what each group of them means.

The kinds of cue and many of the words come from the literature on attribution and certainty: verbs of
saying and their sources from PARC (Pareti 2016) and PolNeAR (Newell et al. 2018), hedges and modality from
BioScope (Vincze et al. 2008) and FactBank (Saurí and Pustejovsky 2009), the language of rumours from
Zubiaga et al. (2018). How phrases are written says `ondit.certainty.phrases`; a phrase is looked for in
lower case, with straight apostrophes, and "didn't" is "did n't". It is longer than a module otherwise may be,
since it is data, and what one group leaves to another is seen only where they stand together.
"""

from __future__ import annotations

from ondit.certainty.phrases import Index
from ondit.certainty.verbs import PASTS, VERBS

_SETS = {
    "BE": "is are was were be been being am 's 're 'm",
    "HAVE": "has have had 've having",
    "NOT": "not n't never",
    "REPORTS": "report reports rumour rumours rumor rumors claim claims talk speculation suggestion"
    " suggestions story stories idea allegation allegations accusation accusations",
    "SECRET": "leaked internal confidential unreleased unpublished secret",
    "PAPERS": "document documents memo memos email emails e-mail e-mails render renders image images slide"
    " slides spec specs specification specifications file files photo photos draft presentation screenshots",
    "DETAIL": "say comment discuss give name confirm disclose elaborate answer reveal specify"
    " identify provide",
    "DAYS": "monday tuesday wednesday thursday friday saturday sunday",
    "MONTHS": "january february march april may june july august september october november december"
    " jan feb mar apr jun jul aug sept sep oct nov dec",
    "COUNT": "a an one another two three four five six several multiple some senior industry"
    " government banking market trade diplomatic political security company official other both"
    " separate",
    "PEOPLE": "person people persons executive executives official officials employee employees"
    " someone sources source insiders bankers individuals individual banker lawyer diplomat diplomats"
    " aide aides rep supplier worker staffer",
    "TITLED": "official executive diplomat insider banker aide adviser advisor rep supplier employee",
    "OUTLETS": "newspaper paper magazine portal blog broadcaster site website outlet channel daily tabloid",
}
SETS = {name: frozenset(words.split()) for name, words in _SETS.items()} | {
    "VERB": VERBS,
    "PAST": PASTS,
    "YEARS": frozenset(str(year) for year in range(1800, 2100))
    | frozenset(f"{year}s" for year in range(1800, 2100, 10)),
}

PHRASES: dict[str, tuple[str, ...]] = {
    "not disclosed": (
        "declined|declines|decline|declining|refused|refuses|refusing to @DETAIL",
        "declined|refused immediate? further? comment|interview|interviews|requests",
        "declined|refused all|any further? comment",
        "did|do|does|has|have|had|would|could @NOT yet? immediately",
        "did|do|does|has|have|had @NOT yet? respond|responded|reply|replied|return|returned|answer|answered",
        "did|do|does|has|have|had|would @NOT yet? say|said|comment|commented|disclose|disclosed"
        "|reveal|revealed|specify|specified|elaborate|elaborated|announce|announced|identify"
        "|identified|confirm|confirmed|provide|give|detail",
        "would @NOT be drawn|named",
        "could|can|ca @NOT * be * reached|contacted|verified|confirmed|determined|learned|located",
        "could|can|ca @NOT independently? verify|confirm|determine",
        "@BE @NOT *2 clear|known|available|disclosed|revealed|released|specified|announced|reachable",
        "was|were|is|are @NOT made|make public",
        "unclear",
        "it|that remains unclear|unknown|open|uncertain",
        "@HAVE @NOT yet? been * announced|published|named|set|disclosed|revealed|released|confirmed"
        "|identified|determined|verified",
        "@HAVE|yet to @BE? confirm|announce|say|reveal|disclose|respond|comment|confirmed|announced|decided"
        "|determined",
        "remains|remain|remained to be seen|determined",
        "remains|remain|remained unclear|unknown|uncertain|undisclosed",
        "too early|soon|premature to say|tell|know|comment",
        "had|has|have|offered|gave|gives|provided no *2 estimate|timeline|timetable|timeframe|clues|details"
        "|specifics|explanation",
        "going|want to give|put a|any *2 timeline|figure|figures|details|number",
        "ca n't give|provide|disclose",
        "no word|details|comment|information|mention * on|about|of|yet|as|from",
        "no immediate|further comment|details|word|response|information",
        "no *2 has|have been published|announced|released|named|set|given|disclosed",
        "under wraps",
        "tight-lipped",
        "without giving|saying|elaborating|specifying|naming|disclosing|identifying|providing",
        "neither confirmed|confirm nor denied|deny",
        "neither * has|have said|confirmed|announced",
        "not @BE? returned|respond|responded|reply|replied|return a|to|calls|requests|messages",
        "said|says|say nothing about|of|on",
        "nobody|none|neither *3 confirmed",
        "no one *3 confirmed",
        "no manager|official|one had told|said",
        "wait and see",
        "@BE mostly? @NOT revealed|sharing|providing|commenting",
        "not * providing|sharing updates|details|information",
        "nobody|no-one|no knows|one knows",
        "we|i do n't|not know|comment",
        "in not? giving comment",
        "kept|keep *3 private|secret|quiet",
        "not @BE? said|say whether|what|when|which|who|how",
    ),
    "no name": ("declined|asked|requested|refused|wished *3 named|identified|quoted|anonymous",),
    "no comment": (
        "we|i|he|she do|does|would|will n't|not comment|discuss|speculate|say",
        "would say no more",
    ),
    "unnamed": (
        "@PEOPLE who|that * direct|inside|knowledge|seen|asked|declined|requested|spoke|wished",
        "@PEOPLE ,? who were|was|are|is * familiar|close|briefed|aware",
        "@PEOPLE ,? very|most|closely|directly|also? familiar|close|briefed",
        "@PEOPLE involved in the|these|those talks|discussions|negotiations|deal|matter|process",
        "@PEOPLE with|having * direct? knowledge",
        "unnamed|unidentified|anonymous source|sources|official|officials|people|person|executive|executives",
        "requested|requesting|requests|granted|given|offered|promised|asked|asking|for|citing anonymity",
        "anonymity to|because|as|since|due",
        "said|says|spoke|speaking|told|tells|quoted|wrote|posted|leaked *3 anonymously",
        "asked|wished|requested|declined|refused|wanted|preferred not? to @NOT? be|remain"
        " named|identified|quoted|anonymous|unidentified",
        "declined|refused|asked not? to give his|her|their name|names",
        "asked|requested not to be",
        "not|n't authorized|authorised to",
        "spoke|speaking|speak|talked on|under condition|grounds",
        "@SECRET *2 @PAPERS",
        "@PAPERS|minutes seen|obtained|reviewed|viewed by",
        "@COUNT * source|sources who|said|told|says|say|close|familiar|with|in|at|briefed|confirmed|claim",
        "@COUNT * source|sources claimed|added|, said|told|who|close|familiar",
        "sources|source said|say|says|told|tell|claim|claims|claimed|confirm|confirmed|added|close|familiar",
        "sources|source with|at|in|within|inside",
        "according to *3 source|sources|insider|insiders",
        "citing|quoting|cited|quoted *4 source|sources|people|person|officials|documents",
        "@COUNT * @TITLED who|said|told|close|familiar|at",
        "one of them|those said|says|told",
        "one of the|those @PEOPLE *2 said|says|told",
        "the people|person|officials|official|employees said|cautioned|added",
        "a|an|one * who works|worked at|for|on",
        "insiders|insider say|says|said|tell|told|claim|claims",
    ),
    "leaks": (
        "leaks|leak|leaker|leakers|leakster|leaksters|tipster|tipsters|tip-off say|says|said|claim"
        "|claims|claimed|suggest|suggests|suggested|indicate|show|shows|point|tell|told|have|has|from"
        "|in|that|about|reveal",
        "according to *3 leak|leaks|leaker|tipster|tipsters|documents",
        "@SECRET *2 @PAPERS",
        "leaker|leakers|tipster|tipsters|leakster * claim|claims|claimed|expects|believes",
        "inside|within the|its company|firm|group|agency|bank *4 goes|known|called|code-named|codenamed",
        "known|called|named|code-named|codenamed internally",
        "internally known|called|named|code-named|codenamed",
    ),
    "hearsay": (
        "rumour|rumours|rumor|rumors|rumoured|rumored|rumor-mill|rumour-mill|long-rumoured|long-rumored"
        "|much-rumoured|much-rumored",
        "reportedly|supposedly",
        "word is|has",
        "word on|in the *3 is|has",
        "talk of|that|in *5 was|is|has",
        "talk of|that",
        "is|was|been|amid|despite|more|much|some|all|with talk about",
        "@BE also? widely? now? reported|understood|believed|thought|tipped|rumoured|rumored|alleged"
        "|said|claimed to",
        "@BE said|thought|believed|understood|tipped|rumoured|rumored|claimed by * to",
        "@BE reported to be|have|@VERB",
        "it @BE widely? also? said|understood|believed|thought|claimed|whispered|rumoured|rumored|reported",
        "hears that",
        "one hears",
        "we hear that",
        "we|have|had|has heard that|about|from",
        "understands that",
        "@BE being told",
        "doing|making the rounds",
        "speculation that|is|was|about|has|over|around|mounted|grew|rife|swirled",
        "whispers|whisper|grapevine|scuttlebutt|hearsay",
        "unconfirmed report|reports|rumours|rumors",
        "network|league|industry|transfer insider",
        "insiders say|says|said|claim|believe|expect|tell",
        "several people *4 believe|say|said",
        "sounded out",
    ),
    "reported": (
        "the|a|an *3 @OUTLETS * reported|reports|said|says|wrote|claimed",
        "after|as|following a|the report that",
        "first reported by|in|on",
        "was|were|been reported by|on|in|last|earlier",
        "reports that|suggest|suggested|claim|claimed|emerged|surfaced|indicate|indicated",
        "media|press|newspaper|local|news report|reports that|of|about|said|suggested|claimed",
        "according to *2 report|reports|media|rumour|rumours|rumor|rumors|blog|newspaper|outlet",
        "citing *2 report|reports|media",
    ),
    "denies": (
        "denied|denies|deny|denying|denial|denials",
        "dismissed|dismisses|dismiss|rejected|rejects|refuted|refutes|contradicted|contradicts"
        "|rubbished|disputed|disputes|quashed|brushed|scotched *4 @REPORTS",
        "@HAVE|@BE|with no current? immediate? plan|plans|intention|intentions",
        "@BE @NOT in talks|negotiations",
        "@BE @NOT for sale",
        "@BE @NOT planning|considering|selling|leaving|true|seeking",
        "no truth in|to",
        "there is|are|was|were|will be? * no delay|plan|plans|talks|deal|truth|such|discussion|discussions",
        "@REPORTS|it|this|that|they|these @BE untrue|false|nonsense|wrong|baseless|unfounded"
        "|inaccurate|fabricated|gossip|invention",
        "untrue|baseless|unfounded|unsubstantiated",
        "@BE gossip|nonsense|fiction",
        "without|no merit",
        "does|did|do not|n't find|exist itself|any",
        "ruled out a|an|any|the",
    ),
    "own deed": (
        "i|we have|'ve *2 @PAST",
        "i|we @PAST",
    ),
    "own side": (
        "the|his|her|their *2 government|administration|cabinet|party|campaign|country|council|city|state"
        "|ministry @BE|@HAVE|would|will",
        "he|she|they @BE|@HAVE|would|will",
    ),
    "the deal": ("the|this deal|transaction|merger|acquisition|takeover|buyout",),
    "the news": ("the news|announcement|decision that",),
    "demands": (
        "called|calls|calling for|on|upon",
        "demanded|demands|demanding|urged|urges|urging",
    ),
    "warns": ("warned|warns|warning|cautioned that|of|about|its|profit|earnings|the|on", "warned|warns"),
    "confirms": (
        "confirmed|confirms|confirm|confirming",
        "acknowledged|acknowledges|acknowledging",
        "made|make it? official",
        "come to fruition",
    ),
    "announces": (
        "announced|announces|announce|announcing|unveiled|unveils|unveil|unveiling",
        "introduced|introduces|introducing|officially",
        "press|news|earnings|joint release|statement|conference",
        "in|on a|an|its|his|her|the|their * statement|filing|release|email|e-mail|letter|memo|tweet"
        "|call|briefing",
        "newsroom|disclosure",
        "reiterated|reiterates|reaffirmed",
        "told reporters|investors|analysts|shareholders|parliament|lawmakers|employees|staff",
        "presented|presents|outlined|outlines|detailed|details its|his|her|their|a|the|plans",
    ),
    "acts": (
        "agreed|agrees|agree to|on|terms",
        "signed|signs a|an|the|into|with",
        "launched|launches|launching",
        "approved|approves|adopted|adopts|voted|votes|ordered|ruled|banned|bans|vetoed|abstained",
        "acquired|acquires|bought|buys|sold|sells|completed|completes|merged",
        "took|takes over",
        "abandoned|abandons|finalised|finalized|appealed|rejects|rejected|imposed|seized",
        "appointed|appoints|named|names|hired|promoted|elected|resigned|resigns|fired",
        "cut|cuts|raised|raises|lowered|increased|reduced|slashed|suspended|suspends|halted|extended"
        "|postponed|delayed|cancelled|canceled|scrapped|recalled|withdrew|shut|reversed",
        "filed|files|sued|sues|charged|arrested|convicted|sentenced|indicted|detained|fined|settled|pleaded",
        "found guilty",
        "issued|issues|published|released|releases|posted|reported|booked|recorded|revealed|disclosed",
        "opened|opens|began|begun|joined|joins|moved|put",
        "won|awarded|granted|secured|invested",
        "downgraded|upgraded|affirmed",
        "offered|offers|proposed|proposes|submitted|bid|bids|applied|values",
        "forecast|forecasts|projected|decided|decides|chosen|chose|selected|picked|pledged|vowed",
        "partnered|teamed|struck|reached|ended|terminated",
    ),
    "will": ("will|shall|'ll", "wo n't"),
    "plans": (
        "plans|planned|planning|plan to|for|on",
        "intends|intend|intended|aims|aim|vows|vowed|pledged|pledges|promised|promises|commits|committed"
        "|preparing|prepared to",
        "is|are|'s|'re also? now? not? due|set|scheduled|slated|bound|ready|preparing to|for",
        "is|are to @VERB",
        "i|we want|intend|plan|aim to",
        "@BE working|out|hoping|allowed on|to",
        "is|are not? going to",
        "expects|forecasts|projects to|that|sales|revenue|the|its|a|annual|savings",
        "open|opens|pass|passes|vote|begin|begins|start|starts|launch|launches|arrive|debuts * on|next|this",
        "arrives|opens|passes|starts|begins|launches *3 in|on|next|this",
        "arrives|opens|starts|begins|launches|premieres|debuts|airs|returns|premiere|debut|air|drops"
        " *5 @DAYS|@MONTHS|tomorrow|tonight",
        "goes|go|going|went on sale",
        "moved|moves|moving back|forward",
        "@BE priced",
        "retails|costs|starts at|for|from|$",
        "costs|cost $|€|£|¥",
        "ships|ship|arrives|arriving|opens|available on|in|from|next|this|to|now|immediately",
        "becomes|become generally? available",
        "expected by",
        "@BE put at",
        "put|puts the|its price|cost",
        "takes|take responsibility|over",
    ),
    "may": ("could|may|might not? be? @VERB|@BE?", "could|may|might"),
    "likely": (
        "likely|unlikely|probably|presumably",
        "is|are|was|were also? widely? now? still? expected|poised to",
        "expected to",
        "is|are * expected on|next|this|later|soon|within|in|by",
        "appears|appear|seems|seem likely|set|poised",
        "looks|look set|likely|poised",
        "looks|look like it|they",
        "it looks|seems like|as",
        "can|could be? expected|expect",
        "we|i|one 'd|would? also? expect|bet|guess|suspect|imagine|reckon|anticipate",
        "our|my guess|bet|expectation",
        "expect the|a|an|it|some|them|another|those|these|more",
        "pegged as",
        "pencil in",
        "would fit|suggest|mean|explain|likely",
        "another|good|fair|strong|every possibility|chance",
        "in all likelihood",
        "hints|hint at|that",
    ),
    "idle may": (
        "could only|hardly|barely",
        "possibly|maybe|perhaps",
        "could not|n't",
        "may|might be on its|his|her|their way",
        "may|might|could vary|change|differ .|,|without",
        "could|might use a|some|more",
        "could|might have been better|worse",
        "may|might be|sound|seem|look surprising|obvious|odd|strange|wise|best|worth|easy|hard|tempting",
    ),
    "would": ("would|'d",),
    "should": ("should|must|ought",),
    "if": ("if|unless",),
    "feels": (
        "sorry|proud|delighted|excited|thrilled|pleased|grateful|honoured|honored|disappointed"
        "|surprised|glad|happy|sad|saddened|angry|angered|shocked|afraid|worried|heartbroken"
        "|heartbreaking|devastated|thank|thanks|thanked|congratulate|congratulated|loved|loves|hate"
        "|hated|enjoy|enjoyed|admire|admired|apologise|apologize|apologised|apologized|regret|feel"
        "|feels|felt|feeling|amazing|incredible|wonderful|fantastic|awful|terrible|hopeful|pray"
        "|forgiveness",
        "we|i love|like|hope|wish",
        "likes|like to say",
    ),
    "thinks": (
        "i|we do? n't|not|also|really? think|guess|suppose|mean|feel",
        "i believe",
        "in my|our opinion|view",
        "our|my view",
        "it makes sense",
        "makes sense",
        "good|bad|great|big|excellent|fair|wrong|right|important news|question|point|deal|tests|thing",
        "of course",
        "too|very|so|really|quite|pretty * good|bad|big|hard|early|soon|high|low|strong|weak|clear"
        "|much|many|few",
        "unfortunately|clearly|obviously|certainly|frankly|honestly",
        "will come as",
        "how to",
        "for those who",
        "whatever be",
        "not bet",
        "it will|would|'ll be interesting|hard|up",
    ),
    "you": ("you|your|yours|yourself",),
    "we": ("we|our|us|ours|ourselves",),
    "i": ("i|my|me|mine|myself",),
    "old": (
        "last year|month|week|summer|winter|spring|autumn|fall|quarter|january|february|march|april|may|june"
        "|july|august|september|october|november|december",
        "years|months|weeks|decades|days|year|month|decade ago|earlier|before",
        "previously|formerly|historically|traditionally|once|long|since|initially|originally",
        "earlier this year|month",
        "in recent years|months|weeks|days",
        "for years|decades|months",
        "over|during|for the past|last",
        "recently|most recently|already",
        "so far",
    ),
    "dated": (
        "in|since|until|by|of|during|between|from late|early|mid? the? @YEARS",
        "@MONTHS @YEARS",
        "in @MONTHS",
    ),
    "on a day": ("on|by|from|until * @MONTHS",),
    "news day": (
        "on|late|early|this @DAYS",
        "@DAYS",
        "today|yesterday|tonight",
        "this morning|afternoon|evening|week",
    ),
    "had": ("had|'d been? not? @PAST|been", "had"),
    "prices": (
        "shares|stock|stocks|share|index|futures|oil|gold|dollar|euro|yields|bonds|prices *4 rose"
        "|fell|gained|up|down|slipped|jumped|climbed|surged|dropped|plunged|closed|ended|lost|added"
        "|tumbled|rallied|fallen|risen",
        "settled up|down|at",
        "the dow|nasdaq|s&p|ftse|nikkei",
        "in|after after-hours|after hours|premarket|trade|trading",
        "analysts|average|consensus|street *3 expected|estimate|estimates|expecting|expect|forecast",
        "closed|ended|fell|rose|opened *4 at $",
        "shares|stock|stocks of",
    ),
    "results": (
        "net was|advanced|rose|fell|jumped|climbed|declined|dropped|totaled|totalled",
        "posted|reported|posts|reports * lower|higher|record|better|worse * earnings|profit|profits|sales"
        "|revenue",
        "net|operating|pretax|gross|quarterly income|profit|profits|loss|margin|earnings",
        "revenue|revenues|sales|earnings|profit|profits|income|ebitda *4 rose|fell|grew|increased"
        "|decreased|declined|dropped|totaled|totalled|climbed|jumped",
        "reported|posted|earned|booked a|an? *4 loss|profit|income|$|earnings|rise|drop|increase|fall",
        "cents|pence a|per share",
        "earned $",
        "profit|loss|revenue|earnings|operating-profit|guidance|dividend|outlook forecast|estimate",
    ),
    "credits": (
        "reporting|editing|writing|additional by|reporting|and|with",
        "reported|edited|written|photo|photograph|image|credit|photography by|:",
        "sign|subscribe up|to|here|now",
        "click|read here|more|on",
        "all rights reserved",
        "follow us|me",
        "advertisement|newsletter|copyright",
    ),
}

INDEX = Index(PHRASES, SETS)
"""Where every phrase of the table is looked up."""
