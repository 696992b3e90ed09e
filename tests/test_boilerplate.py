"""Boilerplate: what is recognised, and what must not be."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ondit import boilerplate
from ondit.boilerplate_rules import Rule
from ondit.model import Article, Published, Sentence, Source


def whole(text: str) -> str | None:
    return boilerplate.reason(text, 0, len(text))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Image credit: Tarn Labs", "credit"),
        ("Photograph: Ilse Brand/Harbour Courier", "credit"),
        ("Staff photo by Ruben Till", "credit"),
        ("The old dock by night thumbnail", "credit"),
        ("Featured Image Courtesy: Tarn", "credit"),
        ("(Reporting by Pell Aron; editing by Dora Quill)", "agency tag"),
        ("By Mara Lind, shipping correspondent", "byline"),
        ("Sign up for our free weekly newsletter.", "newsletter"),
        ("Get the day’s tides in your inbox.", "newsletter"),
        ("Share your thoughts in the comments below.", "call to comment"),
        ("What do you think? Have your say in the comments.", "call to comment"),
        ("We will keep you posted, so stay tuned.", "call to comment"),
        ("READ MORE: Ferry fares to rise", "related link"),
        ("See also: Ten quiet quays", "related link"),
        ("Mara Lind is a senior reporter who covers harbours.", "author bio"),
        ("Tom Vane presents the morning show.", "author bio"),
        ("PRESS RELEASE – EMBARGOED UNTIL NOON", "release header"),
        ("Media contact: Jon Ave, press@corvale.example", "legal notice"),
        ("Forward-looking statements: this release holds some.", "legal notice"),
        ("Copyright: Harbour Courier", "credit"),
        ("Follow us on Chirrup for more on the dredging.", "call to comment"),
        ("Views expressed here are those of the writer alone.", "call to comment"),
        ("Comments are now closed.", "call to comment"),
        ("We welcome comments from skippers.", "call to comment"),
        ("Tell us what you saw using the form below.", "call to comment"),
        ("Send us your pictures of the flood.", "call to comment"),
        ("Ilse Brand reports from Ostrel.", "author bio"),
        ("Please subscribe to the harbour podcast.", "newsletter"),
        ("Further reading: a short history of locks", "related link"),
        ("For all other enquiries please ring the harbour office.", "legal notice"),
        ("See our terms and conditions.", "legal notice"),
        ("· To contact the night desk", "contact"),
        ("Write to nightdesk@courier.example with your log books.", "contact"),
        ("Courier switchboard: 0700 5550 1234", "contact"),
        ("— Corvale (@corvale) 13 Oct 2025", "embedded post tail"),
        ("pic.corvale.example/GyX1", "embedded post tail"),
        ("Advertisement", "advertisement"),
        ("ADVERTISEMENT - SCROLL TO CONTINUE", "advertisement"),
        ("Submitted photo", "credit"),
        ("Contributing: Dora Quill, Pell Aron", "agency tag"),
        ("Lind reported from Ostrel.", "agency tag"),
        ("Pell Aron and Dora Quill contributed to this report.", "agency tag"),
        ("This piece originally appeared in Harbour Review", "agency tag"),
        ("This article appeared in the sea section under the headline “Low tide”", "agency tag"),
        ("A previous version of this article incorrectly named the dock.", "agency tag"),
        ("Originally published as Ten quiet quays", "agency tag"),
        ("Want great stories delivered right to your inbox?", "newsletter"),
        ("Install the Harbour Courier app for free", "newsletter"),
        ("Be the first to get the tides", "newsletter"),
        ("Follow her on Chirrup @lind", "call to comment"),
        ("Share this article", "call to comment"),
        ("WATCH | The dock by night", "related link"),
        ("Latest articles", "related link"),
        ("Explore more", "related link"),
        ("Not to be redistributed, copied, or modified in any way.", "legal notice"),
    ],
)
def test_boilerplate(text: str, why: str) -> None:
    assert whole(text) == why


@pytest.mark.parametrize(
    "text",
    [
        "Corvale will open the yard in May.",
        "The photo of the prototype went round on Monday.",
        "The editor of the Courier resigned on Friday.",
        "By Monday the ferry had sailed.",
        "By Monday Corvale had sold the yard to its partner for 40 crowns.",
        "The council asked residents to share the quay.",
        "Ann Ode is a councillor who wants the yard closed.",
        "Readers of the report learned about the delay.",
        "The minister left no comment behind.",
        "The company follows the tide.",
        "“Stay calm,” said the harbour master.",
        "About forty people came.",
        "The banks agreed to sign up to the harbour pact and pay for the dredging.",
        "Skippers who failed to register to vote in time stayed at home.",
        "The minister vowed to follow through on his promise to dredge.",
        "The attacks follow raids on Monday against the lighthouse.",
        "She grew bolder and held her own in the comments that she made to the board.",
        "The Harbour Courier reports that the yard will close.",
        "Mr Till has written to the board to complain.",
        "Ostrel Radio is looking for a reporter in the islands.",
        "The monks recount their sins in confidence.",
        "The board asked Ms Quill to write to the pilots.",
        "Press enquiries started to trickle in at noon.",
        "In other news, the ferry sank.",
        "The group’s newsletter told members that the yard had closed.",
        "Do you have a course handout?",
        "Advertisement on the quay was banned in May.",
        "This article of the treaty was published in 1920.",
        "Fishermen reported from the reef that the herring had gone and would not return before winter.",
        "The pilots follow her on every tour of the harbour.",
        "Latest articles of the treaty bind the port.",
        "The harbour board will download the ferry’s app logs on Monday and hand them to the court.",
        "Corvale contributed to this reporting year’s loss.",
        "The plans are not to be had for love or money.",
        "She wants to explore more reefs.",
        "This report was published a day after the dredging ended.",
        "Lind reported from Ostrel that the dock had sunk.",
    ],
)
def test_news_is_no_boilerplate(text: str) -> None:
    assert whole(text) is None


def test_what_follows_a_biography_belongs_to_it() -> None:
    text = "The yard opens.\n\nMara Lind is a reporter for the Courier. She trained as a diver."
    start = text.index("She")
    assert boilerplate.reason(text, start, len(text)) == "author bio"
    assert boilerplate.reason(text, 0, 15) is None


@given(st.text(), st.integers(0, 20), st.integers(0, 300))
def test_any_text_gives_an_answer(text: str, start: int, length: int) -> None:
    why = boilerplate.reason(text, start, min(len(text), start + length))
    assert why is None or why


@pytest.mark.parametrize("piece", ["photo ", "Ann ", "share ", " ", "—", "by "])
def test_a_megabyte_of_one_thing(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    assert boilerplate.reason(text, 0, len(text)) in (None, "credit", "byline", "author bio")


NOTICE = "Ring the night desk of the Courier about anything that moves."


def outlet(*endings: str, name: str = "Courier", dated: bool = True) -> tuple[list[Sentence], list[Article]]:
    """Make one article an ending: eight sentences of its own, and the ending."""
    rows, articles = [], []
    for number, ending in enumerate(endings):
        told = [f"Barge {name} {number} {turn} left the {turn} quay empty." for turn in "abcdefgh"]
        text = ""
        identifier = f"{name}-{number}"
        for one in [*told, ending]:
            rows.append(Sentence(len(text), len(text) + len(one), identifier))
            text += one + " "
        date = Published(f"2025-05-{number + 1:02}", "day", "metadata") if dated else None
        articles.append(Article(identifier, text, Source(name, "metadata"), published=date))
    return rows, articles


def marked(rows: list[Sentence], articles: list[Article]) -> list[str]:
    texts = {one.id: one.text for one in articles}
    found = boilerplate.mark_repeated(rows, articles)
    assert [(one.start, one.end, one.article) for one in found] == [
        (one.start, one.end, one.article) for one in rows
    ]
    return [texts[one.article or ""][one.start : one.end] for one in found if one.boilerplate]


def test_a_notice_below_four_articles_of_one_outlet_is_marked() -> None:
    rows, articles = outlet(NOTICE, NOTICE.upper(), NOTICE, NOTICE, "The tide turned at nine.")
    assert marked(rows, articles) == [NOTICE, NOTICE.upper(), NOTICE, NOTICE]
    assert boilerplate.mark_repeated(rows, articles)[8].boilerplate == "repeated by its outlet"
    rows, articles = outlet(NOTICE, NOTICE, NOTICE, NOTICE, dated=False)
    assert len(marked(rows, articles)) == 4


def test_three_articles_are_not_many() -> None:
    assert marked(*outlet(NOTICE, NOTICE, NOTICE, "The tide turned at nine.")) == []


def test_what_two_outlets_carry_is_news() -> None:
    rows, articles = outlet(NOTICE, NOTICE, NOTICE, NOTICE)
    more, others = outlet(NOTICE, name="Beacon")
    assert marked(rows + more, articles + others) == []


def test_what_an_outlet_repeats_on_one_day_is_news() -> None:
    rows, articles = outlet(NOTICE, NOTICE, NOTICE, NOTICE)
    day = Published("2025-05-01T10:00", "second", "metadata")
    assert marked(rows, [replace(one, published=day) for one in articles]) == []


def test_what_stands_in_the_midst_of_articles_is_news() -> None:
    rows, articles = outlet(NOTICE, NOTICE, NOTICE, NOTICE)
    for number in range(4):
        own = [row for row in rows if row.article == f"Courier-{number}"]
        first = rows.index(own[0])
        rows[first : first + 9] = [*own[:4], own[8], *own[4:8]]
    assert marked(rows, articles) == []


def test_a_rerun_of_an_article_is_no_notice() -> None:
    text = "The lock froze. The crane fell. The pilots slept. The herring left. The mayor sang a song."
    starts = [0, 16, 32, 50, 68]
    ends = [15, 31, 49, 67, len(text)]
    articles = [
        Article(
            f"{n}",
            text,
            Source("Courier", "metadata"),
            published=Published(f"2025-05-0{n + 1}", "day", "metadata"),
        )
        for n in range(5)
    ]
    rows = [Sentence(low, high, one.id) for one in articles for low, high in zip(starts, ends, strict=True)]
    assert marked(rows, articles) == []


def test_a_reason_of_its_own_is_kept() -> None:
    rows, articles = outlet(NOTICE, NOTICE, NOTICE, NOTICE)
    rows[8] = replace(rows[8], boilerplate="contact")
    assert boilerplate.mark_repeated(rows, articles)[8].boilerplate == "contact"
    assert boilerplate.mark_repeated([], []) == []


@given(
    st.lists(
        st.sampled_from(
            ["Write ", "write to ", "the", "Follow ", "follow us on", " Ann ", "inbox", " ", ", "]
        )
    )
)
def test_a_rule_finds_what_its_words_find(pieces: list[str]) -> None:
    words = [
        r"^\W*write (?:to )?the\b",
        r"\byour inbox\b|\bthe\b",
        r"\bwrite\b.{0,9}\binbox\b",
        r"(?:^\W*|, )follow (?:us|(?-i:[A-Z])\w+)\b",
    ]
    text = "".join(pieces)
    found = re.search("|".join(words), text, re.IGNORECASE)
    assert Rule(words).is_in(text, text.lower()) == (found is not None)
