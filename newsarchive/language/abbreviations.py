"""Abbreviations of council news and what they stand for, both ways: «ОВА» and «обласною військовою адміністрацією».

The list is short on purpose: what councils and their readers write daily, and what stands for one thing alone.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from newsarchive.language.forms import CELLS, agreeing, table
from newsarchive.language.spelling import straight

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsarchive.language.lexicon import Lexicon

# Abbreviation: what it stands for, apart by commas. «=» after a word says that it never changes. An abbreviation
# that takes endings («у ЦНАПі», «облрадою») has a «~» before the first of them.
_LIST = """
ОВА: обласна військова адміністрація
ОДА: обласна державна адміністрація
РВА: районна військова адміністрація
РДА: районна державна адміністрація
МВА: міська військова адміністрація
СВА: селищна військова адміністрація, сільська військова адміністрація
КМВА: Київська міська військова адміністрація
КМДА: Київська міська державна адміністрація
ТГ: територіальна громада
ОТГ: об'єднана територіальна громада
МТГ: міська територіальна громада
СТГ: селищна територіальна громада, сільська територіальна громада
ВПО: внутрішньо= переміщена особа
ЗСУ: Збройні Сили України=
ТрО: територіальна оборона
ТЦК: територіальний центр комплектування=
ОТЦК: обласний територіальний центр комплектування=
РТЦК: районний територіальний центр комплектування=
ВЛК: військово-лікарська комісія
ДСНС: державна служба України= з= надзвичайних= ситуацій=, державна служба з= надзвичайних= ситуацій=
ОВК: обласна виборча комісія
ТВК: територіальна виборча комісія
ЦВК: Центральна виборча комісія
ЦНАП~: центр надання= адміністративних= послуг=
ФАП~: фельдшерсько-акушерський пункт
ЦРЛ: центральна районна лікарня
ЦМЛ: центральна міська лікарня
НСЗУ: Національна служба здоров'я= України=
МОЗ~: міністерство охорони= здоров'я=
МОН: міністерство освіти= і= науки=, міністерство освіти= та= науки=
МВС: міністерство внутрішніх= справ=
КП: комунальне підприємство
КНП: комунальне некомерційне підприємство
КЗ: комунальний заклад
КУ: комунальна установа
ЖКГ: житлово-комунальне господарство
ОСББ: об'єднання співвласників= багатоквартирного= будинку=, об'єднання співвласників= багатоквартирних= будинків=
ОСН: орган самоорганізації= населення=
ОМС: орган місцевого= самоврядування=
ЗЗСО: заклад загальної= середньої= освіти=
ЗВО: заклад вищої= освіти=
НУШ: Нова українська школа
ДЮСШ: дитячо-юнацька спортивна школа
ІРЦ: інклюзивно-ресурсний центр
ТПВ: тверді побутові відходи
ПММ: паливно-мастильні матеріали
ПДФО: податок на= доходи= фізичних= осіб=
ПДВ: податок на= додану= вартість=
ФОП~: фізична особа-підприємець
РНБО: Рада національної= безпеки= і= оборони=, Рада національної= безпеки= та= оборони=
СБУ: Служба безпеки= України=
ДБР: Державне бюро розслідувань=
НАБУ: Національне антикорупційне бюро
НАЗК: Національне агентство з= питань= запобігання= корупції=
КМУ: Кабінет Міністрів= України=
ВРУ: Верховна Рада України=
ГУНП: Головне управління Національної= поліції=
АТО: антитерористична операція
ООС: операція об'єднаних= сил=
НАЕК: Національна атомна енергогенерувальна компанія
АЕС: атомна електростанція
ЄС: Європейський Союз
ООН: Організація Об'єднаних= Націй=
ПРООН: Програма розвитку= ООН=
США: Сполучені Штати Америки=
облрад~а: обласна рада
міськрад~а: міська рада
райрад~а: районна рада
сільрад~а: сільська рада
держадміністрац~ія: державна адміністрація
облдержадміністрац~ія: обласна державна адміністрація
райдержадміністрац~ія: районна державна адміністрація
виконком~: виконавчий комітет
держбюджет~: державний бюджет
тероборон~а: територіальна оборона
ВЦА: військово-цивільна адміністрація
ГО: громадська організація
ДП: державне підприємство
ТОВ: товариство з= обмеженою= відповідальністю=
ЗОШ: загальноосвітня школа
ЗДО: заклад дошкільної= освіти=
НВК: навчально-виховний комплекс
УБД: учасник бойових= дій=
БПЛА: безпілотний літальний апарат
ППО: протиповітряна оборона
МСЕК: медико-соціальна експертна комісія
ЗМІ: засіб масової= інформації=
ДТП: дорожньо-транспортна пригода
ПФУ: Пенсійний фонд України=
НБУ: Національний банк України=
ДПС: Державна податкова служба України=, Державна податкова служба
ДМС: Державна міграційна служба України=, Державна міграційна служба
ДФРР: державний фонд регіонального= розвитку=
МЗС: міністерство закордонних= справ=
САП: Спеціалізована антикорупційна прокуратура
ВАКС: Вищий антикорупційний суд
ЗАЕС: Запорізька атомна електростанція
ЧАЕС: Чорнобильська атомна електростанція
ЦПМСД: центр первинної= медико-санітарної= допомоги=
ЄБРР: Європейський банк реконструкції= та= розвитку=
СРСР: Союз Радянських= Соціалістичних= Республік=
НМТ: національний мультипредметний тест
ЗНО: зовнішнє незалежне оцінювання
ВР: Верховна Рада
Кабмін~: Кабінет Міністрів=, Кабінет Міністрів= України=
Мінфін~: міністерство фінансів=
Генштаб~: Генеральний штаб
Нацполіц~ія: Національна поліція, Національна поліція України=
НПУ: Національна поліція України=
Нацгвард~ія: Національна гвардія, Національна гвардія України=
НГУ: Національна гвардія України=
ДПСУ: Державна прикордонна служба України=
ГУР: Головне управління розвідки=
ВНЗ: вищий навчальний заклад
ЦНСП: центр надання= соціальних= послуг=
ШВЛ: штучна вентиляція легень=
РЕБ: радіоелектронна боротьба
ССО: сили спеціальних= операцій=
ПЦУ: Православна церква України=
УГКЦ: Українська греко-католицька церква
УПА: Українська повстанська армія
Міноборони: міністерство оборони=, міністерство оборони= України=
Мінекономіки: міністерство економіки=
Мінагрополітики: міністерство аграрної= політики=, міністерство аграрної= політики= та= продовольства=
Міненерго: міністерство енергетики=
Мінсоцполітики: міністерство соціальної= політики=
Мінветеранів: міністерство у= справах= ветеранів=
Мінцифри: міністерство цифрової= трансформації=
Мін'юст~: міністерство юстиції=
ОБСЄ: Організація з= безпеки= і= співробітництва= в= Європі=, Організація з= безпеки= та= співробітництва= в= Європі=
ВООЗ: Всесвітня організація охорони= здоров'я=
ЄСПЛ: Європейський суд з= прав= людини=
ПрАТ: приватне акціонерне товариство
МВФ: Міжнародний валютний фонд
КСУ: Конституційний Суд України=
АМКУ: Антимонопольний комітет України=
ТЕЦ: теплоелектроцентраль
ГЕС: гідроелектростанція
НДІ: науково-дослідний інститут
БФ: благодійний фонд
нардеп~: народний депутат
медзаклад~: медичний заклад
в.о.: виконувач обов'язків=, виконувачка обов'язків=, виконуючий обов'язки=, виконуюча обов'язки=
т.в.о.: тимчасовий виконувач обов'язків=, тимчасово= виконуючий обов'язки=
обл: область
р-н~: район
смт: селище міського= типу=
вул: вулиця
просп: проспект
пр-т: проспект
б-р: бульвар
с-ще: селище
пров: провулок
пл: площа
ім: імені=
рр: рік
грн: гривня
тис: тисяча
млн: мільйон
млрд: мільярд
"""
# Longer ways to say what one of the list says; the words of the list are in each of them, or an abbreviation is.
_LONGER = """
ТЦК: територіальний центр комплектування= та= соціальної= підтримки=, тцк= та= сп=
ОТЦК: обласний територіальний центр комплектування= та= соціальної= підтримки=, отцк= та= сп=
РТЦК: районний територіальний центр комплектування= та= соціальної= підтримки=, ртцк= та= сп=
"""
# What one of the list says, the end of it alone abbreviated: «Волочиської міської ТГ».
_PARTLY = """
ОТГ: об'єднана тг=
МТГ: міська тг=
СТГ: селищна тг=, сільська тг=
"""
_READ_AS_ENDINGS = {"ГО"}
"""Abbreviations that stand in every other article as the end of «24-го»: who asks for the words is not given these."""
_ALSO = {"ТГ": ("ОТГ", "МТГ", "СТГ")}
"""Abbreviations that name a kind of what another stands for: who asks for the words asks for these, too."""

DOTTED = {"м.": ("місто",), "с.": ("село",), "р.": ("рік", "річка")}
"""One letter with a full stop -> what it abbreviates, before a name or behind a year."""
_HALF = "пів"
_OF_A_YEAR = re.compile("(?<![0-9])(?:1[0-9]|20)[0-9]{2}$")
_YEAR, _YEARS = "рік", ("р", "рр", "го", "му")

_ENDINGS = {
    "": ("", "у", "ові", "а", "ом", "і", "и", "ів", "ам", "ами", "ах"),
    "а": ("а", "и", "і", "у", "ою", "", "ам", "ами", "ах"),
    "ія": ("ія", "ії", "ію", "ією", "ій", "іям", "іями", "іях"),
}
"""What follows «~» -> all endings."""
_KEY = 2
"""Letters of each word by which an expansion is found again."""


class Expansion(NamedTuple):
    """What an abbreviation stands for."""

    abbreviation: str
    words: tuple[str, ...]
    changes: tuple[bool, ...]


class Shortened(NamedTuple):
    """A run of words that an abbreviation stands for."""

    start: int
    end: int
    forms: tuple[str, ...]
    """The abbreviations in all their forms, lower case; with what they stand beside where they say nothing alone."""


def written(abbreviation: str) -> tuple[str, ...]:
    """Return the forms of an abbreviation of the list, lower case; none for any other word."""
    return _FORMS.get(abbreviation.upper(), ())


def are_initials(word: str) -> bool:
    """Say whether letters with full stops are a name's: «О.», «О.Ю.», «о.ю.»; not «м.», «в.о.»."""
    return word.endswith(".") and (word.isupper() or not (word in DOTTED or stands_for(word)))


def of_letter(word: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Return the forms of what one letter with a full stop abbreviates: «м.», «с.», «р.»."""
    return tuple(form for meant in DOTTED.get(word, ()) for form in _in_singular(meant, lexicon))


def stands_for(word: str) -> tuple[str, ...]:
    """Return what an abbreviation of the list stands for, lower case, as it is listed; nothing for any other word."""
    if word in DOTTED:
        return DOTTED[word]
    name = _NAMES.get(straight(word).lower(), "")
    return tuple(" ".join(expansion.words) for expansion in _EXPANSIONS if expansion.abbreviation == name)


def expansions(word: str, lexicon: Lexicon) -> tuple[tuple[str, ...], ...]:
    """Return what an abbreviation stands for in every form, each as its words; nothing for any other word.

    Other abbreviations of the same words are among them: «облдержадміністрація» for «ОДА».

    Args:
        word: in any height and form: «ОВА», «цнапу».
        lexicon: inflects.
    """
    name = _NAMES.get(straight(word).lower(), "")
    meant = [expansion for expansion in _EXPANSIONS if expansion.abbreviation == name]
    words = {expansion.words for expansion in meant}
    alike = {other.abbreviation for other in _EXPANSIONS if other.words in words} - {name}
    return (
        *(row for expansion in meant for row in _rows(expansion, lexicon)),
        *((form,) for other in sorted(alike) for form in _FORMS[other]),
    )


def shortened(words: Sequence[str], lexicon: Lexicon) -> tuple[Shortened, ...]:
    """Find the runs of words that an abbreviation of the list stands for, in whatever form.

    Runs within longer ones are left out: of «об'єднана територіальна громада» all three are «ОТГ».
    """
    plain = [straight(word).lower() for word in words]
    found: dict[tuple[int, int], dict[str, None]] = {}
    for length in _LENGTHS:
        for start in range(len(plain) - length + 1):
            run = plain[start : start + length]
            inside = any(first <= start and start + length <= last for first, last in found)
            meant = [] if inside else [one for one in _BY_KEY.get(_key(run), ()) if tuple(run) in _rows(one, lexicon)]
            for expansion in meant:
                forms = found.setdefault((start, start + length), {})
                forms |= dict.fromkeys(_forms_of(expansion.abbreviation))
                forms |= dict.fromkeys(" ".join(row) for part in _parts_of(expansion) for row in _rows(part, lexicon))
                if expansion in _LONGER_EXPANSIONS:
                    forms |= dict.fromkeys(map(" ".join, expansions(expansion.abbreviation, lexicon)))
    return (
        *_beside(plain, words, lexicon),
        *(Shortened(start, end, tuple(forms)) for (start, end), forms in found.items()),
    )


def _beside(plain: Sequence[str], words: Sequence[str], lexicon: Lexicon) -> Iterator[Shortened]:
    """Find what is written so in its place alone: «місто Городок» (м. Городок), «2024 року» (2024 р.), «пів року»."""
    for place, (one, other) in enumerate(pairwise(plain)):
        if _OF_A_YEAR.search(one) and other in lexicon.forms(_YEAR):
            yield Shortened(place, place + 2, tuple(f"{one} {short}" for short in _YEARS))
        if one == _HALF and other[:1].isalpha():
            yield Shortened(place, place + 2, tuple(f"{one}{form}" for form in lexicon.forms(words[place + 1])))
        letter = next((letter for letter, meant in DOTTED.items() if one in _in_singular(meant[-1], lexicon)), "")
        if letter and other[:1].isalpha():
            forms = lexicon.forms(words[place + 1])
            yield Shortened(place, place + 2, tuple(f"{letter.rstrip('.')} {form}" for form in forms))


@lru_cache(8)
def _in_singular(word: str, lexicon: Lexicon) -> tuple[str, ...]:
    return tuple(dict.fromkeys(form.text for form in lexicon.paradigm(word) if form.cell.endswith("sing")))


def _parts_of(expansion: Expansion) -> Iterator[Expansion]:
    for part in _PARTLY_EXPANSIONS:
        if (part.abbreviation, part.words[0]) == (expansion.abbreviation, expansion.words[0]):
            yield part


def _forms_of(abbreviation: str) -> tuple[str, ...]:
    return tuple(form for name in (abbreviation, *_ALSO.get(abbreviation, ())) for form in _FORMS[name])


@lru_cache(256)
def _rows(expansion: Expansion, lexicon: Lexicon) -> tuple[tuple[str, ...], ...]:
    """Inflect what changes of an expansion together; in the plural alone where it is listed so."""
    typed = [word for word, changes in zip(expansion.words, expansion.changes, strict=True) if changes]
    tables = [table(lexicon.paradigm(word)) for word in typed]
    plural = not any(_as_typed(row, typed) for row in agreeing(tables, "nomn sing"))
    found = {expansion.words: None}
    for cell in CELLS:
        if cell.endswith("plur") or not plural:
            for row in agreeing(tables, cell):
                moved = iter(row)
                whole = zip(expansion.words, expansion.changes, strict=True)
                found[tuple(next(moved).text if changes else word for word, changes in whole)] = None
    return tuple(found)


def _as_typed(row: Sequence[object], typed: list[str]) -> bool:
    return [getattr(form, "text", "") for form in row] == typed


def _listed(lines: str) -> Iterator[Expansion]:
    for line in lines.strip().splitlines():
        name, _, meant = line.partition(": ")
        for phrase in meant.split(", "):
            words = phrase.lower().split()
            changes = tuple(not word.endswith("=") for word in words)
            yield Expansion(_upper(name), tuple(word.rstrip("=") for word in words), changes)


def _without_hyphens(expansion: Expansion) -> Expansion | None:
    """Return «житлово комунальне господарство», as people type it; of «особа-підприємець» both halves change."""
    halves = [(word.split("-"), changes) for word, changes in zip(expansion.words, expansion.changes, strict=True)]
    apart = [
        (half, changes and (place == len(parts) - 1 or not half.endswith("о")))
        for parts, changes in halves
        for place, half in enumerate(parts)
    ]
    if len(apart) == len(expansion.words):
        return None
    words, changes = zip(*apart, strict=True)
    return Expansion(expansion.abbreviation, words, changes)


def _key(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(word[:_KEY] for word in words)


def _upper(name: str) -> str:
    return name.replace("~", "").upper()


def _declined() -> dict[str, tuple[str, ...]]:
    """Return for each abbreviation its forms, the first as listed."""
    names = [line.partition(":")[0] for line in _LIST.strip().splitlines()]
    stems = {name: name.lower().partition("~") for name in names}
    return {
        _upper(name): tuple(stem + ending for ending in (_ENDINGS[first] if mark else ("",)))
        for name, (stem, mark, first) in stems.items()
    }


_EXPANSIONS = tuple(_listed(_LIST))
_LONGER_EXPANSIONS = frozenset(_listed(_LONGER))
_PARTLY_EXPANSIONS = tuple(_listed(_PARTLY))
_EVERY = (*_EXPANSIONS, *_LONGER_EXPANSIONS, *filter(None, map(_without_hyphens, _EXPANSIONS)))
_LENGTHS = sorted({len(expansion.words) for expansion in _EVERY}, reverse=True)
_FORMS = _declined()
_NAMES = {form: name for name, forms in _FORMS.items() for form in forms}
_BY_KEY: dict[tuple[str, ...], list[Expansion]] = {}
for _expansion in _EVERY:
    if _expansion.abbreviation not in _READ_AS_ENDINGS:
        _BY_KEY.setdefault(_key(_expansion.words), []).append(_expansion)
