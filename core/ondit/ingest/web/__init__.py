"""Fetching of addresses: politely, within limits, and from public machines only unless told otherwise."""

from ondit.ingest.web.client import Client, Fetched, Limits, World, kept_pages

__all__ = ["Client", "Fetched", "Limits", "World", "kept_pages"]
