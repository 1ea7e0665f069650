"""Two versions side by side: sentences first, words inside a sentence, looks apart, and never too slow."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsarchive.changes.diff import BREAK, MOST, Op, diff
from newsarchive.changes.slight import Slight, is_misprint
from newsarchive.changes.words import sentences, tokens

SIGNS = {Op.REMOVED: "[-{}-]", Op.ADDED: "{{+{}+}}"}


def shown(before, after):
    """Write a diff as wdiff does, «~» before what is slight and «^» before what was moved."""
    return "\n".join("".join(map(_piece, paragraph.pieces)) for paragraph in diff(before, after).paragraphs)


def _piece(piece):
    if piece.op == Op.SAME:
        return piece.text
    return SIGNS[piece.op].format(("~" if piece.slight else "") + ("^" if piece.moved else "") + piece.text)


def words(text):
    return [token.key for token in tokens(text, 0, len(text))]


ONE = "Рада виділила 1,2 млн грн на школу. Голова Іван Бондар подякував усім. Сесія триватиме до п'ятниці."


def test_equal_texts_differ_in_nothing():
    found = diff(ONE, ONE)

    assert found.same
    assert (found.hunks, found.slight, found.moved) == ((), {}, 0)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("1,2 млн", "2,1 млн", "Рада виділила [-1,2 -]{+2,1 +}млн грн на школу. Голова"),
        (" Голова Іван Бондар подякував усім.", "", "на школу. [-Голова Іван Бондар подякував усім. -]Сесія"),
        ("усім.", "усім. Збори завершено.", "усім. {+Збори завершено. +}Сесія"),
        ("Голова Іван", "Голова ради Іван", "школу. Голова {+ради +}Іван Бондар"),
        ("подякував усім", "щиро дякував людям", "Бондар [-подякував усім-]{+щиро дякував людям+}. Сесія"),
        ("п'ятниці", "п’ятниці", "до [-~п'ятниці-]{+~п’ятниці+}."),
        ("триватиме", "тривтиме", "Сесія [-~триватиме -]{+~тривтиме +}до"),
        ("школу. Голова", "школу, а голова", "на школу[-. -]{+, а +}[-~Голова -]{+~голова +}Іван"),
        ("школу. Г", "школу.\n\nГ", f"на школу.{{+~{BREAK}+}}\nГолова Іван"),
    ],
)
def test_a_diff_reads_well(before, after, expected):
    assert ONE.count(before) == 1
    assert expected in shown(ONE, ONE.replace(before, after))


def test_words_of_a_list_are_put_in_between_commas():
    assert shown("Були голова, писар.", "Були голова, суддя, писар.") == "Були голова, {+суддя, +}писар."


def test_a_sentence_is_not_explained_by_scraps_of_another():
    before = "Голова ради подякував усім, хто був у залі."
    after = "Завтра в області буде дощ, а в горах і сніг."

    assert shown(before, after) == f"[-{before}-]\n{{+{after}+}}"


def test_few_words_between_two_changes_belong_to_them():
    before = "Ремонт школи завершать до кінця року за кошти області."
    after = "Ремонт школи оплатять і зроблять після свят за кошти області."

    assert shown(before, after) == (
        "Ремонт школи [-завершать до кінця року -]{+оплатять і зроблять після свят +}за кошти області."
    )


def test_a_moved_sentence_is_told_as_moved():
    first, second, third = "Перше речення про новий бюджет.", "Друге речення про стару школу.", "Третє про міст."
    found = diff(f"{first} {second} {third}", f"{second} {first} {third}")

    assert found.moved == 1
    assert found.hunks == ()
    assert sum(piece.moved for paragraph in found.paragraphs for piece in paragraph.pieces) == 2


def test_a_moved_paragraph_is_told_as_moved_across_others():
    parts = [f"Це абзац номер {name}, він має свої слова." for name in ("один", "два", "три", "чотири")]
    found = diff("\n\n".join(parts), "\n\n".join([*parts[1:], parts[0]]))

    assert (found.moved, found.hunks) == (1, ())


def test_two_sentences_that_were_joined_are_one_pair():
    before = "Міст закрили на ремонт у понеділок. Рух пустили через сусіднє село."
    after = "Міст закрили на ремонт у понеділок, рух пустили через сусіднє село."

    assert not any(hunk.whole for hunk in diff(before, after).hunks)


def test_a_paragraph_that_is_gone_is_one_piece():
    parts = ["Перший абзац.", "Другий абзац, якого не стане. Він довгий.", "Третій абзац."]

    assert shown("\n\n".join(parts), "\n\n".join([parts[0], parts[2]])) == f"{parts[0]}\n[-{parts[1]}-]\n{parts[2]}"


def test_a_text_from_nothing_and_to_nothing():
    assert shown("", "Новий текст.") == "{+Новий текст.+}"
    assert shown("Старий текст.", "") == "[-Старий текст.-]"
    assert diff("", "").paragraphs == ()


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ("рада", "Рада", Slight.CAPITALS),
        ("«Рада»", '"Рада"', Slight.QUOTES),
        ("п'ять", "п’ять", Slight.APOSTROPHES),
        ("5 000 грн", "5\u00a0000 грн", Slight.SPACES),
        ("тис.грн", "тис. грн", Slight.SPACES),
        ("так, бо", "так бо", Slight.PUNCTUATION),
        ("тут – там", "тут - там", Slight.PUNCTUATION),
        ("тут прес-служба ради", "тут пресслужба ради", Slight.LETTERS),
        ("в Одесі", "у Одесі", Slight.LETTERS),
    ],
)
def test_looks_are_counted_by_kind(before, after, kind):
    found = diff(before, after)

    assert kind in found.slight
    assert found.hunks == ()


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("повідомила", "повідмила", True),
        ("засідань", "засіданнь", True),
        ("проєкту", "проекту", True),
        ("депутати", "депутата", True),
        ("обговорення", "обоговоренння", True),
        ("вагони", "загони", False),
        ("прийняти", "прибрати", False),
        ("не", "на", False),
        ("2024", "2025", False),
    ],
)
def test_a_misprint_is_no_other_word(one, other, expected):
    assert is_misprint(one, other) is expected


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Ухвалили. Розійшлися.", 2),
        ("У м. Київ приїхав І. В. Бондар. Він виступив.", 2),
        ("Площа 5 тис. кв. м. Будівля стара.", 1),
        ("Вул. Шкільна, буд. 5, ім. Лесі Українки.", 1),
        ("«Так!» – сказав він. «Ні?» Так.", 3),
        ("Від 5 травня 2024 р. Наступне речення.", 2),
        ("Рядок\nще рядок", 2),
        ("", 0),
    ],
)
def test_sentences_end_where_a_reader_sees_it(text, count):
    assert len(sentences(text, 0, len(text))) == count


LETTERS = st.sampled_from(
    ["рада", "Рада", "1,2", "млн", "грн", ".", ",", "не", " ", "\n\n", "\n", "«", "п'ять", "!", "а"]
)
TEXTS = st.lists(LETTERS, max_size=60).map(" ".join)


def version(found, without):
    """Read one version from a diff: all but what only the other one has."""
    kept = [[piece for piece in paragraph.pieces if piece.op != without] for paragraph in found.paragraphs]
    return "\n".join("".join(piece.text.replace(BREAK, "\n") for piece in pieces) for pieces in kept)


@given(TEXTS, TEXTS)
@settings(max_examples=200)
def test_both_versions_can_be_read_from_a_diff(before, after):
    found = diff(before, after)

    assert words(before) == words(version(found, Op.ADDED))
    assert words(after) == words(version(found, Op.REMOVED))
    assert all(before[slice(*hunk.before)] or after[slice(*hunk.after)] for hunk in found.hunks)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("1" * 20_000, "2" * 20_000),
        ("123 " * 5_000, "124 " * 25_000),
        ("." * 20_000, "!" * 20_000),
        (". " * 10_000, "! " * 10_000),
        ("«" * 20_000, "»" * 20_000),
        ("Іван " * 20_000, "Петро " * 20_000),
        ("а'" * 10_000, "б'" * 10_000),
        ("\n" * 20_000, "\n \n" * 10_000),
        (" ".join(f"Рада {n}." for n in range(1000)), " ".join(f"Рада {n}." for n in reversed(range(1000)))),
        ("слово " * (MOST // 6), "діло " * (MOST // 5)),
    ],
    ids=["digits", "groups", "stops", "sentences", "quotes", "names", "apostrophes", "lines", "reversed", "too long"],
)
def test_a_hostile_text_is_compared_in_bounded_time(before, after):
    start = time.process_time()
    found = diff(before, after)

    assert time.process_time() - start < 10
    assert found.paragraphs or not (before.strip() or after.strip())
