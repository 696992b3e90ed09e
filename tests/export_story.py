"""A small story, built by hand, whose every text tries to break out of the format that it is written in."""

from __future__ import annotations

from ondit.model import (
    Article,
    Claim,
    Credit,
    Derivation,
    Descent,
    Event,
    First,
    Label,
    Match,
    Occurrence,
    Problem,
    Published,
    Quote,
    Record,
    Source,
    Span,
    Statement,
    Story,
    TimeExpression,
    TimelineEntry,
)

GROW = "We will grow [/bold] 50% & more,\nin “C:\\valves” {soon} by <i>July</i>"
SHORT = "grow [/bold] 50% & more"
FORMULA = '=cmd()|"/C calc"!A0 ends on 3 May 2024'
SCRIPT = "</script><script>alert('1')</script> is rumoured"
ARABIC = "قال إن المصنع لن يباع"
DASH = "- not *one* `job` goes, see https://quay.example or $x_1^2$ # ~"

ARTICLES = (
    Article(
        "ledger",
        f"“{GROW},” said Ana Reis, head of Corvale. {FORMULA}.",
        Source('The "Ledger", Ltd', "metadata"),
        path="news/ledger.txt",
        url="https://ledger.example/a?b=1&c=%7E_#top",
        title="Corvale & Söhne {50%}: it's <b>big</b>",
        author="Mara Lind and Jo Å\nER  - ",
        published=Published("2024-05-23T09:30:00+02:00", "second", "metadata"),
        language="en",
        accessed="2024-06-01",
    ),
    Article(
        "quay",
        f"Reis would “{SHORT}”. {SCRIPT}. “{DASH},” it said.",
        Source("=Quay|News", "url"),
        url="javascript:alert(1)",
        title="@Corvale",
        published=Published("2024-05", "month", "url"),
    ),
    Article("nile", f"«{ARABIC}»", Source("صحيفة", "path"), language="ar"),
)
_TEXTS = {article.id: article.text for article in ARTICLES}


def at(article: str, words: str) -> tuple[int, int, str]:
    start = _TEXTS[article].index(words)
    return start, start + len(words), article


STORY = Story(
    articles=ARTICLES,
    matches=(
        Match(Span(*at("ledger", GROW)), Span(*at("quay", SHORT)), 58.5, "fragment", 0, 2),
        Match(
            Span(*at("ledger", FORMULA)), Span(*at("quay", SCRIPT)), 91.0, "edited", 1, 3,
            differs="numbers: 3 → 1",
        ),
    ),
    statements=(
        Statement(
            "s1",
            GROW,
            (Occurrence(*at("ledger", GROW)), Occurrence(*at("quay", SHORT), "fragment", 58.5)),
            First(("ledger", "quay"), "2024-05"),
            (Descent(1, 0, "credited", "Says “via the \"Ledger\"”."),),
        ),
    ),
    quotes=(
        Quote(*at("ledger", GROW), speaker="Ana Reis", role="head of Corvale", cue="said"),
        Quote(*at("quay", SHORT), suspect="grown <words>"),
        Quote(*at("quay", DASH), speaker="it", cue="said"),
        Quote(*at("nile", ARABIC)),
    ),
    labels=(
        Label(
            *at("quay", SCRIPT), "rumour", "leak", 0.75, (Span(*at("quay", "rumoured")),), "A cue says so.",
        ),
    ),
    dates=(TimeExpression(*at("ledger", "3 May 2024"), "2024-05-03", "DATE"),),
    claims=(
        Claim(
            "c1", SCRIPT, "rumour", "denied", None, (Span(*at("quay", SCRIPT)),), "c2", "leak", 0.75, ("c2",),
            "contradicted",
            (
                Event("first seen", "2024-05", (Span(*at("quay", SCRIPT)),)),
                Event("denied", "2024-05", (Span(*at("quay", DASH)),), "c2"),
            ),
            ("status",),
        ),
        Claim("c2", DASH, "announcement", "open", "2024-07", (Span(*at("quay", DASH)),), None, "denial", 0.9),
    ),
    timeline=(
        TimelineEntry(
            "t1", "c2", "s1", "announcement", 0.9, "2024-05-23", "2024-07",
            ('The "Ledger", Ltd', "=Quay|News"), GROW, "denial", "open",
        ),
        TimelineEntry(
            "t2", "c1", None, "rumour", 0.75, "2024-05", None, ("=Quay|News",), SCRIPT, "leak", "denied",
            "2024-05-02", "2024-05", "contradicted", 2.0, ("denied", "another claim speaks against it"),
        ),
        TimelineEntry("t3", None, "s1", "neither", 0.5, "2023", None, ('The "Ledger", Ltd',), FORMULA),
        TimelineEntry("t4", None, None, "neither", 0.5, None, None, ("صحيفة",), DASH),
    ),
    problems=(Problem("bad.jsonl", 4, "Line 4 has no “text”.", "Give each row a text."),),
    credits=(Credit(*at("quay", "it said"), 'The "Ledger", Ltd', ("ledger",)),),
    derivations=(Derivation("quay", "ledger", 0.25, "partly", credited=True),),
    records=(
        Record('The "Ledger", Ltd', 1, 0, 0, 1, 0, 0, None, None, None),
        Record("=Quay|News", 0, 1, 2, 0, 4, 1, 0.8, (0.3755, 0.9638), 1),
    ),
)  # fmt: skip
