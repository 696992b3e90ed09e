"""Provenance: whom articles credit, what of them is a release's wording, which wording comes from which."""
