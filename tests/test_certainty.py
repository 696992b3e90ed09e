"""Certainty: what each cue decides, what it must not, and that labels are clauses of their sentence."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ondit import certainty, sentences
from ondit.certainty.article import article
from ondit.certainty.clauses import split
from ondit.model import Label

ANN, RUM, NEI = "announcement", "rumour", "neither"

ONE_KIND = [
    # announcements
    ("Corvale announced on Monday that it will build a yard at Belmore.", ANN, None),
    ("Corvale will open the yard on 3 May.", ANN, None),
    ("The yard opens to visitors on 3 May.", ANN, None),
    ("The company said in a statement that the yard is safe.", ANN, None),
    ("“We will open the yard in May,” said Ann Ode, chief executive of Corvale.", ANN, None),
    ("Corvale’s Ann Ode said, “Our yard will be the quietest on the coast.”", ANN, None),
    ("Corvale plans to build two ferries at Belmore.", ANN, None),
    ("The ferries are due to sail in July.", ANN, None),
    ("According to the ministry, the bridge stays shut until Friday.", ANN, None),
    ("The two companies agreed to share the dock.", ANN, None),
    ("Corvale acquired a second yard on Monday.", ANN, None),
    ("A jury in Belmore found that the prints are copies.", ANN, None),
    ("The council has appointed a new harbour master.", ANN, None),
    ("In a press release Corvale gave the price as 40 crowns.", ANN, None),
    ("Corvale cut the price of its ferries.", ANN, None),
    ("The season begins with a regatta on Thursday.", ANN, None),
    ("Happy Harbour of Belmore will open a second yard on 3 May.", ANN, None),
    ("Net rose to 3 million crowns.", ANN, None),
    ("Ann Ode, chief executive of Corvale, called for the bridge to be shut.", ANN, None),
    ("Corvale warned that its profit would fall this year.", ANN, None),
    ("The mayor, Ola Fen, said the council was raising the fare.", ANN, None),
    ("“I have asked the board for its figures,” said the mayor, Ola Fen.", ANN, None),
    # confirmations and denials
    ("Corvale has confirmed that it is buying the yard.", ANN, "confirmation"),
    ("After weeks of rumours, the ministry confirmed the closure.", ANN, "confirmation"),
    ("Corvale denied that the yard is for sale.", ANN, "denial"),
    ("The minister dismissed reports of a delay.", ANN, "denial"),
    ("“There is no delay,” said the minister, Ola Fen.", ANN, "denial"),
    ("“We have no plans to close the yard,” said Ann Ode, chief executive of Corvale.", ANN, "denial"),
    # leaks
    ("People familiar with the matter said Corvale will buy the yard.", RUM, "leak"),
    ("Corvale will buy the yard, two sources with knowledge of the talks told this newspaper.", RUM, "leak"),
    ("Documents seen by the Ledger put the price at 40 crowns.", RUM, "leak"),
    ("A leaked memo says that the yard will close in May.", RUM, "leak"),
    ("Sources confirmed that Corvale will buy the yard.", RUM, "leak"),
    ("The leaker claims the reader will cost 300 crowns.", RUM, "leak"),
    ("According to boxing insider Dan Orr, the two have agreed to meet in May.", RUM, "leak"),
    ("Two people who have seen the plan said the yard will close.", RUM, "leak"),
    ("The official asked for anonymity, since the plan is secret.", RUM, "leak"),
    ("An engineer who works on the project told the Ledger that it will close.", RUM, "leak"),
    # hearsay
    ("Corvale is rumoured to be buying the yard.", RUM, None),
    ("There was talk about a sale of the yard.", RUM, None),
    ("We have heard about Corvale entering the market.", RUM, None),
    ("Rumours say that the yard will close.", RUM, None),
    ("The yard is said to be for sale.", RUM, None),
    ("It is understood that the yard will close in May.", RUM, None),
    ("Word on the quay is that the ferry will be sold.", RUM, None),
    ("The yard will reportedly close in May.", RUM, None),
    ("The Harbour Courier reported that the yard will close in May.", RUM, None),
    ("According to the Harbour Gazette, the yard will close in May.", RUM, None),
    ("Inside the company the ferry goes by the name Skiff.", RUM, "leak"),
    ("The ferry is known internally as Skiff.", RUM, "leak"),
    # speculation
    ("The ferry could be the new Tern 12.", RUM, "speculation"),
    ("It might well be the last ferry of its kind.", RUM, "speculation"),
    ("The yard will probably close in May.", RUM, "speculation"),
    ("The two yards will likely tell more in May, and expect a regatta.", RUM, "speculation"),
    ("For now it looks like the fare will rise.", RUM, "speculation"),
    ("We expect the ferry to be the dearest of the fleet.", RUM, "speculation"),
    ("Another possibility is a bridge at Belmore.", RUM, "speculation"),
    ("There’s a good chance of a second yard.", RUM, "speculation"),
    # non-disclosure
    ("Corvale declined to comment.", NEI, "non-disclosure"),
    ("Ann Ode could not be reached on Sunday.", NEI, "non-disclosure"),
    ("It isn’t clear when the yard will open.", NEI, "non-disclosure"),
    ("There’s no word on which ferry will sail.", NEI, "non-disclosure"),
    ("Corvale has not said what the yard will cost.", NEI, "non-disclosure"),
    ("The ministry neither confirmed nor denied the report.", NEI, "non-disclosure"),
    ("No date has been announced.", NEI, "non-disclosure"),
    ("It remains to be seen whether the ferry will sail.", NEI, "non-disclosure"),
    ("Nobody has confirmed the sale.", NEI, "non-disclosure"),
    ("They declined to be named because the talks are private.", NEI, "non-disclosure"),
    ("Corvale gave no timeline for the repair.", NEI, "non-disclosure"),
    ("It is too early to say when the bridge will open.", NEI, "non-disclosure"),
    # neither
    ("The yard was founded in 1931 by two brothers.", NEI, None),
    ("Will the yard open in May?", NEI, None),
    ("Analysts at Corvale Securities said the yard will open in May.", NEI, None),
    ("“The yard will never open,” said Pim Holt, a councillor.", NEI, None),
    ("If the tide were lower, the ferry would sail.", NEI, None),
    ("You can buy the ticket at the quay.", NEI, None),
    ("Our view: hold the shares.", NEI, None),
    ("Shares of Corvale fell 3 percent to 40 crowns.", NEI, None),
    ("The dock lies between two hills.", NEI, None),
    ("The crew likes to talk about the old days.", NEI, None),
    ("Many people have heard of Corvale.", NEI, None),
    ("Corvale has now found one.", NEI, None),
    ("A woman, one of 90 people found alive, was taken to Belmore.", NEI, None),
    ("“They all backed the mayor,” said Brian Orr, a political adviser to the family.", NEI, None),
    ("I think that the Corvale board found a good way to close the yard.", NEI, None),
    ("Asked about it (or, I suppose, the fare), the ministry said the bridge is shut.", ANN, None),
    ("A good lawyer is familiar with the law of the sea.", NEI, None),
    ("The net gives sailors some anonymity.", NEI, None),
    ("The crew placed a light source in the bow.", NEI, None),
    ("Someone shouted that the ferry will sink.", NEI, None),
    ("People who met on the quay said it will rain.", NEI, None),
    ("Shares of Corvale rose 3 percent on speculation about a sale.", NEI, None),
    ("“I am sorry for everybody on the quay,” said Ann Ode, chief executive of Corvale.", NEI, None),
    ("The ferry left on 3 May 1998 for the last time.", NEI, None),
    ("Help may be on its way.", NEI, None),
    ("We asked Corvale about the yard and will update this post when we hear back.", NEI, None),
    ("Expect not only a high mast but a better sail.", NEI, None),
    ("The ferry could not leave the quay.", NEI, None),
    ("The tide, which could reach the quay, rose.", NEI, None),
    ("You could see the yard from the quay.", NEI, None),
    ("In May Will Orr painted a boat.", NEI, None),
    ("If it rains, the ferry will stay in port.", NEI, None),
    ("Building a yard will never be cheap.", NEI, None),
    ("Corvale’s price cut pits the yard against Tolvane.", NEI, None),
    ("Fears that the ferry could sink have kept passengers away.", NEI, None),
    ("The yard struck ice on news that the ferry could be sold.", NEI, None),
    ("A plan backed in May by two towns would have closed the quay.", NEI, None),
    ("Boats rose and fell on rumours, later denied, of a storm.", NEI, None),
    ("The sight of the two yards looks like a postcard.", NEI, None),
    # whose word it is
    ("A critic of the plan called for the bridge to be shut.", NEI, None),
    ("An analyst warned that profits would fall this year.", NEI, None),
    ("The mayor, Ola Fen, said the old bridge was ugly.", NEI, None),
    ("Police said two men were held on the quay.", ANN, None),
    ("Neighbours said two men were held on the quay.", NEI, None),
    ("A former director of Corvale said the yard is too small.", NEI, None),
    ("“Rates are too low,” said Pim Holt, chief investment officer of Belmore Capital.", NEI, None),
    ("The finance minister called the plan a shame.", NEI, None),
    ("The finance minister said he would sign the plan.", ANN, None),
    ("The lawsuit claims that Corvale sold the boats.", NEI, None),
    ("State media said that the bridge is open.", ANN, None),
    ("The Harbour Gazette said the old quay was beautiful.", NEI, None),
    ("A senior official who asked not to be named said the bridge is open.", RUM, "leak"),
    ("The bridge is open, one of them said.", RUM, "leak"),
    ("Ann said she was born in a boat.", NEI, None),
    ("It is said that both yards build the same boat.", RUM, None),
]

CLAUSES = [
    (
        "According to the Harbour Courier, the director would leave, something that nobody confirmed.",
        [RUM, NEI],
    ),
    ("Minister Ann Ode denied that the yard would close, saying that the date stood.", [ANN, ANN]),
    ("Corvale shares rose on Monday after a report that the yard would be sold.", [NEI, RUM]),
    (
        "A late opening would be awkward for Minister Bo Lind, who told parliament that it will open.",
        [NEI, ANN],
    ),
    ("The reader, which is likely the Folio, will go on sale in May", [RUM, ANN]),
    (
        "The reader, which is likely the rumoured Folio, will be sold in May though it isn’t clear how.",
        [RUM, ANN, NEI],
    ),
    (
        "While there’s no word on the price, it could be 300 crowns, which has been rumoured for a while.",
        [NEI, RUM],
    ),
    ("The final price is put at 45 crowns, not the 60 that officials were said to want.", [ANN, RUM]),
    ("The yard may close in May, although neither company has said a word.", [RUM, NEI]),
    ("The phone, which is likely the long-rumoured Tern 12, will launch in July.", [RUM, ANN]),
    ("The yard, which has two docks, will close in May.", [ANN]),
    ("The ministry said the bridge is open, but local residents said it is not.", [ANN, NEI]),
    ("No yard will be closed, which disposes of talk that 400 jobs were at risk.", [ANN, RUM]),
    ("Residents had feared a toll of 60 crowns, but the toll will be 45 crowns.", [NEI, ANN]),
    ("The two yards, which lie on the coast, declined to comment.", [NEI]),
    ("Corvale has three yards and is reportedly looking for a fourth.", [NEI, RUM]),
    ("Corvale declined to give a price but said the ferry would sail in May.", [NEI, ANN]),
    ("The ministry said the bridge is open without giving a reason.", [ANN, NEI]),
    ("The hulls are sound: the ferry could be sold in May.", [RUM]),
]


@pytest.mark.parametrize(("sentence", "kind", "subtype"), ONE_KIND)
def test_a_sentence_of_one_kind(sentence: str, kind: str, subtype: str | None) -> None:
    labels = certainty.label(sentence)
    assert [(label.kind, label.subtype) for label in labels] == [(kind, subtype)]
    assert (labels[0].start, labels[0].end) == (0, len(sentence))


@pytest.mark.parametrize(("sentence", "kinds"), CLAUSES)
def test_clauses_of_a_sentence(sentence: str, kinds: list[str]) -> None:
    assert [label.kind for label in certainty.label(sentence)] == kinds


def label_last(text: str) -> str:
    start = text.rindex(". ") + 2
    return certainty.label(text, start)[0].kind


def labelled(text: str, words: str) -> Label:
    """Return the label of the clause that holds some words."""
    at = text.index(words)
    sentence = next(one for one in sentences.split(text) if one.start <= at < one.end)
    return next(
        one for one in certainty.label(text, sentence.start, sentence.end) if one.start <= at < one.end
    )


def test_in_advice_and_profiles_principals_chat_and_nothing_is_guessed() -> None:
    chat = "I met her at home. You may know her yards. I asked what you can learn from her. "
    told = (
        "“We will open a yard in May,” said Ann Ode, chief executive of Corvale. A strike may follow in June."
    )
    news = "Corvale builds ferries. It has two yards. "
    assert labelled(chat + told, "open a yard").kind == NEI
    assert labelled(chat + told, "strike").kind == NEI
    assert labelled(news + told, "open a yard").kind == ANN
    assert labelled(news + told, "strike").subtype == "speculation"


def test_a_person_whom_the_story_is_about_denies() -> None:
    text = "Police searched the home of Ola Fen on Monday. Fen denied that he had taken the money."
    assert labelled(text, "Fen denied").subtype == "denial"


def test_who_speaks_of_itself_is_a_body_and_no_person() -> None:
    assert labelled("Tolmar Ropeways said it will close the old yard.", "close").kind == ANN
    assert labelled("Tolmar Ropeways said he will close the old yard.", "close").kind == NEI


def test_findings_that_are_the_news_are_given_out() -> None:
    first = "A survey of 900 shops found that their orders rose in May."
    text = f"{first} Trade was slow. Ports were full. Shops stood empty."
    assert labelled(text, "orders").kind == ANN
    assert labelled(text.replace(first, "Trade is a game.") + " " + first, "orders").kind == NEI


def test_hearsay_reaches_into_the_next_sentence() -> None:
    before = "Rumours say that the reader has a screen of glass. "
    assert label_last(before + "It will cost 300 crowns.") == RUM
    assert label_last("Corvale announced a reader. It will cost 300 crowns.") == ANN
    assert label_last(before.replace(". ", ".\n\nNew paragraph. ") + "It will cost 300 crowns.") != RUM


def labels_of(text: str) -> list[str]:
    return [
        label.kind for span in sentences.split(text) for label in certainty.label(text, span.start, span.end)
    ]


def test_an_unnamed_source_reaches_on() -> None:
    text = (
        "Corvale will sell the yard, two people close to the talks said. A deal could come in May, the people"
        " said. They said: “The price is not agreed.” The yard would close in June."
    )
    assert labels_of(text) == [RUM] * 4


def test_it_in_another_paragraph_is_a_body_and_no_outlet() -> None:
    leak = "The Harbour Gazette reported that the yard would close, citing people familiar with the matter."
    text = f"{leak}\n\nCorvale declined to comment. It reiterated that it was working to plan."
    assert labels_of(text)[-1] == ANN
    assert labels_of(f"{leak} It said that it was working to plan.")[-1] == RUM


def test_it_behind_what_an_outlet_is_named_for_is_the_outlet() -> None:
    lead = "Corvale Inc. on Monday denied that it would close the yard. The ferry will be sold,"
    more = "It said that the ferry would cost 40 crowns."
    assert labels_of(f"{lead} according to the Harbour Gazette. {more}")[-1] == RUM
    assert labels_of(f"{lead} according to the Harbour Gazette.\n\n{more}")[-1] == ANN


def test_a_figure_that_somebody_puts_is_his_word() -> None:
    lead = "Ropes have been dear this year, Pim Holt, a broker, said."
    figure = "put the price of the tunnel at 2.1 billion crowns in March 2021."
    assert labels_of(f"{lead} The Lund Transport Authority {figure}")[-1] == ANN
    assert labels_of(f"{lead} Analysts {figure}")[-1] == NEI


def test_what_the_announced_deal_will_be_is_announced() -> None:
    talk = "“It is dear,” said Pim Holt, an analyst. “It is old,” said Ida Orr, a broker."
    more = "The deal will be paid for with a loan from Tolmar."
    assert labels_of(f"Corvale will buy the yard.\n\n{talk} {more}")[-1] == ANN
    assert labels_of(f"The yard lies by the quay.\n\n{talk} {more}")[-1] == NEI
    assert labels_of(f"Corvale will buy the yard.\n\n{talk} {more.replace('deal', 'tide')}")[-1] == NEI


def test_a_leakers_post_behind_a_colon_is_a_leak() -> None:
    post = "The yard is sold.\n\nThat matches a post by the leaker known as Quill:\n\nOne deck, May sale."
    assert labels_of(f"{post} You did not hear it from me.\n\nThe dock lies between two hills.")[-3:] == [
        RUM,
        NEI,
        NEI,
    ]
    assert RUM not in labels_of(post.replace("leaker", "minister"))


def test_a_principal_quoted_on_its_company_by_name_announces() -> None:
    lead = "Corvale opened a yard on Monday. "
    assert labels_of(lead + "“Corvale focuses on boats of steel,” chief executive Ann Ode said.")[-1] == ANN
    assert labels_of(lead + "“The market for boats is small,” chief executive Ann Ode said.")[-1] == NEI


def test_what_is_planned_by_nobody_is_no_announcement() -> None:
    text = "Corvale will open the yard, Ann Ode, its director, said. It was first planned for June 2023."
    assert labels_of(text) == [ANN, NEI]


def test_the_country_is_no_pronoun() -> None:
    assert labels_of("The US navy sold two boats in 1999.") == labels_of(
        "The Danish navy sold two boats in 1999."
    )


def test_who_runs_a_firm_is_its_officer() -> None:
    said = "She said the yard would open in May."
    assert labels_of(f"Ann Ode, who has run Corvale since 2018, spoke to staff. {said}")[-1] == ANN
    assert labels_of(f"Ann Ode, who runs a kiosk by the yard, spoke to us. {said}")[-1] == NEI


def test_an_outlet_goes_on_with_its_leak() -> None:
    leak = "Corvale will sell the yard, the Harbour Gazette reported, citing people familiar with the matter."
    more = "The yard has three bidders, the newspaper said."
    assert labels_of(f"{leak} {more}") == [RUM, RUM]
    assert labels_of(f"The tide rose at noon. {more}")[-1] == NEI


def test_a_speaker_goes_on() -> None:
    text = "Corvale said it will build a ferry. The ferry would have two decks."
    assert labels_of(text) == [ANN, ANN]
    assert labels_of(text.replace("Corvale said", "Pim Holt, an analyst, said"))[0] == NEI


def test_flat_news_is_an_announcement_and_what_was_is_not() -> None:
    lead = "BELMORE (Wire) - Corvale on Thursday cut 400 jobs at the yard."
    text = f"{lead} The yard lies on the coast. It was built in 1931. Last year Corvale bought a dock there."
    assert labels_of(text) == [ANN, NEI, NEI, NEI]


def test_a_story_of_figures_gives_them_throughout() -> None:
    more = (
        "The yard has two docks and lies on the coast. " * 10 + "Revenue rose 4 percent to 14 million crowns."
    )
    assert label_last(f"Corvale earned $3 million in its first quarter. {more}") == ANN
    assert label_last(f"Corvale owns a yard. {more}") == NEI


def test_an_old_report_of_an_outlet_is_no_rumour() -> None:
    text = "Corvale owns a yard. It lies on the coast. The wind fell. It rose again. "
    assert label_last(text + "The Harbour Gazette reported that the yard had three cranes.") == NEI
    assert label_last(text + "The Harbour Gazette reported that the yard may be sold.") == RUM


def test_a_principal_that_goes_on_with_we_still_announces() -> None:
    quote = "“We will build a ferry,” said Ann Ode, chief executive of Corvale. "
    assert label_last(quote + "“Of course we have the docks that it takes,” she said.") == ANN
    assert label_last(quote + "“Of course the docks are old,” she said.") == NEI


def test_what_foretells_needs_a_principal_near() -> None:
    text = "“Boats are slow,” said Pim Holt, an analyst. The yards have two docks. Ferries will be slow."
    assert labels_of(text)[-1] == NEI
    assert labels_of(text.replace("an analyst", "chief executive of Corvale"))[-1] == ANN


def test_a_release_announces_throughout() -> None:
    body = "The deck is made of oak."
    text = f"Corvale announced today the Tern 12. {body}\n\nAbout Corvale\n\nMedia contact: Jon Ave"
    start = text.index(body)
    assert certainty.label(text, start, start + len(body))[0].kind == ANN
    assert certainty.label(body)[0].kind == NEI


def test_confidence_tells_sure_rules_from_unsure_ones() -> None:
    (sure,) = certainty.label("Corvale declined to comment.")
    (unsure,) = certainty.label("The ferry could be the new Tern 12.")
    assert unsure.confidence < sure.confidence <= 1


def test_a_sentence_is_judged_alike_in_any_order() -> None:
    text = "Rumours say that the yard will close. It will be sold in May. Corvale declined to comment."
    spans = sentences.split(text)
    forwards = [certainty.label(text, span.start, span.end) for span in spans]
    article.cache_clear()
    assert [certainty.label(text, span.start, span.end) for span in reversed(spans)] == forwards[::-1]


def test_a_surname_is_led_back_to_its_role() -> None:
    text = "Ann Ode, chief executive of Corvale, came late. Ode said the yard had two docks."
    assert label_last(text) == ANN
    assert label_last(text.replace("chief executive of", "an analyst at")) == NEI


def test_cues_are_words_of_the_sentence() -> None:
    text = "First. Corvale is rumoured to be buying the yard."
    (label,) = certainty.label(text, 7)
    assert [text[cue.start : cue.end] for cue in label.cues] == ["is rumoured to"]
    assert label.reason == "“is rumoured to” marks hearsay."
    assert 0 < label.confidence <= 1


WORDS = (
    "said will could rumoured, which is but they people close the on Monday “ ” ' \" . ? not Corvale Ann Ode"
    " 12 denied ; — though"
).split()
TEXTS = st.one_of(st.text(max_size=200), st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join))


@given(TEXTS, st.integers(0, 50), st.integers(0, 200))
def test_labels_are_clauses_in_order(text: str, start: int, length: int) -> None:
    start = min(start, len(text))
    end = min(len(text), start + length)
    labels = certainty.label(text, start, end)
    assert bool(labels) == bool(text[start:end].strip())
    assert all(start <= label.start < label.end <= end for label in labels)
    assert all(a.end <= b.start for a, b in pairwise(labels))
    covered = sum(len("".join(text[label.start : label.end].split())) for label in labels)
    assert covered == len("".join(text[start:end].split()))


@pytest.mark.parametrize(
    "piece",
    ["said ", '"', ",", "rumour ", "Ann ", "a, which is ", "(", "will not ", "x", "that may ", "leaker:\n"],
)
def test_much_of_one_thing_is_labelled(piece: str) -> None:
    text = piece * (60_000 // len(piece))
    assert certainty.label(text)
    assert certainty.label(text, 30_000, 30_300)


def test_wide_gaps_part_clauses_as_narrow_ones_do() -> None:
    narrow = "The yard in Lund will be sold though nobody in Belmore knows yet whether it will be shut."
    wide = narrow.replace(" ", " " * 200)
    parted = [narrow[one.span.start : one.span.end] for one in split(narrow, 0, len(narrow))]
    again = [" ".join(wide[one.span.start : one.span.end].split()) for one in split(wide, 0, len(wide))]
    assert again == parted
    assert len(parted) == 2
