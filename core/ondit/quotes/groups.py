"""The nouns for organisations, by kind, and the words of a name that tell its kind; all lower case."""

from __future__ import annotations

BUSINESS = frozenset(
    "company firm airline carrier bank lender insurer group studio publisher maker manufacturer"
    " carmaker automaker drugmaker chipmaker planemaker retailer supermarket brand startup start-up"
    " giant conglomerate developer producer operator broadcaster network exchange fund brewer miner"
    " utility corporation business grocer supplier provider builder chain label service platform"
    " shipyard yard steelmaker refiner broker brokerage partnership subsidiary parent unit railway"
    " railroad hotel restaurant".split()
)
"""What a business is called."""

AUTHORITY = frozenset(
    "agency ministry department regulator watchdog commission government office bureau council court"
    " administration authority police force parliament army military navy embassy municipality board"
    " service university college school hospital union federation party association charity organisation"
    " organization club team league committee institute foundation".split()
)
"""What an authority or another body is called."""

PRESS = frozenset(
    "newspaper paper magazine daily tabloid broadsheet outlet broadcaster network site website".split()
)
"""What an outlet is called."""

KINDS = {"business": BUSINESS, "authority": AUTHORITY, "press": PRESS}

BUSINESS_WORDS = frozenset(
    "inc corp corporation ltd llc plc ag gmbh co sa nv spa ab oyj asa se bv group holdings bank"
    " airlines airways motors technologies systems labs studios industries energy pharmaceuticals pharma"
    " capital partners games entertainment electric electronics foods media software networks securities"
    " resources mining steel insurance financial international brothers works".split()
)
AUTHORITY_WORDS = frozenset(
    "citizens association department ministry university college institute school party house senate"
    " congress committee commission council court union church army navy force administration bureau"
    " office nations reserve parliament federation agency society league club center centre foundation"
    " treasury police hospital board authority service white".split()
)
PRESS_WORDS = frozenset(
    "times post journal news press magazine network television tv radio reuters herald tribune gazette"
    " bugle telegraph guardian cnn bbc xinhua bloomberg nbc cbs abc afp daily weekly".split()
)
NAME_WORDS = {"business": BUSINESS_WORDS, "authority": AUTHORITY_WORDS, "press": PRESS_WORDS}
"""The words of a name that tell of what kind its bearer is."""

BODIES = AUTHORITY_WORDS | BUSINESS_WORDS
"""Words of a name that goes on behind "of": "Bank of Lund", "Association of Sailors"."""

FOLLOWERS = frozenset(
    "spokesman spokeswoman spokesperson chief ceo cfo chairman chairwoman executives executive shares"
    " stock officials shareholders employees customers investors management headquarters lawyers".split()
)
"""What follows the name of an organisation, not of a person, as "shares" does."""

PLACE_WORDS = frozenset(
    "sea river lake island islands mountain mountains valley beach bay coast park hills square avenue"
    " road boulevard airport street city county state states republic war act bill day week month year"
    " district bridge ocean gulf peninsula province tower stadium".split()
)
"""Words of a name that is no person's."""

NOT_GIVEN = frozenset(
    "american british chinese russian german french japanese indian european african asian israeli"
    " palestinian iranian iraqi syrian turkish mexican canadian australian korean ukrainian new south"
    " north east west united saudi northern southern eastern western central upper lower wall san los"
    " las fox planned sept sunday monday tuesday wednesday thursday friday saturday democratic"
    " republican democrat christian muslim jewish federal national international".split()
)
"""Words that no person's name begins with."""


def kind_of_noun(noun: str) -> str:
    """Return the kind of organisation that a noun names, "" where it names none."""
    return next((kind for kind, nouns in KINDS.items() if noun in nouns), "")


def kind_of_name(words: tuple[str, ...]) -> str:
    """Return the kind of organisation that a name tells, "" where it tells none."""
    return next((kind for kind, telling in NAME_WORDS.items() if not telling.isdisjoint(words)), "")
