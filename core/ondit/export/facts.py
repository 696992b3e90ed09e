"""What is known of an excerpt beside its words and its article, by name: one list for all formats."""

from __future__ import annotations

from collections.abc import Mapping

from ondit.export.excerpts import Excerpt

Fact = str | int | float | None


def facts(excerpt: Excerpt) -> Mapping[str, Fact]:
    """Return what is known of an excerpt by fixed names in a fixed order; absent what is not known.

    `kind`, `subtype` and `confidence` are those of the words' own label, `status` is that of the claim that
    they tell, `evidence` what shows it: without that a doubtful one would look sure. Who had it `first` is
    parted by `; `.
    """
    label, quote, occurrence, claim = excerpt.label, excerpt.quote, excerpt.occurrence, excerpt.claim
    return {
        "speaker": excerpt.speaker,
        "role": excerpt.role,
        "cue": quote.cue if quote else None,
        "suspect": quote.suspect if quote else None,
        "kind": label.kind if label else None,
        "subtype": label.subtype if label else None,
        "confidence": label.confidence if label else None,
        "variant": occurrence.variant if occurrence else None,
        "similarity": occurrence.similarity if occurrence else None,
        "first": "; ".join(excerpt.first) or None,
        "first_published": excerpt.first_published,
        "statement": excerpt.statement,
        "claim": claim.id if claim else None,
        "status": claim.status if claim else None,
        "evidence": claim.evidence if claim else None,
        "entry": excerpt.entry.id if excerpt.entry else None,
        "hash": excerpt.hash,
    }
