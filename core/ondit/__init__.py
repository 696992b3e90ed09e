"""Ondit reads news articles and tells what was announced from what is only rumoured.

The stages are plain functions over frozen records: `ondit.pipeline.read` runs them all and
returns a `Story`; each stage can also be called alone (`sentences.split`, `quotes.find`,
`dates.find`, `certainty.label`, `matching.match`).
"""

__version__ = "0.1.0"
