"""What kind of source some words name: a company, its officer, an authority, an analyst, nobody named.

The kinds follow what a source's word is worth in news (the source types of PARC and PolNeAR, and the rules of
the gold annotation): a body or its officer on its own acts announces, an onlooker has an opinion.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Literal

Voice = Literal[
    "unnamed",
    "outlet",
    "onlooker",
    "officer",
    "politician",
    "authority",
    "company",
    "paper",
    "survey",
    "person",
]


def _words(table: str) -> frozenset[str]:
    return frozenset(table.split())


_UNNAMED = _words(
    "source sources insider insiders leaker leakers tipster tipsters leakster anonymous unnamed unidentified"
)
_UNNAMED_IF_INDEFINITE = _words(
    "official person people executive employee diplomat banker aide adviser advisor individual"
    " individuals bankers diplomats employees executives officials investor someone somebody"
)
_PARTISANS = _words("republican democrat lawmaker aide operative member minister senator")
_UNNAMED_SIGNS = _words("close familiar knowledge anonymity briefed condition unnamed unidentified anonymous")
_INDEFINITE = _words("a an another two three four five six second")
_OUTLET = _words(
    "newspaper newspapers magazine blog portal broadcaster site website outlet outlets tabloid media"
    " reports weekly daily leaks"
)
OUTLET_NAMES = _words(
    "Press Journalism Examiner Globe Mail Mirror Times Post Journal Herald Tribune Courier Gazette"
    " Telegraph Guardian Bloomberg CNBC CNN BBC NBC ABC CBS NPR Axios Politico Kyodo Nikkei Yonhap"
    " AFP Variety Weekly Bulletin Echo Observer Ledger Spiegel Sentinel Chronicle Wire WSJ News Daily"
    " ESPN TMZ Leaks Gurman Circuit Verge TechCrunch Beacon Caller Zeit Today Bugle Insider"
    " MSNBC Fox FT AP Corriere Temps Figaro Monde Mundo Welt Bild Haaretz Kommersant Folha Estado Repubblica"
    " Asahi Yomiuri Mainichi Caixin Independent Gizmodo Wired Engadget Deadline Forbes Fortune Newsweek"
)
_REPORTER = _words("reporter correspondent journalist blogger columnist podcaster youtuber pundit newsletter")
_STATE_MEDIA = _words("xinhua cctv state official government state-run tass kcna irna")
_ONLOOKER = _words(
    "analyst analysts economist economists strategist strategists expert experts professor professors"
    " researcher researchers scientist scientists academic academics scholar historian author authors"
    " witness witnesses neighbour neighbor neighbours neighbors shopper voter voters critic critics"
    " observers campaigner campaigners activist activists advocate advocates advocacy lawyer lawyers"
    " attorney attorneys counsel trader traders broker brokers dealer dealers consultant consultants"
    " adviser advisers advisor advisors bankers reviewer reviewers victim survivor relative mother father"
    " wife husband mom dad mum parents grandmother son daughter brother sister friend opposition watchdog"
    " think-tank protester exile"
    " steward protesters protestor demonstrators rebel rebels militants plaintiff plaintiffs defendant"
    " suspect former ex-wife celebrity actor actress singer player star portfolio commentator"
    " commentators pundits forecasters pollster shopkeeper captain skipper editor writer dj guest"
    " psychologist physician nurse doctor doctors"
)
_WEAK_ONLOOKER = _words(
    "investor investors resident residents customer customers consumer farmer farmers driver drivers fan"
    " fans user users reader readers student students teacher teachers worker workers family families"
    " patient patients rights veteran securities research economics players friends listeners callers"
    " stewards participants respondents relatives victims"
)
_OFFICER = _words(
    "chief ceo cfo coo cto cmo president chairman chairwoman chairperson chair director directors"
    " executive executives vice-president vp svp evp founder co-founder cofounder founders owner boss"
    " head spokesman spokeswoman spokesperson spokespeople spokesmen representative representatives"
    " rep reps manager managers treasurer controller producer producers developer developers dean"
    " principal superintendent management officer ceos leader number-one negotiator negotiators heads runs"
    " filmmaker frontman organiser organisers organizer organizers choreographer coordinator"
)
_POLITICIAN = _words(
    "minister ministers premier chancellor senator senators sen governor gov congressman"
    " congresswoman lawmaker lawmakers mayor candidate nominee secretary prime trump obama biden"
    " clinton putin republicans democrats republican democrat rep mp mps legislator legislators"
    " king queen prince ambassador envoy party leaders politician politicians campaign presidential"
    " whip pope merkel councilmember councilman councilwoman alderman assemblyman"
    " assemblywoman delegate vice-chancellor"
)
_AUTHORITY = _words(
    "police inspector inspectors prosecutor prosecutors court courts judge judges justice jury"
    " ministry department agency authority authorities regulator regulators commission commissioner"
    " commissioners government governments council parliament senate congress house administration"
    " bureau office sheriff officials officers military army navy coroner hospital hospitals"
    " firefighters rescuers investigators detectives troopers pentagon nasa fda sec ftc fcc epa faa"
    " doj fbi cia irs fed reserve ecb imf opec un nato eu central cftc boj boe treasury embassy"
    " consulate county board service services coastguard committee organisation"
    " organization statistics kremlin federal magistrate official institute"
)
_PLACES = _words(
    "china japan russia germany france britain turkey india israel iran beijing washington moscow"
    " tehran ankara u.s. us uk u.k. un u.n. eu e.u. ukraine italy spain greece canada australia"
    " brazil mexico poland egypt pakistan taiwan nato united states nations kingdom european union"
    " north south korea"
)
_COMPANY = _words(
    "company companies firm firms maker makers manufacturer group groups corporation corp inc ltd plc llc co"
    " ag gmbh sa carrier airline airlines retailer retailers automaker carmaker drugmaker chipmaker"
    " lender insurer operator studio publisher brand startup start-up startups giant"
    " business businesses unit subsidiary parent holdings association federation alliance chain"
    " supplier builder contractor miner utility provider platform exchange conglomerate"
    " brewer steelmaker planemaker sides parties duo partners consortium venture university college"
    " school museum team club league foundation charity statement release filing filings minutes"
    " announcement newsroom memo email letter releases union unions band studios banks tweet"
    " post bank fund"
)
_BODY_NAMES = _words(
    "enterprises products foods automotive society trust library financial finance motors"
    " systems technologies energy pictures entertainment games stores pharmaceuticals laboratories labs"
    " insurance airways industries electronics networks software communications logistics solutions"
    " hotels resorts brewing brewery orchestra theatre theater church"
)
_PAPER = _words(
    "lawsuit suit complaint indictment affidavit documents petition motion testimony warrant prosecutor"
    " prosecutors"
)
_MARKETS = _words(
    "investment investments asset assets fund funds capital wealth portfolio strategy trading research equity"
    " equities securities brokerage hedge fixed-income currency markets macro"
)
_SURVEY = _words("estimates poll survey study data figures report census research index")

_FIRST: tuple[tuple[frozenset[str], Voice], ...] = ((_REPORTER, "outlet"), (_ONLOOKER, "onlooker"))
_TABLES: tuple[tuple[Voice, frozenset[str]], ...] = (
    ("survey", _SURVEY),
    ("company", _COMPANY),
    ("authority", _AUTHORITY),
    ("officer", _OFFICER),
    ("politician", _POLITICIAN),
    ("outlet", _OUTLET),
    ("onlooker", _WEAK_ONLOOKER),
    ("paper", _PAPER),
)
_BY_WORD: dict[str, Voice] = {word: voice for voice, table in _TABLES for word in table}
"""A word of two tables is of the later one."""

_SECRETS = _words("memo memos document documents email emails e-mail e-mails letter draft")
_SEEN = _words("obtained seen reviewed viewed leaked")
_SECRET = _words("leaked internal confidential secret unpublished")
_HEADS = _words("president director chief executive partner head founder co-founder manager chairman ceo")
_BEFORE_BODY = _words("of at with for")
_BUSINESS = _words("firm company group house boutique provider")
_SUFFIXES = _words("inc corp ltd plc llc llp co gmbh nv")
_PAIRS: dict[tuple[str, str], Voice] = {
    ("attorney", "general"): "authority",
    ("surgeon", "general"): "authority",
    ("district", "attorney"): "authority",
    ("county", "attorney"): "authority",
    ("city", "attorney"): "authority",
    ("u.s.", "attorney"): "authority",
    ("secretary", "general"): "authority",
    ("general", "counsel"): "officer",
    ("board", "member"): "officer",
    ("coast", "guard"): "authority",
    ("national", "guard"): "authority",
    ("fan", "account"): "onlooker",
    ("evening", "standard"): "outlet",
    ("business", "standard"): "outlet",
}
_NATIONAL = frozenset({"xinhua", "cctv"})
_ASKED = _words("poll survey study research estimates")
_WIRES = frozenset({"Reuters", "Thomson"})
_POLLS = _SURVEY - {"report"}
_ALONE: dict[str, Voice] = {"president": "politician", "reuters": "survey"}
_CENTRAL = _words("central world monetary governor reserve bundesbank development")
_MANY = 5
_SMALL = _words("the a an of and & for")
_LINKS = _words("of for at in with on from to by who which that")
_QUANTITIES = _words("one some many two three several most majority all any each none members member group")


def of_words(written: list[str]) -> Voice | None:
    """Say what kind of source some words name by the words themselves, as written; None if they do not.

    Rule: signs of namelessness first ("familiar", "sources", "an official"); then, of the words before what
    hangs on them, a firm's ending, a role of two words, reporters and onlookers; then a state, its bank or
    its media; else the last word that one of the tables has.

    Example: "two people familiar with the deal" unnamed, "a company spokeswoman" officer.
    Must not: "police officials" are authority, though "an official" is nobody named; "state media" speak for
    their state.
    Known failures: a firm that is called by a role ("Analyst Holdings"); a paper whose name no table knows.
    """
    words = [word.lower() for word in written]
    if _is_unnamed(words):
        return "unnamed"
    head = _head(words)
    if not (_MARKETS.isdisjoint(words) or _OFFICER.isdisjoint(words)):
        return "onlooker"
    by_role = _by_role(written[: len(head)], head)
    if by_role or " ".join(words) in _ALONE:
        return by_role or _ALONE[" ".join(words)]
    if _speaks_for_state(written):
        return "authority"
    voice = _by_head(written[: len(head)], head)
    return _whose_figures(written, words) if voice == "survey" and _ASKED.isdisjoint(head) else voice


def _whose_figures(written: list[str], words: list[str]) -> Voice:
    """Tell a body's own figures and report from those of nobody named: "a report from the Orr Institute"."""
    if not _AUTHORITY.isdisjoint(words):
        return "authority"
    named = any(word[0].isupper() and word not in _WIRES for word in written[1:])
    return "company" if named and "report" in words and OUTLET_NAMES.isdisjoint(written) else "survey"


def leads_other(role: list[str]) -> bool:
    """Say whether words tell of the head of a body that they name after him: "president of Orr & Co".

    Must not: "the company's president of sales", whose body stands before.
    Known failures: a region is taken for a body ("vice president of Europe").
    """
    lower = [word.lower() for word in role]
    link = next((at for at, word in enumerate(lower) if word in _BEFORE_BODY), len(lower))
    if _HEADS.isdisjoint(lower[:link]) or any(word.endswith(("'s", "’s")) for word in lower[:link]):
        return False
    return any(word[0].isupper() for word in role[link:])


def secret_papers(words: list[str]) -> set[str]:
    """Return the papers of which an article's words say that they are not public: "a memo seen by Wire"."""
    return {
        word
        for at, word in enumerate(words)
        if word in _SECRETS
        and not (_SEEN.isdisjoint(words[at + 1 : at + 3]) and _SECRET.isdisjoint(words[max(0, at - 2) : at]))
    }


def _by_role(written: list[str], head: list[str]) -> Voice | None:
    """Tell a firm by its last word, and reporters, onlookers and roles of two words by any of theirs."""
    if head and head[-1] in _SUFFIXES and written[-1][0].isupper():
        return "company"
    if pair := next((_PAIRS[two] for two in pairwise(head) if two in _PAIRS), None):
        return pair
    if "research" in head and not _BUSINESS.isdisjoint(head):
        return "onlooker"
    return next((voice for table, voice in _FIRST if not table.isdisjoint(head)), None)


def _by_head(written: list[str], head: list[str]) -> Voice | None:
    """Look up the words of a phrase from the last to the first."""
    outlet = not (OUTLET_NAMES.isdisjoint(written) and _OUTLET.isdisjoint(head))
    for word, lower in zip(reversed(written), reversed(head), strict=True):
        if lower == "report" and outlet:
            continue
        voice = "outlet" if word in OUTLET_NAMES else _BY_WORD.get(lower)
        if word[0].isupper() and lower in _BODY_NAMES:
            return "company"
        if voice == "outlet" and not _POLLS.isdisjoint(head):
            return "survey"
        if voice:
            return voice
    return None


def _is_unnamed(words: list[str]) -> bool:
    known = frozenset(words)
    if known & _UNNAMED or (known & _UNNAMED_SIGNS and known & _UNNAMED_IF_INDEFINITE):
        return True
    if words[:2] == ["one", "of"] and words[-1] in _UNNAMED_IF_INDEFINITE:
        return True
    head = _head(words)
    few = len(head) < _MANY and len(head) > 0
    nameless = _UNNAMED_IF_INDEFINITE | _PARTISANS
    return few and "top" not in head and head[0] in _INDEFINITE and head[-1] in nameless


def _speaks_for_state(written: list[str]) -> bool:
    """Whether words name a state, its bank, or a medium that speaks for it."""
    known = frozenset(word.lower() for word in written)
    outlet = known & _OUTLET or not OUTLET_NAMES.isdisjoint(written)
    if outlet and known & _STATE_MEDIA:
        return True
    last = _head([word.lower() for word in written])[-1:]
    if last in (["bank"], ["fund"]) and known & _CENTRAL:
        return True
    if [word.lower() for word in written[:2]] == ["bank", "of"] and known & _PLACES:
        return True
    return bool(known & _NATIONAL or (known & _PLACES and known - _SMALL <= _PLACES))


def _head(words: list[str]) -> list[str]:
    """Return the words of a phrase before what hangs on it: "analyst" of "analyst at a bank"."""
    for place, word in enumerate(words):
        if word in _LINKS and place and words[place - 1] not in _QUANTITIES:
            return words[:place]
    return words
