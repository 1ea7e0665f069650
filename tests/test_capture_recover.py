"""What a killed process left is cut back to what the rows name, kept aside, and closed."""

import gzip

import pytest

from newsarchive.capture import WarcWriter, iterate
from newsarchive.capture.lock import lock_council
from newsarchive.capture.recover import manifest, recover, unlisted
from newsarchive.errors import ArchiveBusy
from tests.helpers.build import exchange

NAME = "testova/2026/testova-20261120T120000Z.warc.gz"


@pytest.fixture
def left(folder):
    """An open file of four answers, written whole: its path, bytes, exchanges and captures."""
    told = [exchange(f"a{n}", b"page %d " % n * 50) for n in range(4)]
    writer = WarcWriter(folder, "testova", {"software": "newsarchive/0"})
    captures = [writer.append(one) for one in told]
    name = writer.close()
    assert name == NAME
    path = folder / (NAME + ".open")
    (folder / NAME).rename(path)
    return path, path.read_bytes(), told, captures


def mend(folder, captures, named):
    """Recover, with rows for the first ``named`` captures."""
    end = captures[named - 1].offset + captures[named - 1].length if named else 0
    return list(recover(folder, "testova", {NAME: end}.__getitem__))


def end_of_pair(data, captures, named):
    """The byte behind the request record of the last capture that a row names."""
    return captures[named].offset if named < len(captures) else len(data)


@pytest.mark.parametrize("named", [1, 2, 3, 4])
def test_a_file_is_cut_to_the_last_pair_that_a_row_names(folder, left, named):
    path, data, told, captures = left

    (made,) = mend(folder, captures, named)

    end = end_of_pair(data, captures, named)
    assert data[:end] == (folder / NAME).read_bytes()
    assert not path.exists()
    assert told[:named] == [one for one, _, _ in iterate(folder / NAME)]
    assert manifest(folder, NAME) == made
    assert 1 + 2 * named == made.records
    assert gzip.decompress(data[:end])


def test_wherever_the_tail_is_torn_it_is_kept_aside_byte_for_byte(folder, left):
    path, data, told, captures = left
    named = 2
    end = end_of_pair(data, captures, named)

    for cut in range(end, len(data) + 1, 17):
        path.write_bytes(data[:cut])
        (made,) = mend(folder, captures, named)
        tail = folder / (NAME + ".tail")
        assert data[:end] == (folder / NAME).read_bytes()
        assert data[end:cut] == (tail.read_bytes() if tail.exists() else b"")
        assert told[:named] == [one for one, _, _ in iterate(folder / NAME)]
        assert made.size == end
        tail.unlink(missing_ok=True)
        (folder / NAME).unlink()


def test_a_tail_of_zeros_as_a_power_cut_leaves_it_is_no_obstacle(folder, left):
    path, data, told, captures = left
    path.write_bytes(data[: end_of_pair(data, captures, 3)] + bytes(5000))

    (made,) = mend(folder, captures, 3)

    assert made.records == 7
    assert told[:3] == [one for one, _, _ in iterate(folder / NAME)]
    assert (folder / (NAME + ".tail")).read_bytes() == bytes(5000)


def test_a_file_that_no_row_names_is_kept_aside_whole(folder, left):
    path, data, _, captures = left

    assert mend(folder, captures, 0) == []

    assert not path.exists()
    assert not (folder / NAME).exists()
    assert (folder / (NAME + ".tail")).read_bytes() == data


def test_an_empty_file_is_taken_away(folder, left):
    path, _, _, captures = left
    path.write_bytes(b"")

    assert mend(folder, captures, 0) == []

    assert list(path.parent.iterdir()) == []


def test_files_of_other_councils_and_closed_ones_are_left_alone(folder, left):
    path, data, _, _ = left
    other = folder / "insha/2026/insha-20261120T120000Z.warc.gz.open"
    other.parent.mkdir(parents=True)
    other.write_bytes(data)
    path.rename(folder / NAME)

    assert list(recover(folder, "testova", lambda _: 0)) == []

    assert other.read_bytes() == data == (folder / NAME).read_bytes()


def test_a_council_nobody_crawled_has_nothing_to_mend(folder):
    assert list(recover(folder, "testova", lambda _: 0)) == []


def test_a_cut_file_is_measured_up_to_its_last_whole_record(folder, left):
    path, data, _, _ = left
    path.with_suffix("").write_bytes(data[:-1])

    assert manifest(folder, NAME).records == 8


def test_the_second_holder_of_a_council_is_told_to_wait(folder):
    first = lock_council(folder, "testova")

    with pytest.raises(ArchiveBusy, match=r"^Another crawl of testova is running: nothing was changed; wait"):
        lock_council(folder, "testova")

    lock_council(folder, "insha").close()
    first.close()
    first.close()
    lock_council(folder, "testova").close()


def test_a_file_that_was_closed_and_not_entered_is_entered_if_rows_name_it(folder, left):
    (folder / (NAME + ".open")).rename(folder / NAME)

    assert list(unlisted(folder, "testova", lambda _: False, lambda _: 100)) == [manifest(folder, NAME)]
    assert list(unlisted(folder, "testova", lambda _: True, lambda _: 100)) == []
    assert list(unlisted(folder, "testova", lambda _: False, lambda _: 0)) == []
