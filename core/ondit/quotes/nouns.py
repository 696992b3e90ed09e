"""The nouns for people, documents and groups that attribution is read from; all lower case."""

from __future__ import annotations

ROLES = frozenset(
    "ceo cto cfo coo cmo chief president vice-president chairman chairwoman chair chairperson"
    " director founder co-founder cofounder head manager officer executive secretary minister"
    " chancellor governor gov senator sen representative rep congressman congresswoman mayor spokesman"
    " spokeswoman spokesperson spokesmen spokespeople adviser advisor aide strategist analyst"
    " professor prof doctor editor reporter journalist correspondent columnist lawyer attorney general"
    " judge justice engineer designer researcher scientist economist historian author writer leader"
    " candidate nominee front-runner frontrunner lawmaker pollster consultant operative ambassador"
    " commissioner sheriff captain colonel lieutenant sergeant admiral pope king queen prince princess"
    " coach player owner partner member speaker host anchor expert critic supporter voter activist"
    " organiser organizer official fellow leaker tipster blogger deputy premier whip delegate"
    " businessman businesswoman billionaire mogul entrepreneur investor actor actress singer comedian"
    " pastor bishop cardinal rabbi imam inspector superintendent treasurer trustee lt col sgt maj capt"
    " cpl cmdr brig adm brigadier corporal commander councillor councilor councilman councilwoman"
    " alderman mp mep legislator prosecutor detective constable archbishop psychologist psychiatrist"
    " biologist physicist epidemiologist virologist physician meteorologist seismologist geologist"
    " climatologist astronomer archaeologist midwife landlord publisher choreographer composer"
    " novelist poet playwright biographer sociologist anthropologist criminologist principal dean"
    " lobbyist veteran moderator counsel surgeon scholar student teacher nurse farmer resident witness"
    " commander-in-chief protester demonstrator"
    " neighbour neighbor spokesmodel vp svp evp".split()
)
"""Nouns that say what a person is."""

HONORIFICS = {
    "mr": "he",
    "mrs": "she",
    "ms": "she",
    "miss": "she",
    "sir": "he",
    "lady": "she",
    "lord": "he",
    "dr": "",
}
"""Titles that are no role, with the pronoun that they tell."""

COLLECTIVES = frozenset(
    "lawsuit suit resolution ruling indictment affidavit petition people officials companies company"
    " sources source person analysts statement release report reports letter memo email campaign"
    " spokespeople aides advisers advisors critics supporters lawmakers experts researchers executives"
    " insiders police prosecutors investigators authorities voters leaders members brands duo firm"
    " firms maker makers group office department article filing complaint document documents post"
    " tweet tweets message blog website site newspaper paper magazine agency ministry government court"
    " union team party committee editorial study survey poll ad someone somebody those jury jurors tribunal"
    " panel inquest council board commission regulator regulators watchdog bureau hospital university"
    " airline carrier retailer family families parents rescuers activists".split()
)
"""Nouns for documents, groups and sources without a name."""

DOCUMENTS = frozenset(
    "statement release report letter memo email post tweet tweets message interview filing document"
    " complaint speech article editorial op-ed ad video transcript note book column caption invitation"
    " advertisement lawsuit suit resolution bill ruling indictment affidavit motion petition sign"
    " banner notice draft card documents papers".split()
)
"""Nouns for what words are read from."""

SPEECH = frozenset(
    "announcement statement promise pledge claim warning comment comments remark remarks vow assertion"
    " description argument plea demand insistence suggestion prediction declaration assurance complaint"
    " accusation allegation admission testimony speech letter memo email post tweet message call calls"
    " ruling order verdict decision opinion view belief answer response reply slogan motto".split()
)
"""Nouns for what somebody said, whose owner said it: "Orr’s promise of “a gift”"."""

EXECUTIVE_ROLES = frozenset(
    "ceo cto cfo coo cmo chief president chairman chairwoman director founder vp executive head".split()
)
POLITICAL_ROLES = frozenset(
    "president senator sen governor gov secretary minister mayor congressman congresswoman rep"
    " candidate nominee representative premier chancellor leader".split()
)
WIDER_ROLES = {
    "executive": EXECUTIVE_ROLES,
    "boss": EXECUTIVE_ROLES,
    "politician": POLITICAL_ROLES,
    "officer": EXECUTIVE_ROLES,
    "lawmaker": frozenset({"senator", "sen", "rep", "representative", "congressman", "congresswoman"}),
    "senator": frozenset({"sen"}),
    "governor": frozenset({"gov"}),
    "congressman": frozenset({"rep", "representative"}),
    "congresswoman": frozenset({"rep", "representative"}),
}
"""Which roles a loose word may stand for, besides its own."""

PERSON_NOUNS = (
    ROLES
    | WIDER_ROLES.keys()
    | frozenset(
        "star creator rapper striker midfielder defender goalkeeper filmmaker producer musician artist"
        " presenter broadcaster tycoon chef athlete trader banker guitarist drummer winger batsman bowler"
        " winner alum icon legend hitmaker songwriter frontman model influencer comic dancer golfer boxer"
        " quarterback linebacker pitcher catcher forward goalie skipper showrunner screenwriter native"
        " dad mom mum parent grandmother grandfather teen teenager patient caller tenant survivor"
        " bystander lecturer academic worker employee customer"
        " pilot driver suspect victim defendant man woman boy girl mother father brother sister son"
        " daughter wife husband widow retiree".split()
    )
)
"""Nouns for a person, those included that are no part of a name ("star")."""

_PERSON_ENDINGS = ("-year-old", "-of-one", "-of-two", "-of-three", "-of-four", "ologist", "ician", "woman")


def is_person(noun: str) -> bool:
    """Whether a noun is for a person: one of the table, or one that an ending tells ("34-year-old")."""
    return noun in PERSON_NOUNS or noun.endswith(_PERSON_ENDINGS)


UNNAMED_ROLES = frozenset(
    "spokesman spokeswoman spokesperson official source analyst aide adviser advisor expert resident"
    " witness critic researcher economist supporter voter person man woman boy girl mother father"
    " brother sister son daughter wife husband widow lawyer attorney victim reporter journalist"
    " correspondent spokesmodel member neighbour neighbor driver trader historian scientist".split()
)
"""Roles that news leaves without a name, and that are led back to nobody but the bearer of that role."""

HEADS = PERSON_NOUNS | COLLECTIVES | DOCUMENTS | {noun + "s" for noun in PERSON_NOUNS}
"""Nouns that others hang on: "a lawyer for Kelvo"."""

HE_ROLES = frozenset("spokesman chairman congressman businessman actor king prince pope".split())
SHE_ROLES = frozenset("spokeswoman chairwoman congresswoman businesswoman actress queen princess".split())

ORGANISATION_WORDS = frozenset(
    "inc corp corporation ltd llc plc ag gmbh co company group university college institute school"
    " party house senate congress department ministry committee commission council court bank"
    " association union times post journal news press magazine network television tv radio agency"
    " center centre foundation church army navy force street city county state states america nations"
    " europe republic airlines motors technologies americans republicans democrats systems labs"
    " studios society federation league club team administration bureau office super pac project"
    " initiative forum fund trust network coalition alliance academy services solutions ventures resorts"
    " hotels markets stores brands industries".split()
)
