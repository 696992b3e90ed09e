from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ondit import quotes
from ondit.model import Quote
from ondit.quotes import paragraphs

SEEDS = Path(__file__).resolve().parents[2] / "shared" / "seeds"
LEAD = "Dana Orr, chief executive of Kelvo Labs, met the press in Port Lund. "


def contents(text: str) -> list[str]:
    return [text[quote.start : quote.end] for quote in quotes.find(text)]


def only(text: str) -> Quote:
    found = quotes.find(text)
    assert len(found) == 1, [text[quote.start : quote.end] for quote in found]
    return found[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We will open the yard in May,” said Dana Orr.", ["We will open the yard in May,"]),
        ('"We will open the yard in May," said Dana Orr.', ["We will open the yard in May,"]),
        ("‘We will open the yard in May,’ said Dana Orr.", ["We will open the yard in May,"]),
        ("'We will open the yard in May,' said Dana Orr.", ["We will open the yard in May,"]),
        ("''We will open the yard in May,'' said Dana Orr.", ["We will open the yard in May,"]),
        ("``We will open the yard in May,'' said Dana Orr.", ["We will open the yard in May,"]),
        ("„We will open the yard in May“, said Dana Orr.", ["We will open the yard in May"]),
        ("« We will open the yard in May », said Dana Orr.", ["We will open the yard in May"]),
        ("‹We will open the yard in May›, said Dana Orr.", ["We will open the yard in May"]),
        ("Dana Orr said: “We will open the yard in May.“", ["We will open the yard in May."]),
        ("Dana Orr said: “We will open the yard in May. ”", ["We will open the yard in May."]),
        ('Dana Orr said: "We will open the yard in May. " Rain fell.', ["We will open the yard in May."]),
        ('“We will open the yard in May," said Dana Orr.', ["We will open the yard in May,"]),
    ],
)
def test_marks_of_every_kind(text: str, expected: list[str]) -> None:
    assert contents(text) == expected


def test_apostrophes_and_measures_are_no_marks() -> None:
    text = "It’s Kelvo’s 6.7\" screen and the dogs' 5\" one; in the ’90s they didn't sell 'em, Dana Orr said."
    assert contents(text) == []


def test_a_measure_inside_a_quote_does_not_close_it() -> None:
    assert contents('“The 6.7" screen is the one we like,” said Dana Orr.') == [
        'The 6.7" screen is the one we like,'
    ]


def test_a_plural_possessive_does_not_close_single_marks() -> None:
    assert contents("‘The sailors’ boats were ours,’ said Dana Orr.") == ["The sailors’ boats were ours,"]


def test_an_inner_quote_belongs_to_the_outer_one() -> None:
    assert contents("‘He said “never again” to all of us,’ said Dana Orr.") == [
        "He said “never again” to all of us,"
    ]
    assert contents("“He said ‘never again’ to all of us,” said Dana Orr.") == [
        "He said ‘never again’ to all of us,"
    ]


def test_marks_nested_in_their_like_are_one_suspect_quote() -> None:
    text = 'Dana Orr said: "Both yards share "one plan and goal" and the work covers "hulls and sails"."'
    found = only(text)
    assert (
        text[found.start : found.end]
        == 'Both yards share "one plan and goal" and the work covers "hulls and sails".'
    )
    assert found.suspect == "nested marks: the linking words may be the reporter's"


def test_each_paragraph_of_a_long_quote_is_a_quote_of_one_speaker() -> None:
    text = (
        "“The yard is old,” said Dana Orr. “We built it.\n\n“It will be rebuilt by spring.\n\n"
        "“And then we sail.”\n\nRain fell."
    )
    found = quotes.find(text)
    assert [text[quote.start : quote.end] for quote in found] == [
        "The yard is old,",
        "We built it.",
        "It will be rebuilt by spring.",
        "And then we sail.",
    ]
    assert {quote.speaker for quote in found} == {"Dana Orr"}
    assert all(quote.suspect is None for quote in found)


def test_an_unpaired_mark_spoils_its_own_paragraph_only() -> None:
    text = (
        "“We will open the yard in May and sail\n\nRain fell.\n\n“We never doubted the yard,” said Dana Orr."
    )
    first, second = quotes.find(text)
    assert text[first.start : first.end] == "We will open the yard in May and sail"
    assert first.suspect == "no closing mark: the quote may end earlier"
    assert text[second.start : second.end] == "We never doubted the yard,"
    assert second.suspect is None


def test_a_quote_that_wants_its_opening_mark_needs_a_cue() -> None:
    assert (
        only("We never doubted the yard,” said Dana Orr.").suspect
        == "no opening mark: the quote may begin later"
    )
    assert contents("We never doubted the yard” and rain fell.") == []


@pytest.mark.parametrize(
    "text",
    [
        "The “smart” yard opened in May.",
        "Many watch “Morning Harbour” there, and the “fair share” rule stays.",
        "The yard runs a show, “The Harbour of the North Wind”, every night.",
    ],
)
def test_terms_and_titles_are_no_quotes(text: str) -> None:
    assert contents(text) == []


@pytest.mark.parametrize(
    ("text", "speaker", "cue"),
    [
        ("Dana Orr called it “a gift”.", "Dana Orr", "called"),
        ("Dana Orr said, “We sail in May.”", "Dana Orr", "said"),
        ("Dana Orr: “We sail in May, all of us.”", "Dana Orr", None),
        ("“We sail in May,” Dana Orr said.", "Dana Orr", "said"),
        ("“We sail in May,” said Dana Orr, who smiled.", "Dana Orr", "said"),
        ("“We sail in May,” Dana Orr, who runs the yard, told reporters on Monday.", "Dana Orr", "told"),
        ("“We sail in May.” Dana Orr said.", "Dana Orr", "said"),
        ("On Monday, Dana Orr insisted “the yard will be rebuilt”.", "Dana Orr", "insisted"),
        ("The yard is “a gift to all of us”, according to Dana Orr.", "Dana Orr", "according to"),
        ("The yard is “a gift” to the whole town, Dana Orr said.", "Dana Orr", "said"),
        ("Commenting on the plan, Kelvo’s Dana Orr, said, “We sail in May.”", "Dana Orr", "said"),
        ("Dana Orr was clear. “We sail in May, all of us.”", "Dana Orr", "clear"),
        ("The plan was described by Dana Orr as “a gift”.", "Dana Orr", "described"),
        ("“We sail in May, all of us.” — Dana Orr (@danaorr) May 3, 2031", "Dana Orr", None),
        ("It boasts “the finest sails of the coast,” as per a joint press release sent out today.",
         "a joint press release", "as per"),
        ("“We sail in May,” the companies announced.", "the companies", "announced"),
        ("The yard is “close to a sale”, people familiar with the matter said.",
         "people familiar with the matter", "said"),
        ("“The deal is near,” said a person close to the deal.", "a person close to the deal", "said"),
        ("Kelvo’s CEO explained he expects “the yard will grow for many years”.", "Kelvo’s CEO", "explained"),
        ("Kelvo and Arbo, today, announced a plan to give “sailors a new era of the sea.”",
         "Kelvo and Arbo", "announced"),
    ],
)  # fmt: skip
def test_speakers_stand_before_behind_and_around(text: str, speaker: str, cue: str | None) -> None:
    found = only(text)
    assert (found.speaker, found.cue) == (speaker, cue)


def test_an_interrupted_quote_has_one_speaker() -> None:
    found = quotes.find("“We sail in May,” Dana Orr said, “and we return in June.”")
    assert [quote.speaker for quote in found] == ["Dana Orr", "Dana Orr"]
    found = quotes.find("“We sail in May,” Dana Orr said. “Then we return in June.”")
    assert [quote.speaker for quote in found] == ["Dana Orr", "Dana Orr"]


def test_a_participle_adds_to_the_same_speaker() -> None:
    text = (
        "“Both yards worked on it,” Dana Orr, head of Kelvo Labs said, adding “we are sure that it floats.”"
    )
    first, second = quotes.find(text)
    assert (first.speaker, first.role) == ("Dana Orr", "head of Kelvo Labs")
    assert (second.speaker, second.role, second.cue) == ("Dana Orr", "head of Kelvo Labs", "adding")


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("“We sail in May,” said Kelvo CEO Dana Orr.", "Kelvo CEO"),
        ("“We sail in May,” said Dana Orr, the head of Kelvo Labs.", "head of Kelvo Labs"),
        ("Harbour minister Dana Orr spoke. “We sail in May,” Orr said.", "Harbour minister"),
        ("“We sail in May,” said Dana Orr.", None),
    ],
)
def test_roles_come_from_wherever_the_article_gives_them(text: str, role: str | None) -> None:
    assert (only(text).speaker, only(text).role) == ("Dana Orr", role)


def test_a_short_mention_is_led_back_to_the_full_name() -> None:
    found = only(LEAD + "“We sail in May,” Orr said.")
    assert (found.speaker, found.role) == ("Dana Orr", "chief executive of Kelvo Labs")


@pytest.mark.parametrize("subject", ["she", "the executive", "the chief executive", "Orr"])
def test_a_pronoun_or_role_is_led_back_to_its_name(subject: str) -> None:
    assert only(LEAD + f"The yard grows. “We sail in May,” {subject} said.").speaker == "Dana Orr"


def test_a_pronoun_goes_to_the_name_of_its_gender() -> None:
    text = "Anna Lund met Peter Orr at the yard.\n\n“We sail in May,” {} said."
    assert only(text.format("she")).speaker == "Anna Lund"
    assert only(text.format("he")).speaker == "Peter Orr"


def test_a_pronoun_without_a_name_has_no_speaker() -> None:
    assert only("“We sail in May,” she said.").speaker is None


def test_a_company_is_no_antecedent_of_a_person() -> None:
    assert only("Kelvo Labs grew. “We sail in May,” she said.").speaker is None


def test_an_unnamed_role_stands_as_it_is() -> None:
    found = only("“We sail in May, all of us,” said Kelvo’s CEO.")
    assert (found.speaker, found.role) == ("Kelvo’s CEO", "CEO")


def test_hearsay_and_the_one_told_are_no_speakers() -> None:
    assert only("It is said that “the yard will be sold in spring”.").speaker is None
    assert only("Dana Orr was told “the yard will be sold in spring”.").speaker is None


def test_speakers_do_not_cross_paragraphs_without_a_link() -> None:
    text = "“We sail in May,” said Dana Orr.\n\nThe yard has “the finest sails of the coast” in stock."
    assert [quote.speaker for quote in quotes.find(text)] == ["Dana Orr", None]


def test_a_paragraph_of_quotes_alone_continues_the_speaker() -> None:
    text = "“We sail in May,” said Dana Orr.\n\n“Then we return in June.”"
    assert [quote.speaker for quote in quotes.find(text)] == ["Dana Orr", "Dana Orr"]


def test_a_colon_links_two_paragraphs() -> None:
    assert only("Dana Orr put it this way:\n\n“We sail in May, all of us.”").speaker == "Dana Orr"


def test_a_cue_inside_the_marks_names_the_speaker_and_is_suspect() -> None:
    text = "“The yards share one goal – he commented Dana Orr, head of Kelvo Labs -. The work begins in May.”"
    found = only(text)
    assert (found.speaker, found.role, found.cue) == ("Dana Orr", "head of Kelvo Labs", "commented")
    assert found.suspect is not None
    assert "reporter's words" in found.suspect
    assert only("“The yards share one goal – a great one – for all,” said Dana Orr.").suspect is None


def test_a_hard_wrapped_text_is_read_by_blocks() -> None:
    text = (
        "Rain fell on the yard and\nall over the town, while\npeople sang.\n\n"
        "“We sail in\nMay and return in\nJune,” Dana Orr said."
    )
    found = only(text)
    assert text[found.start : found.end] == "We sail in\nMay and return in\nJune,"
    assert found.speaker == "Dana Orr"


@pytest.mark.parametrize(
    "unit",
    [
        '"',
        "“",
        "”",
        "‘",
        "’",
        "'",
        "«",
        "»",
        "‹",
        "''",
        "``",
        '" ',
        "“ ",
        "” ",
        "‘ ",
        "« ",
        "said ",
        "Word ",
        ", ",
        "and ",
        "(",
        "- ",
    ],
)
def test_a_megabyte_of_one_thing_is_survived(unit: str) -> None:
    text = unit * (1_000_000 // len(unit))
    assert_lawful(text, quotes.find(text))


@pytest.mark.parametrize(
    "unit",
    [
        '"said" ',
        "“a\n",
        "“a",
        '"a" ',
        "“We sail,” said ",
        "- said Orr - ",
        "“a” said b. ",
        "“a b c d,” he said. ",
        "“a b c d,” the company said. ",
        "Orr: “",
    ],
)
def test_much_of_one_thing_is_survived(unit: str) -> None:
    text = unit * (40_000 // len(unit))
    assert_lawful(text, quotes.find(text))


def assert_lawful(text: str, found: list[Quote]) -> None:
    for quote in found:
        assert 0 <= quote.start < quote.end <= len(text)
        content = text[quote.start : quote.end]
        assert content == content.strip()
        for family in ('"“”„‟', "«»", "‹›"):
            if content[0] in family or content[-1] in family:
                assert sum(content.count(mark) for mark in family) % 2 == 0
    for first, second in pairwise(found):
        assert first.end <= second.start


WORDS = "“ ” ‘ ’ ' '' `` « » , . : – ( ) I CEO Kelvo’s 6.7 she said adding according to by who and".split()
PHRASES = [
    '"',
    " ",
    "\n",
    "\n\n",
    " - ",
    "Dana Orr",
    " said ",
    " adding ",
    " according to ",
    "we sail in May",
    " and ",
]
PIECES = st.sampled_from(WORDS + PHRASES)


@settings(max_examples=150)
@given(st.lists(PIECES, max_size=60).map("".join) | st.text(max_size=200))
@example('"We""said"')
@example("“")
@example("‘“Never again” was all of it,’ she said")
@example("“we sail in May and «home” Orr» said 'x “y'")
@example("said “said")
@example("\u2028“a b c d”\x00")
@example("Iſaid “ǅ b c d” ŉ said")
def test_any_text_gives_spans_in_order_inside_the_text(text: str) -> None:
    found = quotes.find(text)
    assert_lawful(text, found)
    assert found == quotes.find(text)


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the five real articles are not here")
class TestSeeds:
    @staticmethod
    def read(number: str) -> list[Quote]:
        return quotes.find(next(SEEDS.glob(f"{number}_*.txt")).read_text(encoding="utf-8"))

    @pytest.mark.parametrize("number", ["001", "003", "004"])
    def test_the_chief_executive_speaks(self, number: str) -> None:
        assert "Lei Jun" in {quote.speaker for quote in self.read(number)}

    def test_the_role_is_given_where_the_article_gives_it(self) -> None:
        assert "CEO" in str(self.read("001")[-1].role)
        assert "CEO" in str(self.read("003")[-1].role)
        assert self.read("000")[0].role == "CEO"

    def test_both_halves_of_the_partner_s_quote(self) -> None:
        halves = [quote for quote in self.read("002") if quote.speaker == "Matthias Harsch"]
        assert [quote.role for quote in halves] == ["CEO of Leica Camera AG"] * 2

    def test_fragments_of_the_release(self) -> None:
        first, second, third, *_ = self.read("002")
        assert first.speaker == "Xiaomi and Leica"
        assert second.speaker == "a joint press release"
        assert third.speaker is None

    def test_suspects(self) -> None:
        assert "nested" in str(self.read("001")[-1].suspect)
        assert "reporter" in str(self.read("003")[-1].suspect)
        assert all(quote.suspect is None for quote in self.read("004"))


@pytest.mark.parametrize(
    ("text", "speaker", "role"),
    [
        ("“The yard opens in May,” said the company’s boss, Dana Orr.", "Dana Orr", "boss"),
        ("Its spokesman, Jon Vale, said only that “the yard opens in May”.", "Jon Vale", "spokesman"),
        ("The port minister, Ilse Brand, says that “there is no delay”.", "Ilse Brand", "port minister"),
    ],
)  # fmt: skip
def test_a_name_in_apposition_to_a_role_is_the_speaker(text: str, speaker: str, role: str) -> None:
    quote = only(text)
    assert (quote.speaker, quote.role) == (speaker, role)


@pytest.mark.parametrize(
    "text",
    [
        "Then 40 percent of sailors said they “strongly agree” or “somewhat agree” that sails pay.",
        "The bank kept its “hold” rating for Kelvo, it said.",
        "The yard calls for a so-called “first close” of the fund, Kelvo said.",
        "The clerk told of a rule called “fair share” and left.",
        "She said that she had once played in “The Harbour Nights.”",
    ],
)
def test_answers_ratings_and_words_as_words_are_no_quotes(text: str) -> None:
    assert contents(text) == []


def test_a_word_that_somebody_used_is_a_quote_beside_a_share() -> None:
    assert contents("Sales rose 5 percent, which Dana Orr called “a start”.") == ["a start"]


def test_a_quote_reopened_behind_a_sentence_is_not_suspect() -> None:
    text = "“We sail in May. “The crew is ready for the sea,” Dana Orr said."
    assert [(quote.speaker, quote.suspect) for quote in quotes.find(text)] == [("Dana Orr", None)] * 2


def test_a_quote_never_closed_stays_suspect() -> None:
    (quote,) = quotes.find("Dana Orr said: “We sail in May. The yard has forty men.\n\nIt rained in Lund.")
    assert quote.suspect == "no closing mark: the quote may end earlier"


def test_a_mark_that_opens_again_inside_makes_one_suspect_quote() -> None:
    text = (
        "Urs Holm runs Kelvo.\n\n“Sails remember, but ours, according to Urs Holm of Kelvo, forget, and he"
        " added that “for us this is the beginning,” the chief engineer said."
    )
    (quote,) = quotes.find(text)
    assert (quote.speaker, quote.cue, quote.role) == ("Urs Holm", "said", "chief engineer")
    assert quote.suspect is not None
    assert text[quote.start : quote.end].startswith("Sails")
    assert text[: quote.end].endswith("beginning,")


def test_lines_broken_at_a_width_are_no_paragraphs() -> None:
    text = (
        "The yard said on Monday that it would build four\nships by May. But Dana Orr, a lawyer for Aral\n"
        "Sails, said the court would\nhear the case. “They are going to\nask for a stay, and we will\n"
        "wait for them,” she told the\npaper."
    )
    (quote,) = quotes.find(text)
    assert quote.speaker == "Dana Orr"
    assert text[quote.start : quote.end].endswith("wait for them,")


def test_a_sentence_of_too_many_cues_has_none() -> None:
    text = "said Dana Orr " * 80
    assert quotes.indirect(text) == []
    assert quotes.find(text + "“We sail in May, and the yard is ready.”") != []


def test_a_single_mark_that_opens_a_sentence_and_never_closes_is_a_suspect_quote() -> None:
    text = (
        "‘We sail in May, and we sail alone,’ she says. ‘The word on the slip was Gull.\n\nIt rained in Lund."
    )
    first, second = quotes.find(text)
    assert (first.suspect, text[second.start : second.end]) == (None, "The word on the slip was Gull.")
    assert second.suspect is not None


LONG = "The yard opens in May, as the owners of it said on\nMonday in Lund, where they met the\npress."
TWO_LINES = "It rained all day in the old town of Belmore and\nnobody came to see it."
SHORT = "The yard opens in May.\nIt rained all day.\nNobody came."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{LONG}\n\n{TWO_LINES}", [LONG, TWO_LINES]),
        (SHORT, SHORT.split("\n")),
        pytest.param(
            f"{TWO_LINES}\n\n{TWO_LINES}", 2 * TWO_LINES.split("\n"), id="known failure: two lines each"
        ),
        pytest.param(f"{SHORT}\n\n{SHORT}", [SHORT, SHORT], id="known failure: short ones in blocks"),
    ],
)
def test_what_is_a_paragraph(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in paragraphs.bounds(text)] == expected
