"""Each command says what it does, answers in a form that fits its reader, and fails in one sentence."""

import csv
import io
import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from unittest.mock import Mock

import click
import pytest
from click.testing import CliRunner, _NamedTextIOWrapper

from newsarchive import cli, errors, locks, registry, terminal
from newsarchive.capture.lock import lock_council
from newsarchive.cli import options, reporting
from newsarchive.cli.searching import ORDERS, STATES
from newsarchive.health import Fact, Health, Word
from newsarchive.search import Order, State
from newsarchive.store import Archive, checks
from newsarchive.version import __version__
from tests.helpers.build import COUNCIL, NOW, address, exchange
from tests.helpers.clock import stopped
from tests.helpers.pages import page
from tests.test_rebuild import live


def run(*words, code=0, **kwargs):
    """Run a command; give its output, or the sentence of its failure."""
    done = CliRunner().invoke(cli.main, [str(word) for word in words], **kwargs)

    assert done.exit_code == code, done.output
    assert done.exception is None or isinstance(done.exception, SystemExit)
    return done.stdout if code == 0 else done.stderr


def sentence(*words, code):
    """Run a command that must fail; give its one sentence."""
    said = run(*words, code=code)

    assert said.startswith("newsarchive: ")
    assert said.count("\n") == 1
    assert "Traceback" not in said
    return said.strip()


def test_no_command_is_told_half_in_the_list_of_all():
    said = " ".join(run("--help").partition("Commands:")[2].split())

    assert "..." not in said
    assert "crawl Crawl councils into the archive schedule Have councils crawled by systemd or cron status" in said


def test_who_is_stopped_by_ctrl_c_says_so_and_ends_by_it(monkeypatch):
    ended = []
    monkeypatch.setattr(terminal, "end_by", ended.append)
    monkeypatch.setattr(registry, "spiders", Mock(side_effect=KeyboardInterrupt))
    done = CliRunner().invoke(cli.main, ["list"])

    assert (done.stderr, ended) == ("newsarchive: stopped.\n", [signal.SIGINT])


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("NEWSARCHIVE_QUIET_HUORS", "is NEWSARCHIVE_QUIET_HOURS meant?"),
        ("NEWSARCHIVE_BACK_OFF", f"what is read: {', '.join(sorted(options.ENVIRONMENT))}."),
    ],
)
def test_what_the_environment_sets_and_nothing_reads_is_told(name, said):
    done = CliRunner().invoke(cli.main, ["list", "--json"], env={name: "08:00-18:00"})

    assert done.exit_code == 0
    assert done.stderr == f"newsarchive: Nothing reads {name}, which the environment sets: {said}\n"


def test_what_is_read_from_the_environment_is_known():
    source = "".join(path.read_text(encoding="utf-8") for path in Path(cli.__file__).parents[1].rglob("*.py"))
    read = set(re.findall(r'(?:environ\.get\(|envvar=)"(NEWSARCHIVE_\w+)"', source))

    assert read == options.ENVIRONMENT


@pytest.fixture
def data(folder, story):
    """An archive of two articles, one of them edited and known by another address."""
    story.redirect("?p=5", "a")
    story.read("a", "Рішення обласної ради", author="Прес-служба", section="Новини")
    story.read("a", "Рішення обласної ради, уточнене", days=1, lead="Стисло.")
    story.read("b", "=HYPERLINK(1)", body="Рада зібралася.", published=None, published_raw="учора")
    return folder


# -- Help


COMMANDS = [name for name, command in cli.main.commands.items() if not isinstance(command, click.Group)]


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_has_help_with_an_example(name):
    said = run(name, "--help")

    assert f"\n  newsarchive {name}" in said
    assert run(name, "-h") == said


def test_the_commands_stand_in_the_order_of_the_work_and_exit_codes_below():
    said = run("--help")

    assert [said.index(f"\n  {name} ") for name in COMMANDS] == sorted(said.index(f"\n  {name} ") for name in COMMANDS)
    codes = " ".join(said.partition("Exit codes:")[2].split())
    assert re.findall(r"(\d) \w", codes) == ["0", "1", "2", "3", "4", "5", "6"]


def test_the_version_is_that_of_the_package():
    assert run("--version") == f"newsarchive, version {__version__}\n"


def test_a_path_that_may_not_be_looked_at_is_one_sentence(monkeypatch):
    monkeypatch.setattr("newsarchive.store.Archive", Mock(side_effect=OSError(36, "File name too long", "data/x")))

    assert sentence("status", code=4) == "newsarchive: data/x cannot be read or written (File name too long)."


def test_no_room_for_what_is_printed_is_one_sentence():
    with open("/dev/full", "w") as full:  # noqa: PTH123 - no file
        done = subprocess.run(
            [sys.executable, "-m", "newsarchive.cli", "list"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )

    assert done.returncode == 4
    assert done.stderr == "newsarchive: What was to be printed cannot be read or written (No space left on device).\n"


def test_closed_streams_are_no_reason_not_to_run(data):
    """A scheduler may start us without any; a file of ours must not get their numbers."""
    closed = f"exec {sys.executable} -m newsarchive.cli search рада --data {data} <&- >&- 2>&-"
    done = subprocess.run(["/bin/sh", "-c", closed], check=False)

    assert done.returncode == 0


def test_what_is_no_command_is_answered_with_code_2():
    assert "No such command" in run("fly", code=2)
    assert "Usage:" in run("show", code=2)


# -- list


def test_list_names_each_spider_and_how_sure_its_row_is():
    said = run("list")

    assert re.search(
        r"^khmelnytskyi +UA-68  seen on a real page  2016-01-01  TagDivArticle +Хмельницька обласна рада$",
        said,
        re.MULTILINE,
    )


def test_list_names_the_councils_without_a_site():
    assert re.search(r"^luhansk +UA-09  unknown +no site +Луганська обласна рада$", run("list"), re.MULTILINE)


def test_list_in_json_has_what_a_program_needs():
    rows = {row["name"]: row for row in json.loads(run("list", "--json"))}

    assert rows["khmelnytskyi"] == {
        "name": "khmelnytskyi",
        "oblast": "UA-68",
        "council": "Хмельницька обласна рада",
        "certainty": "seen on a real page",
        "since": "2016-01-01",
        "start": ["https://km-oblrada.gov.ua/category/uncategorized/"],
        "article": ["TagDivArticle"],
        "reason": None,
    }
    assert (rows["luhansk"]["since"], rows["luhansk"]["start"]) == (None, [])
    assert "since 2014" in rows["luhansk"]["reason"]


# -- status


def test_status_is_a_table_of_councils(data):
    head, row = run("status", "--data", data).splitlines()

    assert head.split()[:3] == ["code", "articles", "edited"]
    assert row.split()[:3] == ["testova", "2", "1"]


def test_status_says_how_the_last_run_went_and_when_the_next_is(data, story, monkeypatch):
    def shown(at):
        monkeypatch.setattr(reporting, "datetime", stopped(at))
        return " ".join(run("status", "--data", data).splitlines()[1].split()[7:])

    lock = lock_council(story.archive.warc, COUNCIL.code)
    assert shown(NOW) == "2026-11-20 14:00 2 1 0 running"
    lock.close()
    assert shown(NOW) == "2026-11-20 14:00 2 1 0 killed 2026-11-20 14:30"

    with story.archive.transaction() as db:
        db.execute("""UPDATE crawls SET settings = '{"rebuilt": true}'""")

    assert shown(NOW) == "2026-11-20 14:00 2 1 0 rebuilt 2026-11-20 14:30"

    story.archive.finish_crawl(story.run.id, NOW + timedelta(minutes=5), "finished")
    assert shown(NOW) == "2026-11-20 14:05 2 1 0 finished 2026-11-21 14:00"
    assert shown(NOW + timedelta(days=1, hours=1)) == "2026-11-20 14:05 2 1 0 finished now"
    assert shown(NOW + timedelta(days=3)) == "2026-11-20 14:05 2 1 0 finished late since 2026-11-21 14:00"


def test_status_knows_the_quiet_hours(data, story, monkeypatch):
    monkeypatch.setattr(reporting, "datetime", stopped(NOW))
    story.archive.finish_crawl(story.run.id, NOW, "finished")

    (row,) = json.loads(run("status", "--data", data, "--json", "--quiet-hours", "13:00-18:30"))

    assert (row["next_run"], row["late"], row["running"]) == ("2026-11-21T16:30:00+00:00", False, False)


def test_a_council_that_was_never_crawled_is_due_now(data, story):
    story.archive.add_council(replace(COUNCIL, code="nova"))

    assert run("status", "--data", data).splitlines()[1].split() == ["nova", "0", "0", "0", "0", "never", "now"]


def test_status_in_json_and_by_the_environment(data, monkeypatch):
    monkeypatch.setenv("NEWSARCHIVE_DATA", str(data))

    (row,) = json.loads(run("status", "--json"))

    assert (row["code"], row["name"], row["articles"]) == ("testova", COUNCIL.name, 2)


@pytest.fixture
def ailing(data, story):
    """An archive whose last run, but one that was stopped, was refused."""
    fact = Fact(sign="refused", says="None of 2 addresses could be read (status 403)", points=Word.BLOCKED)
    said = Health.of([Fact(sign="requests", says="2 requests: 2 refused (status 403)"), fact])
    story.archive.finish_crawl(story.run.id, NOW, "finished")
    story.archive.judge_crawl(story.run.id, said.word, said.evidence)
    stopped_run = story.archive.begin_crawl(COUNCIL.code, NOW + timedelta(hours=1), {}, {})
    story.archive.finish_crawl(stopped_run, NOW + timedelta(hours=1), "shutdown")
    return data


def ill(*words):
    """Ask for the status of an archive that needs a person; give the answer."""
    done = CliRunner().invoke(cli.main, ["status", *map(str, words)])

    assert (done.exit_code, done.stderr) == (3, "")
    return done.stdout


ADVICE = "None of 2 addresses could be read (status 403): nothing that is held was changed; look at the site"


def test_status_says_what_a_person_must_do_and_leaves_with_its_code(ailing):
    _, row, advice = ill("--data", ailing).splitlines()

    assert row.split()[10:14] == ["0", "0", "shutdown", "blocked"]
    assert advice.startswith(f"testova is blocked since 2026-11-20 14:00. {ADVICE}")


def test_status_of_a_council_tells_the_evidence(ailing, story):
    story.archive.add_council(replace(COUNCIL, code="nova"))
    _, _, advice, first, second = ill("testova", "--data", ailing).splitlines()

    assert advice.startswith("testova is blocked")
    assert first == "  testova: None of 2 addresses could be read (status 403)."
    assert second == "  testova: 2 requests: 2 refused (status 403)."
    assert run("status", "nova", "--data", ailing).splitlines()[1].startswith("nova")


def test_status_in_json_has_the_evidence_of_all(ailing):
    (row,) = json.loads(ill("--data", ailing, "--json"))

    assert (row["health"], row["exit_code"], row["health_since"]) == ("blocked", 3, "2026-11-20T12:00:00+00:00")
    assert [fact["points"] for fact in row["evidence"]] == ["blocked", None]
    assert row["advice"].startswith(ADVICE)


def test_status_of_a_council_that_is_not_held_is_said(data):
    assert "knows no council «kyiv»" in sentence("status", "kyiv", "--data", data, code=2)


# -- verify


@pytest.fixture
def replaced(data):
    """The archive after a plain tool's ``INSERT OR REPLACE``."""
    with closing(sqlite3.connect(data / "archive.db")) as db:
        db.execute("PRAGMA recursive_triggers = OFF")
        db.execute("CREATE TEMP TABLE kept AS SELECT * FROM articles WHERE id = 1")
        db.execute("UPDATE kept SET title = 'Зовсім інше'")
        db.execute("INSERT OR REPLACE INTO articles SELECT * FROM kept")
        db.commit()
    return data


@pytest.fixture
def proved(folder):
    """An archive of one article, edited once, with its two WARC files."""
    live(folder, [exchange("a", page(title="Перша"))])
    live(folder, [exchange("a", page(title="Перша, уточнена"), at=NOW + timedelta(days=1))], days=1)
    return folder


WRONG = "it has taken in 3 articles where there are 2"


def test_verify_of_a_sound_index_writes_nothing(data, archive):
    archive_schema = archive.connection.execute("PRAGMA schema_version").fetchone()[0]
    archive.close()
    before = (data / "archive.db").read_bytes()

    assert re.fullmatch(r"index: sound, 2 articles, \d\.\d s\nmarks: sound\n", run("verify", "--index", "--data", data))
    told, marks = json.loads(run("verify", "--index", "--data", data, "--json"))

    assert told.pop("seconds") < 60
    assert told.pop("schema") == archive_schema
    assert told == {"what": "index", "outcome": "sound", "why": "it was asked for", "articles": 2}
    assert marks == {"what": "marks", "outcome": "sound", "why": None}
    assert (data / "archive.db").read_bytes() == before


def test_verify_of_wrong_marks_names_what_mends_them_and_mends_them(data, archive):
    archive.connection.execute("INSERT INTO marks VALUES (1, 77)")
    archive.connection.commit()
    done = CliRunner().invoke(cli.main, ["verify", "--index", "--data", str(data)])

    assert done.exit_code == 4
    assert done.stdout.endswith("marks: wrong: 1 marks are of articles that are not there\n")
    assert done.stderr.endswith("newsarchive verify --repair makes them anew.\n")
    assert "marks: repaired" in run("verify", "--index", "--repair", "--data", data)
    entered = archive.connection.execute("SELECT outcome FROM checks WHERE what = 'marks'")
    assert [row[0] for row in entered] == ["repaired"]
    assert run("verify", "--index", "--data", data).endswith("marks: sound\n")


def test_verify_of_a_wrong_index_names_what_mends_it_and_fails(replaced, archive):
    done = CliRunner().invoke(cli.main, ["verify", "--index", "--data", str(replaced)])

    assert done.exit_code == 4
    assert done.stdout.startswith("index: wrong, 2 articles")
    assert done.stderr == (
        f"newsarchive: The index is wrong, since {WRONG}: searches may miss articles, which are all kept; "
        "newsarchive verify --repair makes it anew.\n"
    )
    told = CliRunner().invoke(cli.main, ["verify", "--index", "--data", str(replaced), "--json"])
    assert (told.exit_code, json.loads(told.stdout)[0]["outcome"]) == (4, "wrong")
    assert archive.connection.execute("SELECT count(*) FROM checks").fetchone()[0] == 0


def test_verify_repairs_and_enters_it(replaced, archive):
    assert archive.search("інше") + archive.search("уточнене") != []

    said = run("verify", "--index", "--repair", "--data", replaced)

    assert re.fullmatch(rf"index: repaired, 2 articles, \d\.\d s: {WRONG}\nmarks: sound\n", said)
    assert [hit.title for hit in archive.search("інше")] == ["Зовсім інше"]
    assert archive.search("уточнене") == []
    assert [tuple(row) for row in archive.connection.execute("SELECT what, outcome FROM checks")] == [
        ("index", "repaired")
    ]
    assert run("verify", "--index", "--data", replaced).startswith("index: sound")


def test_verify_says_how_far_it_is_in_a_terminal(data, monkeypatch):
    monkeypatch.setattr(_NamedTextIOWrapper, "isatty", lambda _: True, raising=False)

    done = CliRunner().invoke(cli.main, ["verify", "--index", "--data", str(data)])

    assert "verify: index: 2 articles" in done.stderr


def test_verify_of_no_archive_makes_none(folder):
    assert "There is no archive in" in sentence("verify", "--data", folder, code=4)
    assert "There is no archive in" in sentence("verify", "--repair", "--data", folder, code=4)
    assert not folder.exists()


# -- verify: the proofs


def test_verify_says_of_each_part_how_much_was_looked_at_and_where_the_chain_ends(proved):
    said = run("verify", "--data", proved)

    assert re.sub(r"sha256:[0-9a-f]{64}", "…", said.partition("marks: sound\n")[2]) == (
        "database: sound, 24 tables\ntexts: sound, 1 articles, 2 versions\nevents: sound, 1 events\n"
        "  The last event of demo is ….\nfiles: sound, 2 WARC files, 2 captures\n"
    )
    files = json.loads(run("verify", "--data", proved, "--json"))[-1]
    assert files == {"what": "files", "outcome": "sound", "looked": "2 WARC files, 2 captures", "faults": []}


def test_verify_names_each_fault_and_ends_in_one_sentence(proved):
    (first, _) = sorted(proved.rglob("*.warc.gz"))
    first.unlink()
    done = CliRunner().invoke(cli.main, ["verify", "--data", str(proved)])

    assert done.exit_code == 4
    assert done.stdout.endswith(
        f"files: wrong, 2 WARC files, 2 captures\n  demo/2026/{first.name} is missing: put it back from a copy.\n"
    )
    assert done.stderr.startswith("newsarchive: Not all is as it was written (files: 1): nothing of it was changed; ")


def test_verify_prints_the_first_faults_and_says_how_many_more(proved, monkeypatch):
    monkeypatch.setattr(options, "MOST", 2)
    with closing(sqlite3.connect(proved / "archive.db")) as db:
        db.executemany("INSERT INTO aliases VALUES (?, 7)", [(f"https://x.example/{n}",) for n in range(5)])
        db.commit()
    told = CliRunner().invoke(cli.main, ["verify", "--data", str(proved)])
    parts = json.loads(CliRunner().invoke(cli.main, ["verify", "--data", str(proved), "--json"]).stdout)

    assert told.exit_code == 4
    assert (
        "\n  Row 2 of aliases names a row of articles that is not there.\n  And 3 more: --json names them.\n"
        in told.stdout
    )
    assert [len(part["faults"]) for part in parts if part.get("faults")] == [5]


# -- search


def test_search_finds_inflected_words_and_shows_where(data):
    said = run("search", "рада", "--data", data)

    assert "Рішення обласної ради, уточнене" in said
    assert f"{address('a')}  (№ 1)" in said
    assert COUNCIL.name in said
    assert "\x1b" not in said
    assert "⟦" not in said


def test_a_terminal_of_another_charset_shows_what_it_can(data):
    done = CliRunner(charset="koi8-u").invoke(cli.main, ["search", "рада", "--data", str(data)])

    assert done.exit_code == 0
    assert "Рішення обласної ради, уточнене" in done.stdout
    assert "(? 1)" in done.stdout


def test_search_marks_the_found_words_in_a_terminal(data):
    done = CliRunner().invoke(cli.main, ["search", "рішення", "--data", str(data)], color=True)

    assert "\x1b[33m" in done.stdout


def test_several_words_are_one_query(data):
    assert "уточнене" in run("search", "рішення", "рада", "--data", data)


def test_search_in_json_has_the_marks(data):
    hits = json.loads(run("search", "рішення", "--data", data, "--json"))["hits"]

    assert [hit["id"] for hit in hits] == [1]
    assert hits[0]["title_marked"].startswith("⟦Рішення⟧")


def test_search_in_json_tells_how_the_query_was_understood(data):
    told = json.loads(run("search", "рішення від:2026 (", "--data", data, "--json"))

    assert told["query"] == "рішення від:2026 ("
    assert [part["uk"] for part in told["understood"]] == ["«рішення» у будь-якій формі", "від 2026-01-01"]
    assert [part["en"] for part in told["understood"]] == ["“рішення” in any form", "since 2026-01-01"]
    assert [(part["start"], part["end"]) for part in told["understood"]] == [(0, 7), (8, 16)]
    assert [(note["code"], note["start"], note["end"]) for note in told["notes"]] == [("open", 17, 18)]


@pytest.mark.parametrize(
    ("people", "said"), [(True, "«рішення» у будь-якій формі; дужку"), (False, "дужку не закрито")]
)
def test_search_tells_people_how_the_query_was_understood_and_files_what_was_not(data, people, said, monkeypatch):
    monkeypatch.setattr(_NamedTextIOWrapper, "isatty", lambda _: people, raising=False)
    done = CliRunner().invoke(cli.main, ["search", "рішення (", "--data", str(data)])

    assert said in done.stderr
    assert ("“рішення” in any form" in done.stderr) is people
    assert "дужку" not in done.stdout


def test_search_suggests_what_may_have_been_meant(data):
    done = CliRunner().invoke(cli.main, ["search", "ришення рода", "--data", str(data)])

    assert done.stdout == ""
    assert "Did you mean:\n  рішення рада\n" in done.stderr
    assert json.loads(run("search", "ришення", "--data", data, "--json"))["suggestions"] == ["рішення"]
    assert json.loads(run("search", "рішення", "--data", data, "--json"))["suggestions"] == []
    assert json.loads(run("search", "ришення", "--data", data, "--json", "--council", "insha"))["suggestions"] == []


def test_search_by_filters_typed_in_the_query(data):
    def ids(query):
        return sorted(hit["id"] for hit in json.loads(run("search", query, "--data", data, "--json"))["hits"])

    assert ids("рада рада:testova") == [1, 2]
    assert ids("рада -рада:testova") == []
    assert ids("рада:testova") == [1, 2]
    assert ids("рада від:2026-11-21") == []


def test_search_in_csv_is_no_formula_for_a_spreadsheet(data):
    rows = list(csv.DictReader(io.StringIO(run("search", "рада", "--data", data, "--csv"))))

    assert {row["id"]: row["title"] for row in rows}["2"] == "'=HYPERLINK(1)"
    assert {row["url"] for row in rows} == {address("a"), address("b")}


@pytest.mark.parametrize("value", ["=1", "+1", "-1", "@SUM(1)", "\t=1", "\r=1"])
def test_each_beginning_of_a_formula_is_made_harmless(value, capsys):
    terminal.print_csv([{"title": value, "id": -1}])

    ((_, _), (title, number)) = csv.reader(io.StringIO(capsys.readouterr().out))
    assert title.startswith("'")
    assert number == "-1"


def test_search_may_count_and_choose_what_comes_first(data):
    every = json.loads(run("search", "рішення", "--data", data, "--json", "--counts", "--order", "newest"))

    assert every["counts"]["total"] == len(every["hits"]) == sum(every["counts"]["months"].values())
    dates = [hit["published"] or "" for hit in every["hits"]]
    assert dates == sorted(dates, reverse=True)
    assert str(every["counts"]["total"]) in run("search", "рішення", "--data", data, "--counts").split()
    assert list(Order) == ORDERS
    assert list(State) == STATES


@pytest.mark.parametrize("words", [["рада", "-зібралася"], ["-зібралася рада"], ["рада", '-"рада зібралася"']])
def test_a_word_with_a_minus_is_left_out_and_no_option(data, words):
    found = json.loads(run("search", *words, "--data", data, "--json"))

    assert found["query"] == " ".join(words)
    assert [hit["id"] for hit in found["hits"]] == [1]


def test_search_can_be_narrowed(data):
    def ids(*words):
        return [hit["id"] for hit in json.loads(run("search", "рада", "--data", data, "--json", *words))["hits"]]

    assert sorted(ids()) == [1, 2]
    assert ids("--limit", 1) in ([1], [2])
    assert ids("--from", "2026-11-20", "--to", "2026-11-20") == [1]
    assert ids("--from", "2026-11-21") == []
    assert ids("--from", "2026-11", "--to", "11.2026") == ids("--from", "2026", "--to", "2026") == [1]
    assert ids("--to", "2026-10") == ids("--from", "2027") == []
    assert ids("--council", "insha") == ids("--oblast", "UA-68") == []
    assert sorted(ids("--council", "testova", "--oblast", "UA-00")) == [1, 2]


@pytest.mark.parametrize(
    ("option", "value", "there"), [("--council", "insha", "testova"), ("--oblast", "UA-68", "UA-00")]
)
def test_a_code_of_which_nothing_is_held_is_told(data, option, value, there):
    done = CliRunner().invoke(cli.main, ["search", "рада", "--data", str(data), "--json", option, value])

    assert (done.exit_code, json.loads(done.stdout)["hits"]) == (0, [])
    assert done.stderr == f"newsarchive: The archive has nothing of {option} {value}; there are: {there}.\n"


@pytest.mark.parametrize("flag", [[], ["--csv"]])
def test_nothing_found_is_said_and_is_no_failure(data, flag):
    done = CliRunner().invoke(cli.main, ["search", "Гончаренко", "--data", str(data), *flag])

    assert done.exit_code == 0
    assert done.stdout == ""
    assert ("Нічого не знайдено" in done.stderr) is (not flag)


@pytest.mark.parametrize("query", ['"', "*", "AND", "-", "(", "\x00", "a" * 10_000, "title:", "\udcff"])
def test_any_input_is_a_valid_query(data, query):
    assert run("search", "--data", data, "--", query) is not None


def test_a_day_that_is_none_is_refused(data):
    assert "«завтра» is no date: write 2024-05-31, 2024-05 or 2024." in run(
        "search", "x", "--data", data, "--from", "завтра", code=2
    )


# -- show


@pytest.mark.parametrize("key", ["1", address("a"), address("?p=5")])
def test_show_finds_an_article_by_number_address_and_alias(data, key):
    said = run("show", key, "--data", data)

    assert said.startswith("Рішення обласної ради, уточнене\n2026-11-20T12:00:00+00:00  Тестова обласна рада\n")
    assert "Стисло.\n\nПерший абзац.\n\nДругий абзац.\n" in said
    assert f"url             {address('a')}\n" in said
    assert "payload_digest  sha256:" in said


def test_show_finds_one_whose_address_another_article_took_by_what_tells_it_from_that(data, story):
    left = f"{address('a')}#20261120T120000Z"
    with story.archive.transaction() as db:
        db.execute("UPDATE articles SET url = ? WHERE id = 1", (left,))
        db.execute("UPDATE articles SET url = ? WHERE id = 2", (address("a"),))

    assert [json.loads(run("show", url, "--data", data, "--json"))["id"] for url in (left, address("a"))] == [1, 2]


def test_show_gives_what_the_page_says_where_no_date_is_known(data):
    assert "\nучора  Тестова обласна рада\n" in run("show", 2, "--data", data)


def test_an_earlier_version_is_shown_with_its_own_capture(data, story):
    held = json.loads(run("show", 1, "--data", data, "--version", 1, "--json"))

    first = dict(story.archive.connection.execute("SELECT * FROM captures WHERE id = 2").fetchone())
    assert (held["title"], held["version"], held["lead"]) == ("Рішення обласної ради", 1, None)
    assert (held["id"], held["url"]) == (1, address("a"))
    for name in ("captured_at", "warc_file", "offset", "length", "payload_digest", "record_id"):
        assert held[name] == first[name]


def test_show_in_json_has_all_versions(data):
    held = json.loads(run("show", 1, "--data", data, "--json"))

    assert [version["number"] for version in held["versions"]] == [1, 2]
    assert held["record_id"].startswith("urn:uuid:")


@pytest.mark.parametrize("key", ["77", "https://rada.example/none/", "9" * 30, "²", "not an address"])
def test_an_article_that_is_not_held_is_a_usage_error(data, key):
    said = sentence("show", key, "--data", data, code=2)

    assert f"holds no article {key}." in said or f"«{key}» is neither the number nor the address" in said


def test_a_version_that_is_not_held_is_a_usage_error(data):
    said = sentence("show", 1, "--data", data, "--version", 3, code=2)

    assert said == "newsarchive: Article 1 has versions 1 to 2; there is no 3."


def test_no_control_character_of_stored_text_reaches_a_terminal(folder, story):
    evil = "a\x1b]0;owned\x07\x1b[2J\r\x08\x9b31m\u202eb"
    story.read(
        "a", evil, body=f"{evil} рада\n\nі", lead=evil, author=evil, section=evil, published_raw=evil, language=evil
    )
    with story.archive.transaction() as db:
        db.execute("UPDATE articles SET published = NULL, older_url = ?", (evil,))
        db.execute("UPDATE councils SET name = ?", (evil,))

    for words in (["show", "1"], ["search", "рада"], ["status"]):
        done = CliRunner().invoke(cli.main, [*words, "--data", str(folder)], color=True)
        assert done.exit_code == 0
        shown = re.sub(r"\x1b\[\d+m", "", done.stdout)  # our own marks
        assert [c for c in shown if not c.isprintable() and c != "\n"] == []


# -- rebuild


def test_rebuild_reads_the_captures_again(folder, tmp_path):
    live(folder, [exchange("a", page())])

    said = run("rebuild", "--data", folder, "--to", tmp_path / "fresh")

    assert said == f"1 articles read again into {tmp_path / 'fresh' / 'archive.db'}\n"
    with Archive(tmp_path / "fresh", readonly=True) as archive:
        assert checks.last(archive.connection, "index").outcome == "sound"
    assert not (tmp_path / "fresh/unfinished").exists()
    assert sentence("rebuild", "--data", folder, "--to", folder, code=2).endswith("nothing was changed.")


def test_a_damaged_file_ends_rebuild_with_code_4_and_leaves_nothing_that_looks_like_an_archive(folder, tmp_path):
    live(folder, [exchange("a", page())])
    (path,) = folder.rglob("*.gz")
    whole = path.read_bytes()
    path.write_bytes(whole[:-30])
    target = tmp_path / "fresh"

    said = run("rebuild", "--data", folder, "--to", target, code=4).splitlines()

    assert (
        said[0] == f"newsarchive: {target / 'unfinished'} has what was read, and is no archive: the next begins anew."
    )
    assert "is damaged" in said[1]
    assert not (target / "archive.db").exists()

    path.write_bytes(whole)
    assert run("rebuild", "--data", folder, "--to", target).startswith("1 articles read again")
    assert [child.name for child in target.iterdir()] == ["archive.db"]


def test_two_rebuilds_into_one_folder_do_not_meet(folder, tmp_path):
    live(folder, [exchange("a", page())])
    place = tmp_path / "fresh/unfinished"
    place.mkdir(parents=True)
    with locks.take(place / ".lock", busy=""):
        said = sentence("rebuild", "--data", folder, "--to", tmp_path / "fresh", code=4)

    assert said.startswith(f"newsarchive: Another rebuild is writing to {tmp_path / 'fresh'}: nothing was done")
    assert [path.name for path in place.iterdir()] == [".lock"]


def test_no_database_is_put_beside_what_belongs_to_another(folder, tmp_path):
    """SQLite would write the other's pages into it."""
    live(folder, [exchange("a", page())])
    (tmp_path / "archive.db-wal").write_bytes(b"x")

    said = sentence("rebuild", "--data", folder, "--to", tmp_path, code=2)

    assert said.startswith(f"newsarchive: {tmp_path / 'archive.db-wal'} exists: take it away")


# -- What goes wrong


TREE = [errors.NewsArchiveError, errors.UsageError, errors.UnknownSpider, errors.ArchiveError, errors.ArchiveMissing]
TREE += [errors.ArchiveBusy, errors.DiskNearlyFull, errors.CaptureError, errors.OutputError, errors.ReaderError]
TREE += [errors.ServingError, errors.SiteUnreachable, errors.QualityAlarm, errors.BrokenConvention]
CODES = dict(zip(TREE, (1, 2, 2, 4, 4, 4, 4, 4, 4, 1, 1, 5, 3, 6), strict=True))


@pytest.mark.parametrize("kind", TREE)
def test_each_foreseen_error_is_one_sentence_and_its_code(monkeypatch, kind):
    def fail():
        raise kind("It happened: do this.")

    monkeypatch.setattr(registry, "spiders", fail)

    assert sentence("list", code=CODES[kind]) == "newsarchive: It happened: do this."


def test_every_error_of_the_house_is_in_the_tree():
    declared = {kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, Exception)}

    assert declared == set(TREE)


@pytest.mark.parametrize("words", [["status"], ["search", "x"], ["show", "1"]])
def test_an_archive_that_is_not_there_is_code_4(folder, words):
    assert "There is no archive in" in sentence(*words, "--data", folder, code=4)
    assert not folder.exists()


@pytest.mark.parametrize("words", [["status"], ["search", "x"], ["show", "1"]])
@pytest.mark.parametrize("content", [b"", b"no database at all " * 100])
def test_a_file_that_is_no_archive_is_code_4(folder, words, content):
    folder.mkdir()
    (folder / "archive.db").write_bytes(content)

    assert "archive" in sentence(*words, "--data", folder, code=4)


def test_a_reader_of_our_output_that_has_gone_is_no_error(monkeypatch):
    def fail():
        raise BrokenPipeError

    monkeypatch.setattr(registry, "spiders", fail)
    monkeypatch.setattr(sys, "stdout", sys.stdout)

    with pytest.raises(SystemExit) as ended:
        cli.main(["list"])

    with sys.stdout as nowhere:
        assert (ended.value.code, nowhere.name) == (0, os.devnull)


def test_serve_takes_no_archive_for_a_published_copy(data):
    said = sentence("serve", "--published", data / "archive.db", code=2)

    assert said.endswith(
        "archive.db is no published copy: newsarchive publish makes one; an archive is served with --data."
    )


def test_serve_opens_the_archive_that_was_named(monkeypatch, folder):
    from newsarchive.serve import app as serve

    asked = {}
    monkeypatch.setattr(serve, "serve", lambda path, **options: asked.update(path=path, **options))
    run("serve", "--data", folder, "--port", 8002, "--open", "--public", "https://news.example", "--workers", 2)

    told = {"host": "127.0.0.1", "port": 8002, "open_browser": True, "public": "https://news.example", "processes": 2}
    assert asked == {"path": folder / "archive.db", **told}
