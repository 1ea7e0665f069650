"""The moments that feeds and sitemaps name."""

from datetime import UTC, datetime

import pytest

from newsarchive.normalize import entries

AT = datetime(2026, 11, 20, 10, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-20T12:30:00+02:00",
        "2026-11-20T10:30:00Z",
        " 2026-11-20T10:30Z\n",
        "Fri, 20 Nov 2026 10:30:00 GMT",
        "Fri, 20 Nov 2026 12:30:00 +0200",
    ],
)
def test_an_instant_is_read_in_either_standard(text):
    assert entries.instant(text) == AT


@pytest.mark.parametrize(
    "text", ["", "вчора", "2026-11-20", "2026-11-20T10:30:00", "Fri, 20 Nov 2026 10:30:00", "2026-13-45T99:00Z", "0"]
)
def test_what_names_no_zone_or_no_day_is_no_instant(text):
    assert entries.instant(text) is None


@pytest.mark.parametrize("text", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "Fri, 99999 Nov 2026"])
def test_an_instant_outside_all_calendars_is_none(text):
    assert entries.instant(text) is None
