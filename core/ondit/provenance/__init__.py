"""Provenance: whom articles credit, what of them is a release's wording, which wording comes from which."""

from ondit.provenance import credits, derivation, stemma  # noqa: A004 - the word for it

__all__ = ["credits", "derivation", "stemma"]
