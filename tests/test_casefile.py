"""The case file: what it tells, what it leaves out and says so, and that no text breaks out of its place."""

from __future__ import annotations

import base64
import hashlib
import io
import re
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import cache
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from any_story import ARTICLES, any_filter, any_story
from casefile_page import MADE, Page, page, written
from conftest import Views, build_story, keep, kept
from export_story import ARABIC, DASH, FORMULA, GROW, SCRIPT, SHORT, STORY
from ondit.errors import UsageError
from ondit.export import Look, casefile, write_case_file
from ondit.export.casefile import Most
from ondit.export.casefile.shown import shown
from ondit.model import (
    Article,
    Claim,
    Event,
    Label,
    Problem,
    Published,
    Quote,
    Source,
    Span,
    Story,
    TimelineEntry,
)
from ondit.search import parse
from ondit.store import open_store
from ondit.store.stored import StoredStory
from ondit.timeline import Filter
from ondit.whole import WholeStory
from test_export_formats import ODD


@pytest.fixture(scope="module")
def of_sample(sample: Story) -> Page:
    return page(WholeStory(sample))


def one_line(text: str) -> str:
    return " ".join(text.split())


def test_it_asks_for_nothing_and_lets_nothing_else_run() -> None:
    made = page(WholeStory(STORY))
    assert not made.values("[src]", "src")
    assert not {"link", "img", "iframe", "object", "base", "use"} & made.tags
    assert "style" not in made.attributes
    assert not [name for name in made.attributes if name.startswith("on")]
    (policy,) = made.values("meta[http-equiv]", "content")
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    for tag in ("style", "script"):
        (text,) = re.findall(rf"<{tag}>(.*?)</{tag}>", made.text, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
        assert "url(" not in text
        assert "@import" not in text


def test_what_makes_its_page_is_imported_for_nothing_else() -> None:
    code = "import sys, ondit.export; print('jinja2' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_every_reference_leads_somewhere(of_sample: Page) -> None:
    for made in (page(WholeStory(STORY)), page(WholeStory(build_story())), of_sample):
        known = made.values("[id]", "id")
        assert len(known) == len(set(known))
        asked = [href[1:] for href in made.values("a", "href") if href.startswith("#")]
        asked += [
            name for one in ("aria-labelledby", "aria-describedby", "for") for name in made.values("*", one)
        ]
        asked += re.findall(r'fill="url\(#([^)]*)\)"', made.text)
        assert {name for names in asked for name in names.split()} <= set(known)


def test_the_header_says_of_what_it_is_when_it_was_made_and_what_it_holds() -> None:
    made = page(WholeStory(build_story()))
    assert made.texts("h1") == ["The <case> & its “title”"]
    facts = dict(zip(made.texts("header dt"), made.texts("header dd"), strict=True))
    assert facts["Made"].startswith("22 November 2026, 08:30 UTC, by Ondit ")
    assert facts["Which part"] == "all of it"
    assert facts["Left out"] == "nothing"
    assert facts["Holds"].startswith("6 entries of the timeline, 5 claims among them (3 rumours); ")


def test_a_claim_tells_its_life_and_the_sentence_that_settled_it() -> None:
    made = page(WholeStory(build_story()))
    denied, leak = made.texts(".claim")[:2]
    assert [step.split(",")[0] for step in made.texts("#c1 .step")] == ["● first seen", "✕ denied"]
    words = "Halden is not for sale and never was, a spokesman said on Thursday"
    assert f"✕ denied, 23 May 2024 by C5: {words} in these words: The Ledger, " in denied
    assert "May 2024 (known to the month), characters 0 to 70 of article 1, copper.example" in denied
    assert [step.split(",")[0] for step in made.texts("#c2 .step")] == ["● first seen", "• repeated"]
    assert (
        "According to a leak, the coming Nerio phone counts 200 megapixels Copper Post, 21 May 2024" in leak
    )


def test_what_is_told_again_after_it_was_settled_is_said(of_sample: Page, sample: Story) -> None:
    again = [event for one in sample.claims for event in one.history if event.step == "zombie"]
    steps = [step for step in of_sample.texts(".step") if "told again all the same" in step]
    assert len(steps) == len(again) > 0


def test_what_is_only_probable_carries_a_question_mark(of_sample: Page, sample: Story) -> None:
    unsure = [one for one in sample.claims if one.evidence in ("facts", "wording") and one.settled_by]
    steps = [text for text in of_sample.texts(".step") if "?" in text]
    assert len(steps) == len(unsure) > 0
    assert all(re.search(r"(confirmed|denied|superseded)\?,", text) for text in steps)
    assert sum(of_sample.text.count(f"Probable only: {words}") for words in ("both tell", "both are")) == len(
        unsure
    )


def test_every_quoted_stretch_is_in_the_article_at_its_offsets(of_sample: Page, sample: Story) -> None:
    urls = {one.title: one for one in sample.articles}
    assert len(urls) > 1
    by_number = {}
    for item in of_sample.document.query("#articles .item"):
        digest = re.search(r"SHA-256 ([0-9a-f]{64})", item.to_text(separator="", strip=False))
        assert digest
        by_number[(item.attrs or {})["value"]] = next(
            one for one in sample.articles if hashlib.sha256(one.text.encode()).hexdigest() == digest[1]
        )
    assert len(by_number) == len(sample.articles)
    seen = 0
    for block in of_sample.document.query("#quotes .item, .telling, .variants > li"):
        words = block.query_one("blockquote, .words")
        cited = block.query_one(".cite")
        if words is None or cited is None:
            continue
        found = re.search(
            r"characters (\d+) to (\d+) of article (\d+)", one_line(cited.to_text(separator="", strip=False))
        )
        assert found
        text = by_number[found[3]].text[int(found[1]) : int(found[2])]
        bare = re.sub(
            r"\{\+|\+\}|\s",
            "",
            re.sub(r"\[-.*?-\]", "", words.to_text(separator="", strip=False), flags=re.DOTALL),
        )
        assert re.sub(r"\s", "", text) == bare
        seen += 1
    assert seen > 100


def test_variants_show_what_they_add_and_leave_out_without_colour() -> None:
    made = page(WholeStory(STORY))
    assert made.texts("del")
    for tag, marks in (("ins", ("{+", "+}")), ("del", ("[-", "-]"))):
        for text in made.texts(f".words {tag}"):
            assert (text[:2], text[-2:]) == marks


def test_a_suspect_quote_is_said_to_be_one_in_the_outlet_that_has_it() -> None:
    made = page(WholeStory(STORY))
    assert "! suspect quote in =Quay|News: grown <words>" in made.texts("#quotes .suspect")
    assert "! suspect quote: grown <words>" in made.texts("#w1 .suspect")


def test_dates_are_written_as_the_locale_says() -> None:
    stream = io.StringIO()
    write_case_file(WholeStory(STORY), Filter(), stream, Look("Case", "en_US"), MADE)
    made = Page(stream.getvalue())
    assert made.texts("header time") == ["November 22, 2026, 08:30 UTC"]
    assert "May 23, 2024, 09:30 +02:00" in made.texts("time")
    assert "May 23, 2024" in made.texts("#timeline h3")


def test_a_stemma_says_which_comes_from_which_and_why() -> None:
    lines = page(WholeStory(STORY)).texts("#w1 .stemma li")
    assert lines[0].startswith('V1 The "Ledger", Ltd')
    assert 'from V1: credited by the article itself. Says “via the "Ledger"”.' in lines[1]


def test_contradictions_lead_to_the_claim_that_speaks_against_it() -> None:
    made = page(WholeStory(STORY))
    (against,) = made.texts(".against")
    assert one_line(DASH) in against
    (number,) = (href for href in made.values(".against a", "href") if href.startswith("#c"))
    assert f'id="{number[1:]}"' in made.text


def test_labels_show_their_reason_and_the_limits_are_told() -> None:
    made = page(WholeStory(STORY))
    assert any("A cue says so. Deciding words: rumoured." in text for text in made.texts(".why"))
    assert "A cue says so." in made.texts("#method td bdi")
    assert len(made.texts(".limits li")) > 3


def test_the_figures_of_its_limits_are_those_of_the_readme() -> None:
    told = " ".join(page(WholeStory(Story())).texts(".limits li"))
    readme = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
    figures = re.findall(r"\b0\.\d\d\b|\b\d{3}\b", told)
    assert figures == ["0.72", "727", "0.84"]
    assert "about four in ten" in readme
    for figure in figures:
        assert figure in readme


def test_what_could_not_be_read_is_listed_apart_from_notes() -> None:
    note = Problem("picture.png", None, "It is a picture.", "", is_note=True)
    made = page(WholeStory(replace(STORY, problems=(*STORY.problems, note))))
    first, second = made.document.query("#problems ul")
    assert (
        one_line(first.to_text(separator="", strip=False))
        == "bad.jsonl, line 4: Line 4 has no “text”. Give each row a text."
    )
    assert one_line(second.to_text(separator="", strip=False)) == "picture.png: It is a picture."


def test_a_store_gives_the_same_page_as_memory(tmp_path: Path, sample: Story) -> None:
    with kept(sample, tmp_path / "s.ondit") as view:
        for wanted in (
            Filter(),
            Filter(kinds=frozenset({"rumour"})),
            Filter(search="kind:announcement -the"),
        ):
            of_store, note = written(view, wanted)
            in_memory = written(WholeStory(replace(sample, problems=tuple(view.problems))), wanted)
            assert (of_store, note) == in_memory


def makes_sense(wanted: Filter) -> bool:
    """Whether a filter's search can be understood."""
    with suppress(UsageError):
        parse(wanted.search)
        return True
    return False


@settings(max_examples=25)
@given(st.data())
def test_of_any_story_a_page_is_made_and_a_store_gives_the_same(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    story = data.draw(any_story(data.draw(ARTICLES)))
    wanted = data.draw(st.one_of(st.just(Filter()), any_filter().filter(makes_sense)))
    few = st.integers(0, 3)
    most = data.draw(st.builds(Most, few, few, few, st.integers(1, 2), few, few))
    made = Page(written(WholeStory(story), wanted, most)[0])
    assert len(made.texts("#timeline .item")) <= most.entries
    with open_store(tmp_path_factory.mktemp("store") / "s.ondit") as store:
        keep(store, story)
        with StoredStory(store) as view:
            assert made.text == written(view, wanted, most)[0]


NARROW = (
    Filter(kinds=frozenset({"rumour"})),
    Filter(sources=frozenset({"Tarn Weekly"})),
    Filter(start="2022-05-20", end="2022-05-23"),
    Filter(min_confidence=0.85),
    Filter(search="halden status:denied"),
    Filter(marked=frozenset()),
)


@pytest.mark.parametrize("wanted", NARROW, ids=str)
def test_only_what_passes_a_filter_is_told(wanted: Filter, view_of: Views) -> None:
    story = build_story()
    view = view_of(story)
    made = page(view, wanted)
    passing = [entry for day in view.days(wanted) for entry in view.entries(wanted, day.published)]
    assert len(made.texts("#timeline .item")) == len(passing) < len(story.timeline)
    assert sorted(made.texts("#timeline .text")) == sorted(one_line(one.text) for one in passing)
    assert len(made.texts(".claim")) == sum(1 for one in passing if one.claim)
    (asked,) = (
        text for term, text in zip(made.texts("dt"), made.texts("dd"), strict=False) if term == "Which part"
    )
    assert asked != "all of it"


def test_quotes_are_those_of_the_entries_where_a_filter_knows_nothing_of_quotes(sample: Story) -> None:
    view = WholeStory(sample)
    everything = len(page(view).texts("#quotes .item"))
    entry = next(one for one in sample.timeline if one.kind == "announcement" and len(one.sources) > 2)
    told = page(view, Filter(marked=frozenset({entry.id})))
    assert len(told.texts("#timeline .item")) == 1
    assert len(told.texts("#quotes .item")) < everything
    assert not page(view, Filter(marked=frozenset())).texts("#quotes .item")
    outlet = page(view, Filter(sources=frozenset({entry.sources[0]})))
    assert 0 < len(outlet.texts("#quotes .item")) < everything


def test_what_is_left_out_is_counted_and_what_matters_most_is_kept(sample: Story) -> None:
    text, note = written(WholeStory(sample), most=Most(entries=10, quotations=3, articles=0, sources=2))
    made = Page(text)
    kept_ = made.texts("#timeline .text")
    most = sorted(sample.timeline, key=lambda one: -one.importance)[:10]
    assert sorted(kept_) == sorted(one_line(one.text) for one in most)
    said = f"{len(sample.timeline) - 10} of {len(sample.timeline)} entries of the timeline"
    assert note is not None
    assert note.startswith(f"Left out: {said}; ")
    (left,) = (
        one
        for term, one in zip(made.texts("header dt"), made.texts("header dd"), strict=True)
        if term == "Left out"
    )
    for words in (said, "quotations", "outlets of the scoreboard"):
        assert words in left
        assert words in note
    assert len(made.texts("#quotes .item")) == 3
    assert len(made.texts("#sources tbody tr")) == 2


def test_tellings_and_variants_that_are_left_out_are_counted() -> None:
    made = page(WholeStory(build_story()), most=Most(tellings=1))
    statement = next(one for one in build_story().statements if len(one.occurrences) > 2)
    more = len(statement.occurrences) - 1
    assert f"{more} more variants are left out." in made.texts("#wordings .meta")


def test_only_articles_that_are_cited_are_listed_beyond_the_room_for_others(sample: Story) -> None:
    few = Most(entries=5, quotations=0, tellings=1, articles=0)
    text, note = written(WholeStory(sample), most=few)
    made = Page(text)
    cited = {href for href in made.values(".cite a", "href") if href.startswith("#a")}
    listed = {f"#{one}" for one in made.values("#articles .item", "id")}
    assert cited <= listed
    left = len(sample.articles) - len(listed)
    assert left > 0
    assert note
    assert f"{left} of {len(sample.articles)} articles" in note


def test_an_empty_story_makes_a_page() -> None:
    made = page(WholeStory(Story()))
    assert len(made.texts(".none")) == 7
    assert "svg" not in made.tags


def test_addresses_that_are_no_web_addresses_are_text() -> None:
    made = page(WholeStory(STORY))
    outside = [href for href in made.values("a", "href") if not href.startswith("#")]
    assert set(outside) == {"https://ledger.example/a?b=1&c=%7E_#top"}
    assert "javascript:alert(1)" in made.texts(".address")
    assert set(made.values('a[href^="http"]', "rel")) == {"noreferrer"}


def told_everywhere(text: str) -> Story:
    """Return a story that says a text wherever a text can stand."""
    article = Article(
        "a", text or "x", Source(text or "x", "text"), path=text, url=text, title=text, author=text,
        published=Published(text, "day", "text"), language=text, accessed=text,
    )  # fmt: skip
    whole = Span(0, len(article.text), "a")
    life = (Event("first seen", text, (whole,)), Event("denied", text, (whole,), "c"))
    claim = Claim(
        "c", text, "rumour", "denied", text, (whole,), "c", "leak", 0.5, ("c",), "contradicted", life, (text,)
    )
    return Story(
        (article,),
        quotes=(Quote(0, len(article.text), "a", speaker=text, role=text, cue=text, suspect=text),),
        labels=(Label(0, len(article.text), "a", "rumour", None, 0.5, (whole,), text),),
        claims=(claim,),
        timeline=(
            TimelineEntry(
                "t-c", "c", None, "rumour", 0.5, text, text, (text or "x",), text, said=text, why=(text,),
            ),
        ),
        problems=(Problem(text, 1, text, text),),
    )  # fmt: skip


NASTY = (
    "</script><script>alert(1)</script>",
    "</style><style>*{display:none}</style>",
    "{{ 7*7 }}{% for x in y %}{# #}",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "<!--", "]]>", "&lt;b&gt;", "</title></svg><svg onload=alert(1)>",
    "\x1b]52;c;aGk=\x07\x1b[31mred", "\u202egnp.exe\u2066", "\x00\x7f\x85\ufeff\ufffe\ud800",
    "javascript:alert(1)", "https://a.example/\"onclick=alert(1)",
)  # fmt: skip


@cache
def own() -> Page:
    """Return a page of texts without anything in them."""
    return page(WholeStory(told_everywhere("plain")))


@pytest.mark.parametrize("text", NASTY, ids=ascii)
def test_no_text_breaks_out_of_its_place(text: str) -> None:
    made = page(WholeStory(told_everywhere(text)), title=text)
    assert made.tags <= own().tags
    assert made.attributes <= own().attributes
    assert made.texts("title")[0] == one_line(f"Case file: {shown(text)}")
    assert made.texts("#claims h4 bdi") == [one_line(shown(text))]
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]", made.text)


@settings(max_examples=40)
@given(st.one_of(ODD, st.lists(st.sampled_from(NASTY), max_size=3).map("".join)))
def test_whatever_a_text_is_the_page_is_one(text: str) -> None:
    made = page(WholeStory(told_everywhere(text)), title=text)
    assert made.tags <= own().tags | {"a"}
    assert made.attributes <= own().attributes | {"href", "rel"}
    links = [href for href in made.values("a", "href") if not href.startswith("#")]
    assert all(re.match("https?://", href, re.IGNORECASE) for href in links)


def test_each_character_that_would_not_be_seen_is_drawn() -> None:
    assert shown("a\x1b\x00b\x7f\u202e\ufeff\n\tc") == "a␛␀b␡⟨U+202E⟩⟨U+FEFF⟩\n\tc"
    assert shown("نیم\u200cفاصله") == "نیم\u200cفاصله"
    assert shown(ARABIC) == ARABIC


def test_every_text_of_the_hostile_story_is_there() -> None:
    made = page(WholeStory(STORY))
    text = one_line(made.document.to_text(separator="", strip=False))
    for words in (GROW, SHORT, SCRIPT, FORMULA, DASH, ARABIC):
        assert one_line(words) in text
    assert made.values("#quotes blockquote[lang]", "lang")[-1] == "ar"


STYLE = (Path(casefile.__file__).parent / "templates" / "case.css").read_text("utf-8")


def _colours(part: str) -> dict[str, str]:
    return dict(re.findall(r"--([a-z]+\d?): (#[0-9a-f]{3,6})", part))


def _luminance(colour: str) -> float:
    wide = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(wide[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (one / 12.92 if one <= 0.03928 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(a: str, b: str) -> float:
    low, high = sorted((_luminance(a), _luminance(b)))
    return (high + 0.05) / (low + 0.05)


THEMES: dict[str, Callable[[], dict[str, str]]] = {
    "light": lambda: _colours(STYLE.split("@media")[0]),
    "dark": lambda: _colours(STYLE.split("@media")[1]),
    "print": lambda: _colours(STYLE.split("@media print")[1]),
}


@pytest.mark.parametrize("theme", THEMES)
def test_texts_and_shapes_can_be_seen_on_every_ground(theme: str) -> None:
    colours = THEMES[theme]()
    texts, grounds = ("ink", "muted", "blue", "orange", "link"), ("paper", "mark", "add", "gone")
    for text, ground in product(texts, ("paper", "mark")):
        assert _contrast(colours[text], colours[ground]) >= 4.5, (text, ground)
    for ground in grounds:
        assert _contrast(colours["ink"], colours[ground]) >= 4.5, ground
        assert _contrast(colours["muted"], colours[ground]) >= 4.5, ground
    for shape in [f"o{number}" for number in range(9)] + ["strong"]:
        assert _contrast(colours[shape], colours["paper"]) >= 3, shape
