"""No article is told twice, none is lost, and the same input gives the same ids."""

from __future__ import annotations

import tempfile
import weakref
from collections.abc import Iterable, Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ondit.errors import InputError
from ondit.ingest import spool
from ondit.ingest.addresses import canonical
from ondit.ingest.drafts import Draft, Place
from ondit.ingest.identity import settle
from ondit.model import Article, Problem, Source

POST, TARN = Source("Harbour Post", "metadata"), Source("Tarn Weekly", "metadata")
URL = "https://harbour.example/volt"


def draft(text: str = "Ibex sells the Volt.", **more: object) -> Draft:
    known = dict.fromkeys(("id", "url", "title", "author", "published"))
    place = Place(str(more.pop("name", "a.jsonl")), "a", None, more.pop("line", None))  # type: ignore[arg-type]
    return Draft(**{"place": place, "text": text, "source": POST, "language": "und", **known, **more})  # type: ignore[arg-type]


def told(*drafts: Draft) -> tuple[list[Article], list[Problem]]:
    items = list(settle(drafts))
    problems = [item for item in items if isinstance(item, Problem)]
    return [item for item in items if isinstance(item, Article)], problems


def texts(*drafts: Draft) -> list[str]:
    return [article.text for article in told(*drafts)[0]]


def ids(*drafts: Draft) -> list[str]:
    return [article.id for article in told(*drafts)[0]]


class TestTheSameArticle:
    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ({}, {}),
            ({"title": "Volt"}, {"title": "Volt"}),
            ({"title": "Volt"}, {"title": "Volt", "url": URL}),
            ({"title": "Volt", "url": URL}, {"title": "Volt"}),
            ({"url": URL, "title": "Volt"}, {"url": f"{URL}/?utm_source=feed", "title": "The Volt"}),
            ({"id": "1", "url": URL}, {"url": URL}),
            ({"id": "1", "url": URL}, {"id": "1", "url": URL}),
            ({"author": "Mara Lind"}, {"author": None}),
            ({"url": URL}, {"url": URL, "source": TARN}),
        ],
    )
    def test_is_told_once(self, one: dict[str, object], other: dict[str, object]) -> None:
        articles, problems = told(draft(**one), draft(**other))
        assert [(article.title, article.url) for article in articles] == [(one.get("title"), one.get("url"))]
        assert [problem.is_note for problem in problems] == [True]

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ({}, {"text": "Ibex sells the Volt!"}),
            ({}, {"source": TARN}),
            ({"url": URL}, {"source": TARN}),
            ({"url": URL}, {"url": f"{URL}-copied", "source": TARN}),
            ({"url": URL}, {"url": f"{URL}?id=2"}),
            ({"id": "1"}, {"id": "2"}),
            ({"id": "1", "url": URL}, {"id": "2", "url": URL}),
            ({"title": "Volt"}, {"title": "Ibex"}),
            ({"title": "Volt"}, {"url": URL}),
            ({"title": "Volt", "url": URL}, {"title": "Ibex"}),
        ],
    )
    def test_is_not_what_something_speaks_against(
        self, one: dict[str, object], other: dict[str, object]
    ) -> None:
        articles, problems = told(draft(**one), draft(**other))
        assert len({article.id for article in articles}) == 2
        assert problems == []

    def test_a_third_is_compared_with_what_is_kept(self) -> None:
        first, second, third = draft(id="1"), draft(), draft(id="2")
        assert ids(first, second, third) == ["1", "2"]
        assert len(ids(second, first, third)) == 1

    @given(
        st.lists(
            st.tuples(
                st.sampled_from("123"), st.sampled_from(["", "p", "q"]), st.sampled_from(["", "t", "u"])
            )
        )
    )
    def test_it_is_what_the_rule_says(self, rows: list[tuple[str, str, str]]) -> None:
        kept: list[tuple[str, str, str]] = []
        for row in rows:
            if not any(_is_same(one, row) for one in kept):
                kept.append(row)
        drafts = (
            draft(id=name.strip("3") or None, url=f"{URL}/{page}" if page else None, title=title or None)
            for name, page, title in rows
        )
        articles, _ = told(*drafts)
        assert [((a.url or "")[len(URL) + 1 :], a.title or "") for a in articles] == [row[1:] for row in kept]

    def test_many_of_one_text_take_no_longer_each(self) -> None:
        many = [draft("Subscribe to read.", url=f"{URL}?id={number}") for number in range(5_000)]
        assert len(set(ids(*many))) == 5_000

    def test_it_is_the_first_that_is_told(self) -> None:
        (article,) = told(draft(author="Mara Lind", name="a"), draft(author="Ida Brandt", name="b"))[0]
        assert article.author == "Mara Lind"


def _is_same(one: tuple[str, str, str], other: tuple[str, str, str]) -> bool:
    differ = [
        a != b and missing not in {a, b} for a, b, missing in zip(one, other, ("3", "", ""), strict=True)
    ]
    return not differ[0] and not differ[1] and (one[1] == other[1] != "" or one[2] == other[2])


class TestVersions:
    def test_other_texts_of_a_page_are_versions_of_the_first(self) -> None:
        again = draft("Ibex sells it in May.", url=f"{URL}/?utm_source=feed", source=TARN)
        articles, _ = told(draft(url=URL), draft(url=f"{URL}?id=2"), again, draft("It does not.", url=URL))
        first = articles[0].id
        assert [one.version_of for one in articles] == [None, None, first, first]
        assert articles[3].id == f"{first}-2"

    def test_ids_that_were_given_tell_them_apart(self) -> None:
        rows = [draft(str(n), url=URL, id=name) for n, name in enumerate(("1", "2", None))]
        assert [one.version_of for one in told(*rows)[0]] == [None, None, "1"]

    def test_pages_that_are_not_known_have_none(self) -> None:
        assert {one.version_of for one in told(draft("a"), draft("b"), draft("c", id="1"))[0]} == {None}

    def test_a_summary_says_that_it_is_one(self) -> None:
        rows = draft("Ibex …", url=URL, is_summary=True), draft()
        assert [one.is_summary for one in told(*rows)[0]] == [True, False]


class TestSummaries:
    def test_a_summary_goes_where_the_whole_is_there(self) -> None:
        summary, whole = draft("Ibex …", url=f"{URL}?utm_source=feed", is_summary=True), draft(url=URL)
        assert texts(summary, whole) == texts(whole, summary) == ["Ibex sells the Volt."]
        (note,) = told(summary, whole)[1]
        assert note.is_note

    def test_its_outlet_and_id_may_differ(self) -> None:
        summary = draft("Ibex …", url=URL, is_summary=True, source=TARN, id="guid-1")
        assert texts(summary, draft(url=URL)) == ["Ibex sells the Volt."]

    def test_one_stays_where_the_whole_is_not_there(self) -> None:
        summary = draft("Ibex …", url=URL, is_summary=True)
        assert texts(summary, draft(url=f"{URL}?id=2")) == ["Ibex …", "Ibex sells the Volt."]
        assert texts(summary, draft()) == ["Ibex …", "Ibex sells the Volt."]

    def test_without_an_address_nothing_is_known_of_it(self) -> None:
        assert len(texts(draft("Ibex …", is_summary=True), draft())) == 2

    def test_two_summaries_of_one_page_both_go(self) -> None:
        one, two = (draft(text, url=URL, is_summary=True) for text in ("Ibex …", "The Volt …"))
        assert texts(one, draft(url=URL), two) == ["Ibex sells the Volt."]
        assert texts(one, two) == ["Ibex …", "The Volt …"]

    def test_one_that_is_as_long_as_its_page_is_told_once(self) -> None:
        summary = draft(url=URL, is_summary=True)
        whole = replace(summary, is_summary=False)
        for order in ([summary, whole], [whole, summary], [summary, whole, summary]):
            assert texts(*order) == ["Ibex sells the Volt."]

    def test_what_is_the_same_as_a_summary_names_the_whole(self) -> None:
        alike, summary = draft("Ibex …", name="b"), draft("Ibex …", url=URL, is_summary=True, name="a")
        articles, notes = told(summary, alike, draft(url=URL, name="c"))
        assert [article.text for article in articles] == ["Ibex sells the Volt."]
        assert ["article as c;" in note.what for note in notes] == [True, True]


class TestIds:
    def test_one_that_was_given_is_kept(self) -> None:
        assert ids(draft(id="ibex-1"), draft("Two.")) == ["ibex-1", ids(draft("Two."))[0]]

    def test_one_that_two_have_is_nobodys(self) -> None:
        articles, problems = told(draft(id="1", line=1), draft("Two.", id="1", line=2), draft("3", id="3"))
        assert [article.id for article in articles] == [*ids(draft()), *ids(draft("Two.")), "3"]
        assert [(problem.line, '"1"' in problem.what, problem.is_note) for problem in problems] == [
            (1, True, False),
            (2, True, False),
        ]

    def test_that_of_a_copy_does_not_count(self) -> None:
        assert ids(draft(id="1"), draft(id="1"), draft("Two.", id="2")) == ["1", "2"]

    def test_a_made_one_goes_by_the_address_alone(self) -> None:
        one = draft(url=f"{URL}#top", title="Volt", source=TARN)
        assert ids(one) == ids(draft("Changed.", url=URL)) != ids(draft(url=f"{URL}?id=2"))

    def test_a_made_one_goes_by_outlet_title_and_text(self) -> None:
        made = [ids(draft(**more)) for more in ({}, {"title": "Volt"}, {"source": TARN}, {"text": "Two."})]
        assert len({name for (name,) in made}) == 4
        assert ids(draft(name="b.jsonl", line=7)) == made[0]

    def test_a_page_with_several_texts(self) -> None:
        (first,) = ids(draft(url=URL))
        versions = [draft(text, url=URL) for text in ("One.", "Two.", "Three.")]
        assert ids(*versions) == [first, f"{first}-2", f"{first}-3"]

    def test_many_texts_of_one_page_take_no_longer_each(self) -> None:
        many = [draft(f"Text {number}.", url=URL) for number in range(5_000)]
        assert ids(*many)[-1] == f"{ids(draft(url=URL))[0]}-5000"

    def test_a_made_one_that_was_given_to_another(self) -> None:
        (made,) = ids(draft(url=URL))
        other, third = draft("Two.", id=made), draft("Three.", id=f"{made}-2")
        for order in ([other, third, draft(url=URL)], [draft(url=URL), other, third]):
            by_text = {article.text: article.id for article in told(*order)[0]}
            assert by_text == {
                "Two.": made,
                "Three.": f"{made}-2",
                "Ibex sells the Volt.": f"{made}-3",
            }


pieces = st.sampled_from(["One.", "Two.", "Three."])
drafts = st.builds(
    draft,
    pieces,
    id=st.none() | st.sampled_from(["1", "2", *ids(draft("One.", url=URL))]),
    url=st.none() | st.sampled_from([URL, f"{URL}/?utm_source=x", f"{URL}?id=2"]),
    title=st.none() | st.sampled_from(["Volt", "Ibex"]),
    source=st.sampled_from([POST, TARN]),
    name=st.sampled_from(["a", "b", "c"]),
    is_summary=st.booleans(),
)


@given(st.lists(drafts, max_size=12))
def test_ids_differ_and_nothing_is_lost_but_the_same(found: list[Draft]) -> None:
    articles, problems = told(*found)
    assert len({article.id for article in articles}) == len(articles)
    left = {article.text for article in articles}
    pages = {canonical(article.url) for article in articles if article.url}
    for one in found:
        is_whole_elsewhere = one.url is not None and canonical(one.url) in pages
        goes_with_summary = any(o.text == one.text and o.is_summary and o.url for o in found)
        assert one.text in left or (one.is_summary and is_whole_elsewhere) or goes_with_summary
    contents = iter((one.source, one.text) for one in found)
    assert all((article.source, article.text) in contents for article in articles), "in the order of inputs"
    assert told(*found) == (articles, problems)


@given(st.permutations(range(8)), st.lists(st.none() | st.integers(1, 4), min_size=8, max_size=8))
def test_the_order_of_inputs_changes_no_id(order: list[int], given_ids: list[int | None]) -> None:
    found = [
        draft(
            f"Text {number}.",
            id=str(name) if name else None,
            url=f"{URL}?id={number}" if number % 2 else None,
        )
        for number, name in enumerate(given_ids)
    ]
    contents = {(article.id, article.text) for article in told(*found)[0]}
    assert {(article.id, article.text) for article in told(*(found[at] for at in order))[0]} == contents
    assert len(contents) == 8


@given(st.text(), st.text(), st.text(), st.text())
def test_any_fields_get_an_id(text: str, name: str, title: str, url: str) -> None:
    safe = [part.encode("utf-8", "replace").decode() for part in (text, name, title, url)]
    (article,) = told(draft(safe[0], id=safe[1] or None, title=safe[2], url=safe[3]))[0]
    assert article.id
    assert (article.text, article.title, article.url) == (safe[0], safe[2], safe[3])


class TestNotes:
    def test_one_of_an_input(self) -> None:
        (note,) = told(draft(line=3), draft(name="b", line=9))[1]
        assert (note.input, note.line, note.is_note) == ("b", 9, True)
        assert note.what == "It is the same article as a.jsonl, line 3; it was left out."
        (note,) = told(draft(), draft(name="b"))[1]
        assert note.what == "It is the same article as a.jsonl; it was left out."

    def test_several_of_an_input_in_another(self) -> None:
        first = [draft(f"Text {number}.", line=number) for number in range(1, 1201)]
        again = [replace(one, place=Place("b", "b", None, one.place.line)) for one in first]
        (note,) = told(*first, *again)[1]
        assert (note.input, note.line) == ("b", 1)
        assert note.what == "1,200 of its articles are the same as some in a.jsonl; they were left out."

    def test_several_of_an_input_in_itself(self) -> None:
        (note,) = told(*(draft(line=number) for number in range(1, 4)))[1]
        assert note.what == "2 of its articles are the same as some here before; they were left out."

    def test_one_for_each_pair_of_inputs_behind_all_articles(self) -> None:
        named = {name: draft(f"Text {name}.", name=name) for name in "ab"}
        again = [replace(one, place=Place("c", "c")) for one in named.values()]
        items = list(settle([*named.values(), *again, *again]))
        assert [type(item) for item in items] == [Article, Article, Problem, Problem]
        assert [item.what for item in items if isinstance(item, Problem)] == [
            "2 of its articles are the same as some in a; they were left out.",
            "2 of its articles are the same as some in b; they were left out.",
        ]


class TestMemory:
    def test_problems_come_as_they_are_met_and_articles_last(self) -> None:
        met: list[str] = []

        def items() -> Iterator[Draft | Problem]:
            for number in range(3):
                met.append(f"read {number}")
                yield Problem("a", number, "It is odd.", "Mend it.") if number == 1 else draft(f"{number}.")

        for item in settle(items()):
            name = type(item).__name__
            met.append(name)
        assert met == ["read 0", "read 1", "Problem", "read 2", "Article", "Article"]

    def test_no_draft_is_held(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(spool, "IN_MEMORY", 1000)
        most = 0

        def items() -> Iterator[Draft]:
            nonlocal most
            alive: weakref.WeakSet[Source] = weakref.WeakSet()
            for number in range(300):
                one = draft(f"Text {number}.", source=_Weak(f"Outlet {number}", "metadata"))
                alive.add(one.source)
                yield one
                del one
                most = max(most, len(alive))

        assert sum(1 for _ in settle(items())) == 300
        assert most <= 1

    def test_articles_are_taken_up_one_by_one(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(spool, "IN_MEMORY", 1000)
        articles = settle(draft(f"Text {number}.") for number in range(300))
        assert [next(articles).text, next(articles).text] == ["Text 0.", "Text 1."]  # type: ignore[union-attr]
        articles.close()  # type: ignore[attr-defined]

    def test_a_disk_that_is_full(self, monkeypatch: pytest.MonkeyPatch) -> None:
        class Full(tempfile.SpooledTemporaryFile[bytes]):
            def write(self, data: Iterable[int]) -> int:  # type: ignore[override]
                raise OSError(28, "No space left on device")

        monkeypatch.setattr(spool, "SpooledTemporaryFile", Full)
        with pytest.raises(InputError, match="No space left on device") as raised:
            list(settle([draft()]))
        assert tempfile.gettempdir() in raised.value.hint

    def test_what_its_items_raise_is_not_its_own(self) -> None:
        def items() -> Iterator[Draft]:
            yield draft()
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            list(settle(items()))


class _Weak(Source):
    """A source that can be told to be gone."""
