"""People, places and offices of the generated news; every one of them knows its cases.

A format specification is a case: ``f"{person:datv}"`` is «Ганні Бондар», ``f"{town:loct}"`` is «Славуті».
All names are put together from lists at random; the seed article's real people are left out of the lists.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from newsarchive.demo.words import counted, inflect

if TYPE_CHECKING:
    from random import Random

MEN = tuple(
    "Володимир Андрій Сергій Ігор Олег Юрій Микола Василь Петро Тарас Богдан Роман Віталій Олександр "
    "Іван Михайло В'ячеслав Ярослав Дмитро Валерій Анатолій Павло Максим Степан Григорій Ілля Назар "
    "Ростислав".split()
)
WOMEN = tuple(
    "Олена Наталія Тетяна Ірина Оксана Людмила Світлана Галина Марія Ганна Інна Лариса Валентина Юлія "
    "Катерина Надія Любов Ольга Вікторія Леся Зоя Дар'я Соломія Мар'яна Алла Ніна Раїса".split()
)
PATRONYMICS = tuple(
    pair.split("/")
    for pair in (
        "Петрович/Петрівна Іванович/Іванівна Миколайович/Миколаївна Васильович/Василівна "
        "Олексійович/Олексіївна Степанович/Степанівна Михайлович/Михайлівна "
        "Володимирович/Володимирівна Анатолійович/Анатоліївна Ілліч/Іллівна Григорович/Григорівна "
        "Богданович/Богданівна В'ячеславович/В'ячеславівна Юрійович/Юріївна"
    ).split()
)
# The same for men and women; a woman's does not change.
SURNAMES = tuple(
    "Ковальчук Мельник Бондар Шевченко Кравець Гнатюк Ткач Стецюк Лук'янчук Дем'яненко Гончаренко "
    "Поліщук Савчук Мазур Кравчук Олійник Коваль Бойко Марчук Романюк Панасюк Захарчук Мартинюк "
    "Яцишин Козак Паламарчук Гайдук Вознюк Кушнір Прокопчук Степанюк Мороз Швець Гриценко Ящук Заєць "
    "Дячук Вовк Лисенко".split()
)
# Declined for men and women alike.
PAIRED_SURNAMES = tuple(
    pair.split("/")
    for pair in (
        "Задорожний/Задорожна Підгірний/Підгірна Заболотний/Заболотна Корчинський/Корчинська "
        "Вишневський/Вишневська Бережний/Бережна Островський/Островська Левицький/Левицька "
        "Ясінський/Ясінська Чорний/Чорна Скиба/Скиба Дубина/Дубина"
    ).split()
)
# (for a man, for a woman); what stands before the bar is declined, what follows it is not.
LEADERS = (
    ("голова| обласної ради", "голова| обласної ради"),
    ("перший заступник| голови обласної ради", "перша заступниця| голови обласної ради"),
    ("заступник| голови обласної ради", "заступниця| голови обласної ради"),
)
DEPUTIES = (
    ("депутат| обласної ради", "депутатка| обласної ради"),
    ("голова| постійної комісії з питань бюджету", "голова| постійної комісії з питань бюджету"),
    (
        "голова| постійної комісії з питань охорони здоров'я",
        "голова| постійної комісії з питань охорони здоров'я",
    ),
    (
        "голова| постійної комісії з питань освіти та культури",
        "голова| постійної комісії з питань освіти та культури",
    ),
    ("голова| депутатської фракції", "голова| депутатської фракції"),
)
LOCALS = (
    (
        "начальник| управління обласної державної адміністрації",
        "начальниця| управління обласної державної адміністрації",
    ),
    ("директор| комунального підприємства", "директорка| комунального підприємства"),
    ("директор| ліцею", "директорка| ліцею"),
    ("староста| старостинського округу", "староста| старостинського округу"),
    ("директор| обласної бібліотеки", "директорка| обласної бібліотеки"),
    ("керівник| громадської організації", "керівниця| громадської організації"),
)
TOWNS = tuple(
    "Хмельницький Кам'янець-Подільський Нетішин Шепетівка Славута Красилів Волочиськ Полонне "
    "Старокостянтинів Деражня Ізяслав Городок Дунаївці".split()
)
SETTLEMENTS = ("Летичів", "Теофіполь", "Меджибіж", "Віньківці", "Ярмолинці", "Чемерівці")
HROMADAS = tuple(
    "Славутська Нетішинська Шепетівська Красилівська Волочиська Полонська Старокостянтинівська "
    "Деражнянська Ізяславська Городоцька Летичівська Теофіпольська Віньковецька Ярмолинецька "
    "Чемеровецька Меджибізька Дунаєвецька Кам'янець-Подільська Хмельницька Новоушицька Старосинявська "
    "Солобковецька Грицівська Чорноострівська В'язовецька Лісовогринівецька Наркевицька Сатанівська "
    "Понінківська Білогірська Гуківська Судилківська".split()
)
RAIONS = ("Хмельницький", "Шепетівський", "Кам'янець-Подільський")


@dataclass(frozen=True)
class Phrase:
    """Words that are declined together, and a tail that is not: «перший заступник| голови ради»."""

    text: str
    grammemes: str = "inan"

    def __format__(self, case: str) -> str:
        head, _, tail = self.text.partition("|")
        words = head.split(" ")
        gender = "femn" if "femn" in self.grammemes else "masc"
        adjectives = [inflect(word, case or "nomn", f"ADJF {gender}") for word in words[:-1]]
        return " ".join([*adjectives, inflect(words[-1], case or "nomn", self.grammemes)]) + tail


@dataclass(frozen=True)
class Choice:
    """Picks the word of the right gender: ``{who.did:подякував|подякувала}``."""

    woman: bool

    def __format__(self, words: str) -> str:
        return words.split("|")[self.woman]


@dataclass(frozen=True)
class Person:
    """``{who:datv}`` is the name, ``{who.office:ablt}`` the office, ``{who.did:...|...}`` the verb."""

    first: str
    patronymic: str
    surname: str
    woman: bool
    declined: bool
    """Whether the surname changes by case."""
    post: str

    def __format__(self, case: str) -> str:
        return f"{self._first(case or 'nomn')} {self._surname(case or 'nomn')}"

    def _first(self, case: str) -> str:
        return inflect(self.first, case, "Name femn" if self.woman else "Name masc")

    def _surname(self, case: str) -> str:
        return (
            inflect(self.surname, case, "Surn femn" if self.woman else "Surn masc") if self.declined else self.surname
        )

    @cached_property
    def did(self) -> Choice:
        """The verb's gender."""
        return Choice(self.woman)

    @cached_property
    def office(self) -> Phrase:
        """The office, declined like a man's where the language has one form («голова»)."""
        head = self.post.partition("|")[0].split(" ")[-1]
        woman = self.woman and head != "голова"
        return Phrase(self.post, "NOUN anim femn" if woman else "NOUN anim masc")

    @cached_property
    def full(self) -> FullName:
        """With the patronymic, surname first, as in decisions."""
        return FullName(self)


@dataclass(frozen=True)
class FullName:
    """``{who.full:accs}``: «Коваля Петра Івановича»."""

    person: Person

    def __format__(self, case: str) -> str:
        who, case = self.person, case or "nomn"
        patronymic = inflect(who.patronymic, case, "Patr femn" if who.woman else "Patr masc")
        return f"{who._surname(case)} {who._first(case)} {patronymic}"  # noqa: SLF001 - one name, two orders


@dataclass(frozen=True)
class Town:
    """``{town:loct}``: «Дунаївцях»."""

    name: str

    def __format__(self, case: str) -> str:
        return inflect(self.name, case or "nomn", "Pltm inan" if self.name.endswith("ці") else "NOUN inan")


@dataclass(frozen=True)
class Hromada:
    """``{hromada:gent}``: «Славутської»; the noun stands in the sentence."""

    name: str

    def __format__(self, case: str) -> str:
        return inflect(self.name, case or "nomn", "ADJF femn")


@dataclass(frozen=True)
class Raion:
    """``{raion:loct}``: «Шепетівському»."""

    name: str

    def __format__(self, case: str) -> str:
        return inflect(self.name, "nomn" if case == "accs" else case or "nomn", "ADJF masc")


@dataclass(frozen=True)
class Number:
    """``{n}`` is the number, ``{n:школа}`` that with its noun, ``{n:gent|школа}`` in another case."""

    value: int

    def __format__(self, noun: str) -> str:
        case, _, word = noun.rpartition("|")
        return counted(self.value, word, case or "nomn") if noun else str(self.value)


def person(random: Random, posts: tuple[tuple[str, str], ...]) -> Person:
    """Make up a person who holds one of ``posts``."""
    woman = random.random() < 0.45
    paired = random.random() < 0.25
    return Person(
        first=random.choice(WOMEN if woman else MEN),
        patronymic=random.choice(PATRONYMICS)[woman],
        surname=random.choice(PAIRED_SURNAMES)[woman] if paired else random.choice(SURNAMES),
        woman=woman,
        declined=paired or not woman,
        post=random.choice(posts)[woman],
    )
