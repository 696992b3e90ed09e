"""The names that people give to an article's fields."""

import pytest

from ondit.ingest.fields import meant, pick, plain


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("text", "text"),
        ("bodyText", "text"),
        ("articleBody", "text"),
        ("content_text", "text"),
        ("webUrl", "url"),
        ("web_url", "url"),
        ("Permalink", "url"),
        ("sourceName", "source"),
        ("webTitle", "title"),
        ("Date publish", "published"),
        ("pub-date", "published"),
        ("webPublicationDate", "published"),
        ("inLanguage", "language"),
        ("_id", "id"),
        ("te" + 500 * " " + "xt", "text"),
        ("seendate", None),
        ("date_modified", None),
        ("date_download", None),
        ("description", None),
        ("name", None),
    ],
)
def test_a_name_means_one_field_or_none(name: str, field: str | None) -> None:
    assert meant(name) == field


def test_of_several_names_the_first_of_the_table_counts_whatever_the_rows_order() -> None:
    assert pick({"body": "B", "text": "A"}) == pick({"text": "A", "body": "B"}) == {"text": "A"}
    assert pick({"text": "", "body": "B"}) == {"text": "B"}


def test_case_and_marks_in_a_name_do_not_matter() -> None:
    assert plain("Date_Publish") == plain("date-publish") == plain("DATE PUBLISH") == "datepublish"
