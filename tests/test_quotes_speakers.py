"""Who speaks: subjects past asides, names that are words, what leads back to a name, whose sentence it is."""

from __future__ import annotations

import pytest

from ondit import quotes
from ondit.model import Quote

LEAD = "Dana Orr, chief executive of Kelvo Labs, met the press in Port Lund. "


def speakers(text: str) -> list[str | None]:
    return [quote.speaker for quote in quotes.find(text)]


def only(text: str) -> Quote:
    found = quotes.find(text)
    assert len(found) == 1, [text[quote.start : quote.end] for quote in found]
    return found[0]


@pytest.mark.parametrize(
    ("text", "speaker", "role"),
    [
        ("“We sail at dawn tomorrow,” said Per Holm.", "Per Holm", None),
        ("“We sail at dawn tomorrow,” spokesman Per Holm said.", "Per Holm", "spokesman"),
        ("“We sail at dawn tomorrow,” company spokesman Will Smith said.", "Will Smith", "company spokesman"),
        ("“We sail at dawn tomorrow,” police chief Mark May said.", "Mark May", "police chief"),
        ("Will Smith said: “We sail at dawn tomorrow.”", "Will Smith", None),
        ("“We sail at dawn tomorrow,” said An Wang.", "An Wang", None),
        ("“We sail at dawn tomorrow,” Boeing lawyer Ada Orr told us.", "Ada Orr", "Boeing lawyer"),
        ("In May Orr said “we sail at dawn tomorrow”.", "Orr", None),
    ],
)
def test_a_word_of_grammar_in_the_place_of_a_name_is_one(text: str, speaker: str, role: str | None) -> None:
    assert (only(text).speaker, only(text).role) == (speaker, role)


@pytest.mark.parametrize(
    ("text", "role"),
    [
        (
            "The yard said so at 7:30 p.m. Its chief executive, Ann Ode, said: “We sail at dawn.”",
            "chief executive",
        ),
        ("It closed at 4:30 p.m. Kelvo’s chief executive, Ann Ode, said: “We sail.”", "chief executive"),
        ("On May 12 Kelvo chief executive Ann Ode said: “We sail at dawn.”", "Kelvo chief executive"),
        ("In 2020 Kelvo chief Ann Ode said: “We sail at dawn.”", "Kelvo chief"),
        ("Another caller said: “We sail at dawn.”", "caller"),
        ("No. 2 official Ann Ode said: “We sail at dawn.”", "No. 2 official"),
        ("Former No. 10 adviser Ann Ode said: “We sail at dawn.”", "Former No. 10 adviser"),
        ("Formula 1 chief Ann Ode said: “We sail at dawn.”", "Formula 1 chief"),
        ("10 Downing Street adviser Ann Ode said: “We sail at dawn.”", "10 Downing Street adviser"),
        ("U.S. Treasury Secretary Ann Ode said: “We sail at dawn.”", "U.S. Treasury Secretary"),
    ],
)
def test_a_role_takes_nothing_from_the_time_before_it(text: str, role: str) -> None:
    assert only(text).role == role


def test_a_surname_that_is_a_word_is_led_back() -> None:
    text = "Kelvo spokesman George Will declined to comment. “We sail at dawn tomorrow,” Will wrote."
    assert (only(text).speaker, only(text).role) == ("George Will", "Kelvo spokesman")


@pytest.mark.parametrize(
    ("subject", "speaker"),
    [
        ("Dana Orr, 42, of Port Lund, Skane,", "Dana Orr"),
        ("Dana Orr, an old hand in the yard, who runs a small firm,", "Dana Orr"),
        ("Dana Orr, who lives outside of the capital, Lund,", "Dana Orr"),
        ("Dana Orr, who is chairwoman of Our Sails Trust", "Dana Orr"),
        ("Dana Orr of Port Lund, Skane", "Dana Orr"),
        ("Skane Attorney General Dana Orr (L)", "Dana Orr"),
        ("Port Lund council member Dana L. Orr (L-Lund), noting the size of Holm's boat,", "Dana L. Orr"),
        ("One Kelvo Growth ad, which is now on air,", "One Kelvo Growth ad"),
        ("The great Skane novelist Dana Orr, one of the guests,", "Dana Orr"),
        ("former Kelvo boatwright Dana Orr", "Dana Orr"),
        ("Air Force 1st Lt. Dana Orr", "Dana Orr"),
        ("U.S. Ambassador to the U.N. Dana Orr", "Dana Orr"),
        ("the number one of the yard, Dana Orr,", "Dana Orr"),
        ("a banker at a middling bank", "a banker at a middling bank"),
        ("its chairman, Dana Orr, likes to", "Dana Orr"),
    ],
)
def test_subjects_are_read_past_their_asides(subject: str, speaker: str) -> None:
    verb = "say" if subject.endswith("to") else "said"
    assert only(f"“We sail at dawn tomorrow,” {subject} {verb} on Monday.").speaker == speaker


def test_a_clause_before_a_subject_is_not_its_name() -> None:
    assert (
        only("Sales rose, the company, which is old, said, “we sail at dawn tomorrow”.").speaker
        == "the company"
    )
    assert (
        only("Holm met Dana Orr, 24, from Lund, who said Holm was late. “We sail at dawn.”").speaker
        == "Dana Orr"
    )


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“We sail at dawn tomorrow,” said Kelvo ally Dana Orr.", "Dana Orr"),
        ("PORT LUND, May 3 (Wire) - Kelvo will go, saying it would “bear the cost” of that.", "Kelvo"),
        ("In Lund, the KLB gave no detailed comment. “We follow it closely,” it said.", "KLB"),
        ("People stood by, with the head of the Lund Guard (LG) vowing “our everlasting help” for it.",
         "the head of the Lund Guard (LG)"),
        ("“We sail at dawn tomorrow,” remembered Dana Orr, Kelvo’s former chief.", "Dana Orr"),
        ("“We sail at dawn tomorrow,” the Lund news agency quoted Orr as saying.", "Orr"),
        ("In short, explained moderator Dana Orr: “We sail at dawn tomorrow.”", "Dana Orr"),
        ("As the Ledger's Dana Orr puts it, Holm makes “an offer of some weight”.", "Dana Orr"),
        ("“We sail at dawn tomorrow,” Dana Orr pointed out.", "Dana Orr"),
        ("The yard is old, with a sailor close to it saying: “We sail at dawn.”", "a sailor close to it"),
        ("The yard is old - Dana Orr: “We sail at dawn tomorrow.”", "Dana Orr"),
        ("“We sail at dawn tomorrow.” — Dana Orr of the Sailors’ Forum.", "Dana Orr"),
        ("According to sailor Dana Orr, Holm and Lund have agreed to “all the terms there are”.", "Dana Orr"),
        ("The yards were “all but sold to them”, per Orr.", "Orr"),
        ("DANA ORR, SAILOR, KELVO LABS “We sail at dawn tomorrow.”", "DANA ORR"),
        ("YARD CHIEF DANA ORR, August 24 “We sail at dawn tomorrow.”", "DANA ORR"),
        ("The lawsuit seeks that Holm be “kept away from all the sails”.", "The lawsuit"),
        ("The card read, “Very good work”.", "The card"),
        ("Orr tells sailors who wonder why he left that he “was not brought up that way”.", "Orr"),
        ("Dana Orr said she’d asked her people to “look into all of it”.", "Dana Orr"),
    ],
)  # fmt: skip
def test_cues_of_many_forms(text: str, speaker: str) -> None:
    assert only(text).speaker == speaker


def test_the_next_sentence_speaks_only_if_it_says_no_more() -> None:
    text = "“We sail,” said Dana Orr, head of the yard. “It is a fine boat to have.” Per Holm said {}."
    assert speakers(text.format("on Monday that he stays"))[1] == "Dana Orr"
    assert speakers(text.format("in August he would go"))[1] == "Dana Orr"
    assert speakers("“We sail at dawn tomorrow.” Per Holm said on Monday.") == ["Per Holm"]


def test_words_not_said_are_no_cue() -> None:
    text = (
        "“We sail,” said Dana Orr. “It is a fine boat to have.” The ministry declined to comment on the boat."
    )
    assert speakers(text) == ["Dana Orr", "Dana Orr"]


def test_a_quote_closing_a_sentence_with_a_cue_is_that_cues() -> None:
    text = "Dana Orr argued that “the trust of the town is gone.” Sailor Per Holm said Monday he, too, goes."
    assert speakers(text) == ["Dana Orr"]


def test_another_clause_behind_a_quote_does_not_speak_for_it() -> None:
    text = "Dana Orr saw a “sorry sign”, she said, while Per Holm, a former minister wrote of “an odd one”."
    assert speakers(text) == ["Dana Orr", "Per Holm"]
    assert speakers("Orr again said it was “a gift to us all,” a phrase critics have said is unfair.") == [
        "Orr"
    ]


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("the company said", "Kelvo Labs"),
        ("the boat maker said", "Kelvo Labs"),
        ("it said", "Kelvo Labs"),
        ("the ministry said", "the ministry"),
        ("Kelvo said", "Kelvo Labs"),
    ],
)
def test_the_kind_of_an_organisation_leads_back_to_its_name(words: str, speaker: str) -> None:
    text = (
        f"Kelvo Labs will shut its old yard. Kelvo said so in a letter. “We sail at dawn tomorrow,” {words}."
    )
    assert only(text).speaker == speaker


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("the prime minister said", "Dana Orr"),
        ("the executive said", "Dana Orr"),
        ("a minister said", "a minister"),
        ("the company’s vice president said", "the company’s vice president"),
        ("the spokesman said", "the spokesman"),
        ("an official said", "an official"),
    ],
)
def test_a_role_without_a_bearer_is_the_most_salient_person(words: str, speaker: str) -> None:
    text = f"Dana Orr is under fire for the plan. “We sail at dawn tomorrow,” {words}."
    assert only(text).speaker == speaker


def test_a_role_goes_to_its_bearer_and_not_to_another_minister() -> None:
    text = (
        "Finance minister Per Holm met harbour minister Dana Orr. Holm left. “We sail at dawn,” the {} said."
    )
    assert only(text.format("harbour minister")).speaker == "Dana Orr"
    assert only(text.format("finance minister")).speaker == "Per Holm"


def test_a_role_that_the_article_gives_to_another_is_led_to_nobody_before_him() -> None:
    text = "Conrad Holm is under fire. “He may sail,” the judge said. Judge Per Lund heard it in May."
    assert only(text).speaker == "the judge"


def test_a_former_minister_is_not_the_prime_minister() -> None:
    text = "Former minister Sir Per Holm left. Dana Orr is under fire. “We sail,” the prime minister said."
    assert only(text).speaker == "Dana Orr"


def test_a_role_before_a_name_ends_before_how_its_bearer_is_addressed() -> None:
    found = only("“The dose was high,” prosecution witness Dr Per Holm said.")
    assert (found.speaker, found.role) == ("Per Holm", "prosecution witness")


def test_who_spoke_without_marks_is_meant_by_a_pronoun() -> None:
    text = "Per Holm and Urs Lund met. Lund told the Ledger that sails pay. “It is late,” he added."
    assert speakers(text)[-1] == "Urs Lund"


def test_a_new_subject_is_meant_rather_than_who_spoke() -> None:
    text = (
        "“We sail,” said Anna Lund. Ines Orr, who runs the yard, was gay. “Sails pay in the end,” she said."
    )
    assert speakers(text) == ["Anna Lund", "Ines Orr"]
    text = "“We sail,” said Anna Lund, who had met Ines Orr at the yard. “Sails pay in the end,” she said."
    assert speakers(text) == ["Anna Lund", "Anna Lund"]


def test_a_time_before_a_subject_is_no_part_of_it() -> None:
    assert (
        only("Last month the minister said the yard would open “and not a day later”.").speaker
        == "the minister"
    )


@pytest.mark.parametrize(
    ("text", "speaker", "role"),
    [
        ("“We sail at dawn,” Kelvo Inc ( KLV.N ) CEO Dana Orr said.", "Dana Orr", "Kelvo Inc ( KLV.N ) CEO"),
        ("“We sail at dawn,” said Lund & Holm's sail analyst Dana Orr.", "Dana Orr", None),
        ("“We sail at dawn,” said analyst Dana Orr of Lund & Holm, who owns none.", "Dana Orr", "analyst"),
        ("“We sail at dawn,” said the Association of Sailors.", "Association of Sailors", None),
        ("“We sail at dawn,” said a Lund-based broker with Kelvo.", "a Lund-based broker with Kelvo", None),
        ("Pope Francis wrote a letter. “We sail at dawn tomorrow,” he said.", "Francis", "Pope"),
        ("“We sail,” Jim Mulally said. “It is a good boat.” Mulally's comments end.", "Jim Mulally", None),
    ],
)  # fmt: skip
def test_titles_firms_and_names_as_news_writes_them(text: str, speaker: str, role: str | None) -> None:
    for found in quotes.find(text):
        assert found.speaker == speaker
        assert role is None or found.role == role


@pytest.mark.parametrize("name", ["the Aral Sea", "American Sailors", "KELVO", "Kelvo Inc"])
def test_what_is_no_person_is_not_he(name: str) -> None:
    assert only(f"Peter Orr wrote about {name}. “We sail at dawn tomorrow,” he said.").speaker == "Peter Orr"


@pytest.mark.parametrize(
    "inside",
    [
        "the offer, Kelvo’s chief executive Dana Orr went on to explain, gives all of us some rest",
        "glass keeps a fold, but our film, according to Dr. Dana Orr of Kelvo, forgets it all",
        "the yard is old, she said, adding the sails are new and so is the rope",
    ],
)
def test_a_cue_that_commas_set_off_inside_the_marks_is_suspect(inside: str) -> None:
    assert "reporter's words" in str(only(f"“{inside[0].upper()}{inside[1:]}.”").suspect)


@pytest.mark.parametrize(
    "inside",
    [
        "I think, as my mother said, that sails pay in the end",
        "he asked me, and I said, no, that is not on",
        "my boss, Dana Orr, told me, that it floats",
    ],
)
def test_who_tells_what_others_said_is_not_suspect(inside: str) -> None:
    assert only(f"“{inside[0].upper()}{inside[1:]}.”").suspect is None


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The rise followed Dana Orr's late-July promise of “whatever the yard needs”.", "Dana Orr"),
        ("A day later came a Kelvo announcement that it would look at ways “to serve its owners”.", "Kelvo"),
        ("“We sail in May, and the yard is ready,” the Orrs’ daughter Dana Orr said of it.", "Dana Orr"),
        (
            "Per Holm, a former aide to Dana Orr, sued. “It was a hard year for us,” said Per Holm.",
            "Per Holm",
        ),
        ("The court ruled that “no yard may build without leave”.", "The court"),
        ("Yard watchers said it rained. “We sail in May,” said Kelvo analyst Dana Orr.", "Dana Orr"),
        ("“It was hard to find a partner,” one of the sources said.", "one of the sources"),
        ("“The vote was broad,” the finance minister, Jan Kees de Boer, said.", "Jan Kees de Boer"),
        ("Urs Holm also wrote the crew knew the sea, saying, “They were best friends.”", "Urs Holm"),
        (
            "Urs Holm released a note on talks with Aral Labs saying it sought “a fair deal for all”.",
            "Urs Holm",
        ),
        ("Kelvo, whose founder once sailed, in June warned of a “sharp fall”.", "Kelvo"),
        ("The notice speaks of “a fragile sheet” that lasts.", "The notice"),
        ("The yard that Dana Orr predicts will grow “in the next few years” is old.", "Dana Orr"),
    ],
)
def test_speakers_by_owners_asides_and_inversion(text: str, speaker: str) -> None:
    assert [quote.speaker for quote in quotes.find(text)] == [speaker]


def test_a_quote_that_opens_its_paragraph_goes_on_from_the_one_before() -> None:
    text = "Dana Orr said the yard was old. It is in Lund.\n\n“I was born in it, and I love it.”"
    assert [quote.speaker for quote in quotes.find(text)] == ["Dana Orr"]


def test_what_others_said_within_speech_is_not_taken_over() -> None:
    text = (
        "Per Holm said Kelvo had had offers and previous owners had said no. “I say no to every one of them.”"
    )
    assert [quote.speaker for quote in quotes.find(text)] == ["Per Holm"]
