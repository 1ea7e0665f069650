import pytest

from newsarchive.serve.timeline import HEIGHT, MOST_MONTHS, Span, Timeline, spanned
from newsarchive.serve.words import month, share


def test_a_share_tells_more_than_a_count():
    """Twice as many were found in a month in which ten times as many were published."""
    timeline = Timeline({"2023-01": 5, "2023-02": 10}, {"2023-01": 10, "2023-02": 100})

    assert [span.share for span in timeline.spans] == [0.5, 0.1]
    assert (timeline.most.label, timeline.highest.label) == ("2023-02", "2023-01")
    assert timeline.counts.startswith(f"M0 {HEIGHT}v-{HEIGHT / 2}h")
    assert timeline.shares.startswith(f"M0 {HEIGHT}v-{HEIGHT}.0h")


def test_a_month_without_a_hit_is_told_and_one_without_a_date_is_not():
    timeline = Timeline({"2023-03": 1, "": 7}, {"2023-01": 2, "2023-03": 2, "": 9})

    assert timeline.spans == [Span("2023-01", 0, 2), Span("2023-02", 0, 0), Span("2023-03", 1, 2)]
    assert timeline.counts.count("M") == 1


def test_what_is_no_month_is_not_told():
    assert Timeline({}, {"": 1, "0000-00": 1, "завтра": 1, "2023-13": 1}).months == []


def test_only_the_days_asked_for_are_told():
    published = {"2022-12": 1, "2023-01": 1, "2023-02": 1, "2023-03": 1}
    timeline = Timeline({"2023-01": 1}, published, "2023-01-15", "2023-02-01")

    assert [span.label for span in timeline.spans] == ["2023-01", "2023-02"]
    assert Timeline({}, published, "2024-01-01").spans == []


def test_a_longer_time_is_told_by_year_and_drawn_by_month():
    published = {f"{year}-{number:02}": 10 for year in (2020, 2021, 2022, 2023) for number in range(1, 13)}
    timeline = Timeline({"2021-05": 3, "2021-06": 4}, published)

    assert len(timeline.drawn) == 48 > MOST_MONTHS
    assert [(span.label, span.count, span.published) for span in timeline.spans][1] == ("2021", 7, 120)
    assert timeline.yearly
    assert [(area.x, area.width, area.span.label) for area in timeline.areas][:2] == [(0, 48, "2020"), (48, 48, "2021")]


def test_an_impossible_date_does_not_make_the_drawing_endless():
    timeline = Timeline({"0001-01": 1, "2023-01": 2}, {"0001-01": 1, "2023-01": 2})

    assert len(timeline.drawn) == len(timeline.areas) == 480
    assert timeline.drawn[-1].label == "2023"


@pytest.mark.parametrize(
    ("label", "first", "last"),
    [
        ("2023-02", "2023-02-01", "2023-02-28"),
        ("2024-12", "2024-12-01", "2024-12-31"),
        ("9999-12", "9999-12-01", "9999-12-31"),
    ],
)
def test_a_span_has_its_first_and_its_last_day(label, first, last):
    assert (Span(label, 0, 0).first, Span(label, 0, 0).last) == (first, last)


def test_what_is_told_of_a_span_knows_the_language():
    assert [share(part) for part in (0, 0.00001, 0.034, 0.31, 1)] == [
        "0\u00a0%",
        "<0,1\u00a0%",
        "3,4\u00a0%",
        "31\u00a0%",
        "100\u00a0%",
    ]
    assert share(0.034, "en") == "3.4%"
    assert (month("2023-11"), month("2023-11", "en"), month("2023")) == ("листопад 2023", "November 2023", "2023")


@pytest.mark.parametrize(
    ("since", "until", "label"),
    [
        ("2024-01-01", "2024-12-31", "2024"),
        ("2024-02-01", "2024-02-29", "2024-02"),
        ("2024-02-01", "2024-02-28", None),
        ("2024-01-01", "2025-12-31", None),
        ("2024-01-01", "", None),
        ("", "", None),
        ("0000-01-01", "0000-12-31", None),
        ("колись", "тепер", None),
    ],
)
def test_a_whole_year_or_month_has_a_name(since, until, label):
    assert spanned(since, until) == label
