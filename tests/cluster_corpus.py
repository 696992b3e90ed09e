"""A corpus that has what matching by many hands must not lose: crowds, notices, versions, fragments."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random
from typing import Any

OUTLETS = ("The Ledger", "Harbour Post", "Tarn Courier", "Evening Mail", "North Wire")
CROWD = "Shares of {} closed at {} crowns on the Northern Exchange on Tuesday after a quiet session."
NOTICE = "Ring the night desk of the {} about anything that moves in town."
TOLD = (
    "The council will rebuild the old harbour bridge before the winter storms arrive next year.",
    "Engineers found cracks in eleven of the forty pillars that carry the northern viaduct.",
    "“We shall not sell the orchards to anybody,” said Ilse Morrow, who runs the growers' union.",
    "The ferry to Tarn will sail twice a day from 14 June, and cost 35 crowns for a return ticket.",
    "Prosecutors searched the offices of Corvale and took away three lorries full of documents.",
    "The minister called the merger “a gift to nobody” and asked the regulator to look again.",
)
WORDS = (
    "harbour orchard lantern viaduct ferry council minister engineer growers regulator document lorry storm "
    "winter pillar ticket merger library school railway garden museum painter baker smith tailor cooper "
    "granite marble timber copper iron silver cotton linen barley wheat apple cherry walnut hazel poplar "
    "morning evening market square tower castle valley river meadow forest island village county parish "
    "opens closes builds paints repairs counts weighs carries measures promises refuses delivers collects"
).split()


def rows(articles: int, seed: int = 7) -> list[dict[str, Any]]:
    """Return the rows of so many articles of some fifteen sentences."""
    random = Random(seed)  # noqa: S311 - made to be the same each time
    made = [_row(number, random) for number in range(articles)]
    return [*made, *_versions(made), made[3] | {"id": "again"}, {"id": "none", "title": "no text"}]


def write(path: Path, found: list[dict[str, Any]]) -> Path:
    """Write rows as JSON lines."""
    path.write_text("".join(json.dumps(row) + "\n" for row in found), encoding="utf-8")
    return path


def _row(number: int, random: Random) -> dict[str, Any]:
    outlet = OUTLETS[number % len(OUTLETS)]
    told = [_plain(random) for _ in range(random.randint(9, 13))]
    told += [_reworded(one, random) for one in random.sample(TOLD, 2)]
    if random.random() < 0.5:
        told.append(CROWD.format(random.choice(["Corvale", "Tarn Labs", "Meridian"]), random.randint(10, 99)))
    if random.random() < 0.3:
        told.append("It was “a gift to nobody”, critics of the plan repeated on the quay.")
    random.shuffle(told)
    told.append(NOTICE.format(outlet))
    row = {
        "source": outlet,
        "text": " ".join(told),
        "language": "en",
        "url": f"https://news.example/{number}",
    }
    if number % 3:
        row["id"] = f"a{random.randrange(10**6)}-{number}"
    if number % 11:
        day = random.randrange(60)
        row["published"] = f"2024-{3 + day // 28:02}-{1 + day % 28:02}"
    return row


def _plain(random: Random) -> str:
    words = random.choices(WORDS, k=random.randint(6, 16))
    return " ".join(words).capitalize() + f" {random.randint(2, 990)}."


def _reworded(sentence: str, random: Random) -> str:
    words = sentence.split()
    if random.random() < 0.5:
        at = random.randrange(1, len(words) - 1)
        words[at] = random.choice(WORDS)
    if random.random() < 0.25:
        return f"In the evening, {' '.join(words[len(words) // 4 :])}"
    return " ".join(words)


def _versions(made: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return later texts of some pages, which tell most of it again."""
    return [
        {
            **{name: value for name, value in row.items() if name != "id"},
            "text": f"{row['text']} It is over now.",
        }
        for row in made[:30:10]
    ]
