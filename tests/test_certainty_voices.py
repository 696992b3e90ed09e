"""Whose word a stretch is: bodies and people, officers of other firms, voices without a name."""

from __future__ import annotations

import pytest

from ondit.certainty import voices
from ondit.certainty.bearers import Bearers
from ondit.certainty.sources import Sources
from ondit.certainty.words import read


def voice_of(text: str, name: str) -> str | None:
    """Return the voice of the first attribution to a name."""
    return next((one.voice for one in Sources(read(text)).found if name in one.name), None)


@pytest.mark.parametrize(
    ("words", "voice"),
    [
        ("Deputy Attorney General", "authority"),
        ("Surgeon General", "authority"),
        ("defence attorney", "onlooker"),
        ("general counsel", "officer"),
        ("Corvale board member", "officer"),
        ("a Corvale board member", "unnamed"),
        ("coast guard", "authority"),
        ("guard", None),
        ("the central bank", "authority"),
        ("Bank of Canada", "authority"),
        ("Lisle Savings Bank", "company"),
        ("central bank governor", "politician"),
        ("Orr Advisers LLP", "company"),
        ("investment research firm Corvale", "onlooker"),
        ("Corvale Systems", "company"),
        ("energy systems", None),
        ("prosecutors", "paper"),
        ("a government report", "authority"),
        ("data from the ministry", "authority"),
        ("a poll for the ministry", "survey"),
        ("a report from the Corvale Observatory", "company"),
        ("the report", "survey"),
        ("a Lund Republican", "unnamed"),
        ("a senior executive", "unnamed"),
        ("a top executive", "officer"),
        ("the Republican", "politician"),
    ],
)
def test_words_tell_what_kind_of_source_they_name(words: str, voice: str | None) -> None:
    assert voices.of_words(words.split()) == voice


@pytest.mark.parametrize(
    ("role", "leads"),
    [
        ("president of Orr & Lund", True),
        ("chief executive at Corvale", True),
        ("president of sales", False),
        ("the company's president of Nordic sales", False),
        ("spokesman for Corvale", False),
        ("president", False),
        pytest.param("vice president of Europe", True, id="known failure: a region"),
    ],
)
def test_the_head_of_a_body_that_the_role_names(role: str, leads: bool) -> None:
    assert voices.leads_other(role.split()) is leads


@pytest.mark.parametrize(
    ("text", "papers"),
    [
        ("according to a memo seen by the Wire", {"memo"}),
        ("in an internal email to staff", {"email"}),
        ("the company sent a memo to staff", set()),
        ("staff had seen a memo", set()),
    ],
)
def test_papers_that_are_not_public(text: str, papers: set[str]) -> None:
    assert voices.secret_papers(text.split()) == papers


@pytest.mark.parametrize(
    ("text", "name", "voice"),
    [
        ("Yesterday the QRB said so.", "QRB", "company"),
        ("Rates at NorTal rose.", "NorTal", "company"),
        ("The union spoke with the Brindle on Monday.", "Brindle", "company"),
        ("Shares of Orlent Inc fell and Orlent shut.", "Orlent", "company"),
        ("Since spring Corvale, the second largest insurer, is shut.", "Corvale", "company"),
        ("They met at Corvale. Later the Old Corvale opened.", "Corvale", "company"),
        ("It met American Harrow.", "American Harrow", "company"),
        ("OLDER AND LARGER Corvale fell. They like Corvale.", "OLDER AND LARGER Corvale", "company"),
        ("BELMORE (Reuters) Corvale fell. They like Corvale.", "Reuters Corvale", "company"),
        ("A talk with Zora Quint. Then Quint left.", "Quint", "person"),
        ("A talk with KATIE Quint. Then Quint left.", "KATIE Quint", "person"),
        ("The minister Jan de Ruyter left. So de Ruyter rests.", "Ruyter", "politician"),
        ("Zora Quint, who heads the yard, left.", "Zora Quint", "officer"),
        ("They came for Zora Quint, said the judge of the court.", "Zora Quint", "person"),
        ("The yard, led by judge Moe,\nZora Quint came", "Zora Quint", "person"),
        ("The yard is shut, says Zora Quint", "Quint", "person"),
    ],
)
def test_the_form_of_a_name_tells_bodies_from_people(text: str, name: str, voice: str) -> None:
    assert Bearers(read(text)).voice(name.split()) == voice


def test_a_heading_is_no_word_of_the_name_below_it() -> None:
    text = "For all Users\nCorvale shut the yard. In Lund, Corvale rests."
    assert Bearers(read(text)).voice(["Corvale"]) == "company"


STORY = 5 * "Corvale will shut its yard in Lund, the company said. Its shares fell by a tenth on the news. "


@pytest.mark.parametrize(
    ("text", "name", "voice"),
    [
        (
            STORY + "“It is a poor yard,” said Ada Orr, president of Orr Partners in Belmore.",
            "Ada Orr",
            "onlooker",
        ),
        (
            STORY + "“We have ordered our cranes,” said Ada Orr, president of Orr Partners in Belmore.",
            "Ada Orr",
            "officer",
        ),
        (STORY + "“It is a poor yard,” said Ada Orr, president of Corvale.", "Ada Orr", "officer"),
        (STORY + "“It is a poor yard,” said Ada Orr, the company's president.", "Ada Orr", "officer"),
        (STORY + "“It is a poor yard,” President Ada Orr said.", "Ada Orr", "officer"),
        ("“It is a poor law,” President Ada Orr told parliament.", "Ada Orr", "politician"),
        ("Ada Orr hid. “I did it,” former minister Ada Orr said.", "Ada Orr", "politician"),
        (STORY + "“It was a dry year,” said former minister Ada Orr.", "Ada Orr", "onlooker"),
    ],
)
def test_an_officer_speaks_for_the_story_only_if_it_names_the_firm(text: str, name: str, voice: str) -> None:
    assert voice_of(text, name) == voice


def test_a_party_s_lawyer_who_says_we_speaks_for_it() -> None:
    text = (
        STORY + "“We expect a ruling,” Corvale lawyer Ada Orr said. “It is late,” said union lawyer Bo Quint."
    )
    found = {one.name: one.voice for one in Sources(read(text)).found}
    assert (found["Ada Orr"], found["Bo Quint"]) == ("officer", "onlooker")


def test_what_the_writer_objects_is_not_the_source_s() -> None:
    text = "Sources close to the yard said that it will shut, but the owner has been silent."
    found = Sources(read(text))
    place = text.index("but")
    assert found.of(text.index("it will"), place - 2)[0].voice == "unnamed"
    assert found.of(place, len(text)) == []


def test_one_of_them_with_a_name_is_not_unnamed() -> None:
    text = "Three cousins came. One of them, Ada Orr, told reporters that the yard is shut."
    assert "unnamed" not in {one.voice for one in Sources(read(text)).found}


def test_a_role_told_late_holds_for_all_mentions() -> None:
    text = "“We cut the ending,” Zora Quint said. “We like it,” said Quint, director of “Salt”."
    assert {one.voice for one in Sources(read(text)).found} == {"officer"}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "“The yard will shut soon,” a banker in Lund said. “Few know it yet,” the banker in Lund said.",
            ["a banker in Lund", "the banker in Lund"],
        ),
        (
            "According to a memo seen by the Wire, Orr will leave. Lund takes over, according to the memo.",
            ["a memo seen by the Wire", "the memo"],
        ),
        (
            "“He will lose the vote here,” said a Belmore Republican. “He knows that as well as I do.”",
            ["Belmore Republican"],
        ),
        (
            "“He will lose the vote here,” said a Belmore Republican. Another said, “He knows it as well.”",
            ["Belmore Republican", "Another", "another"],
        ),
    ],
)
def test_a_voice_without_a_name_stays_unnamed(text: str, names: list[str]) -> None:
    found = Sources(read(text)).found
    assert {one.voice for one in found if any(name in one.name for name in names)} == {"unnamed"}


def test_a_named_banker_does_not_come_back_as_unnamed() -> None:
    text = "“The yard will shut soon,” banker Ada Orr of Lund said. “It is a poor yard,” the banker said."
    assert "unnamed" not in {one.voice for one in Sources(read(text)).found}


def test_who_puts_it_to_somebody_gives_no_figure() -> None:
    text = "The Lund Transport Authority put {} at 40 crowns."
    assert voice_of(text.format("the toll"), "Authority") == "authority"
    assert voice_of(text.format("it to Holt that ropes are dear"), "Authority") is None
