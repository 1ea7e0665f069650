"""The generated news: repeatable, well inflected, as long as council news is."""

from random import Random

import pytest

from newsarchive.demo import names, news
from newsarchive.demo.words import counted, inflect
from newsarchive.errors import UsageError


@pytest.mark.parametrize(
    ("word", "case", "grammemes", "form"),
    [
        ("Володимир", "datv", "Name masc", "Володимирові"),
        ("Любов", "ablt", "Name femn", "Любов'ю"),
        ("Ільїн", "nomn", "Surn masc", "Ільїн"),
        ("Ковальчук", "datv", "Surn masc", "Ковальчуку"),
        ("Дем'яненко", "ablt", "Surn masc", "Дем'яненком"),
        ("Задорожна", "gent", "Surn femn", "Задорожної"),
        ("Скиба", "accs", "Surn masc", "Скибу"),
        ("В'ячеславович", "gent", "Patr masc", "В'ячеславовича"),
        ("Іллівна", "ablt", "Patr femn", "Іллівною"),
        ("Кам'янець-Подільський", "loct", "NOUN inan", "Кам'янці-Подільському"),
        ("Хмельницький", "loct", "NOUN inan", "Хмельницькому"),
        ("Красилів", "gent", "NOUN inan", "Красилова"),
        ("Дунаївці", "loct", "Pltm inan", "Дунаївцях"),
        ("Городоцька", "loct", "ADJF femn", "Городоцькій"),
        ("громада", "gent", "NOUN inan", "громади"),
    ],
)
def test_inflection(word, case, grammemes, form):
    assert inflect(word, case, grammemes) == form


def test_a_word_without_the_reading_is_refused():
    with pytest.raises(LookupError, match="ківі"):
        inflect("ківі", "gent", "Surn femn")


@pytest.mark.parametrize(
    ("number", "noun", "case", "phrase"),
    [
        (1, "громада", "nomn", "1 громада"),
        (3, "громада", "nomn", "3 громади"),
        (12, "громада", "nomn", "12 громад"),
        (22, "кілометр", "nomn", "22 кілометри"),
        (5, "учитель", "nomn", "5 учителів"),
        (3, "село", "gent", "3 сіл"),
        (21, "село", "gent", "21 села"),
    ],
)
def test_numbers_agree(number, noun, case, phrase):
    assert counted(number, noun, case) == phrase


def test_every_name_has_every_case():
    cases = ("gent", "datv", "accs", "ablt")
    for case in cases:
        for first, group in ((names.MEN, "Name masc"), (names.WOMEN, "Name femn"), (names.SURNAMES, "Surn masc")):
            assert all(inflect(word, case, group) for word in first)
        for man, woman in (*names.PATRONYMICS,):
            assert inflect(man, case, "Patr masc") != inflect(woman, case, "Patr femn")
        for man, woman in names.PAIRED_SURNAMES:
            assert inflect(man, case, "Surn masc")
            assert inflect(woman, case, "Surn femn")
    for case in (*cases, "loct"):
        assert all(f"{names.Town(name):{case}}" for name in (*names.TOWNS, *names.SETTLEMENTS))
        assert all(f"{names.Hromada(name):{case}}" for name in names.HROMADAS)
        assert all(f"{names.Raion(name):{case}}" for name in names.RAIONS)


def test_offices_and_full_names():
    man = names.Person("Петро", "Ілліч", "Коваль", woman=False, declined=True, post="перший заступник| голови ради")
    woman = names.Person("Ольга", "Юріївна", "Коваль", woman=True, declined=False, post="голова| комісії")
    assert f"{man.office:datv} {man:datv}" == "першому заступнику голови ради Петрові Ковалю"
    assert f"{woman.office:ablt} {woman:ablt}" == "головою комісії Ольгою Коваль"
    assert f"{man.full:accs}" == "Коваля Петра Ілліча"
    assert f"{woman.full}" == "Коваль Ольга Юріївна"
    assert f"{woman.did:сказав|сказала}" == "сказала"
    assert f"{names.Phrase('Славутська громада', 'NOUN femn inan'):loct}" == "Славутській громаді"


def test_dates_rise_from_2016_to_the_last_day():
    posts = news.generate(200, "dates")
    moments = [post.published for post in posts]
    assert moments == sorted(set(moments))
    assert moments[-1].date() <= news.LAST_DAY.date()
    assert {f"{moment:%z}" for moment in moments} == {"+0200", "+0300"}
    assert {moment.year for moment in moments} == set(range(2016, 2027))


def test_articles_are_of_a_councils_length():
    posts = news.generate(200, "length")
    plain = [post for post in posts if "seed" not in post.flags]
    lengths = sorted(post.words for post in plain)
    assert 120 <= lengths[len(lengths) // 2] <= 350
    assert all(3 <= len(post.blocks) <= 10 for post in plain)
    assert not any("{" in text or "  " in text for post in plain for text in [post.title, *post.body])


def test_titles_and_addresses_are_unlike_each_other():
    posts = news.generate(400, "1")
    assert len({post.title for post in posts}) == len(posts)
    assert len({post.slug for post in posts}) == len(posts)
    assert len({post.number for post in posts}) == len(posts)


def test_the_seed_stands_between_its_neighbours():
    for count in (3, 4, 50):
        posts = news.generate(count, "1")
        at = next(index for index, post in enumerate(posts) if "seed" in post.flags)
        assert [post.title for post in posts[at - 1 : at + 2]] == [
            news.SEED_PREVIOUS,
            news.seed_article()[0],
            news.SEED_NEXT,
        ]
        assert len(posts[at].body) == 11
        assert posts[at].body[3] == "(SIDA)."
        assert "в якому&nbsp; беруть" in posts[at].blocks[0].markup()


def test_too_small_a_site_is_refused():
    with pytest.raises(UsageError, match="at least 3"):
        news.generate(2, "1")


def test_slugs_are_counted_up():
    taken: set[str] = set()
    assert news.slug_of("Щоденник Об'єднання", taken) == "shchodennyk-obiednannia"
    assert news.slug_of("Щоденник Об’єднання", taken) == "shchodennyk-obiednannia-2"
    assert news.slug_of("«»", taken) == "novyna"


def test_a_person_is_made_up_from_the_lists():
    people = [names.person(Random(f"{n}"), names.LEADERS) for n in range(50)]
    assert {person.woman for person in people} == {True, False}
    assert all(person.declined or person.woman for person in people)
