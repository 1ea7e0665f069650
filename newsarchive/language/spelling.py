"""How one Ukrainian word may be written, and what FTS5's unicode61 tokenizer keeps of it.

unicode61 splits a word at ' ’ ` ´ ‘ and keeps U+02BC (ʼ) as a letter, so one name stands in the index as
«кам» «янець», as «камʼянець» or, where a site lost the sign, as «камянець». A query asks for all of them.
"""

from __future__ import annotations

import re
from itertools import accumulate, chain, islice, product
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

APOSTROPHES = "'’ʼ`´‘′‛ʹʻʽˈ՚＇"  # noqa: RUF001 - all that people and sites type for one sign
"""Every sign met in place of the Ukrainian apostrophe; the first is the one used inside this package."""

# A hyphen that does not break lines, or that Unicode calls «the hyphen», is the one on the keyboard.
_STRAIGHTEN = str.maketrans(dict.fromkeys(APOSTROPHES, "'") | dict.fromkeys("\u2010\u2011", "-"))
# A quotation mark or a star typed inside a word: Кам"янець, Кам*янець.
_MISTYPED = re.compile(r"(?<=[^\W\d_])[\"*](?=[яюєїЯЮЄЇ][^\W\d_])")
_LOST = re.compile("(?<=[бвгґджзйклмнпрстфхцчшщ])(?=[яюєї])")
# Not after another consonant of the root: «свято», «цвях».
_REGULAR = re.compile("(?<=(?<![бвгґджзклмнпстфхцчшщ])[бпвмфкгх])(?=[яюєї])")
_RUN = re.compile(r"[^\W_]+")
_LETTER_APOSTROPHE = "ʼ"

# The spelling of 2019 beside the older one, and of a town that is written in several ways: the archive holds all.
_REFORM = (
    *(("проєкт", "проект"), ("проєкц", "проекц"), ("об'єкт", "обєкт")),
    *(("священник", "священик"), ("священниц", "священиц"), ("фоє", "фойє")),
    *(("сєвєродон", "сєверодон"), ("сєвєродон", "северодон"), ("онлайн", "он-лайн"), ("офлайн", "оф-лайн")),
    ("сільськогосподар", "сільсько-господар"),
)
# What Greek and Latin have is written in two ways since 2019; at the beginning alone: «ветеран» holds «етер».
_CLASSICAL = (
    *(("ефір", "етер"), ("кафедр", "катедр"), ("марафон", "маратон"), ("афін", "атен")),
    *(("лауреат", "лавреат"), ("аудиторі", "авдиторі"), ("аудієнц", "авдієнц"), ("пауз", "павз")),
)
# «Учитель» and «вчитель» are one word, «удача» and «вдача» are two: only stems where both are one.
_EITHER_SOUND = re.compile(
    "[ву](?=се(?:світн|україн|бічн|народн|охоп|осяж|могутн)|чи|чен|провад|доскон|болів|шанов|шанув|тіл|трат|трач|руч|"
    "перше|наслідок|несен|неск|жит|жив|лашт|весь|чора|ночі|порядк|певнен|певнит|регул|рятув|рятован|разлив|веден|рочист|вест[иі]|веде|важа[єюлвт]|мінн|мі[тлвє]|дари[тлв]"
    "|повноваж|комплект|синовл|тручан|тручат|рожа[йюєї]|бранн|порат|пора[влєю]|теч[аіу]$|тіка|тік$|вій[тшд]|вімк"
    "|дал[аио]ся$|дасться$|пав$|пал[аио]$|вечері$|день$|дома$|край$|друге$|двічі$|гору$|низу?$|перед$|сюди$"
    "|ранці|літку|зимку|[зс]я[втл]|би[втл]|б'[єю]|клон|крад|крал|мира|мерт|мерл|сілякий"
    "|(?:с[іюея]|сього|сьому|сім|сіма|сіх|сієї|сією|сій)$)"
)
# «Іти» and «йти», «ймовірно» and «імовірно».
_EITHER_I = re.compile("[ій](?=(?:ти(?:м[еу].{0,3})?|шов|шл[аио]|де(?:мо|ш|те)?|ду(?:ть|чи)?|діть)$|мовірн|менува)")
# Written together since 2019, with a hyphen or apart before: вебсайт, пресслужба, півгодини.
_JOINED = re.compile(
    "(?P<first>веб|прес|екс|віце|топ|міні|максі|бліц|відео|медіа|онлайн|інтернет|бізнес|арт|штаб|пів)"
    "(?P<hyphen>-?)(?P<rest>[^-]{4}.*)"
)

# «ІІ» and «XXI» in Latin letters, in Cyrillic ones, and half and half; V has no twin.
_ROMAN = re.compile("[ivxіх]{2,8}")
_TWINS = {"i": "iі", "і": "iі", "x": "xх", "х": "xх"}
_LATIN, _CYRILLIC = str.maketrans("іх", "ix"), str.maketrans("ix", "іх")
# «С-300», «М03», «5-А», «2259-ІХ»: beside figures no eye tells one alphabet from the other either.
_ALIKE = "abcehikmoptx", "авсенікмортх"
_BOTH_ALIKE = "".join(_ALIKE)
_BESIDE_FIGURES = re.compile(f"[{_BOTH_ALIKE}]-?[0-9].*|[0-9]+-(?:[{_BOTH_ALIKE}]|[ivxіх]{{2,8}})")
_NUMBERING = re.compile(rf"(?<![^\W_])([{_BOTH_ALIKE}](?![^\W\d_])|[ivxіх]{{2,8}}(?![^\W_]))")
_ALPHABETS = str.maketrans(*_ALIKE[::-1]), str.maketrans(*_ALIKE)
_MOST_MIXTURES = 32
# «1 250 000» and «1250000»; four figures in a row may be a year.
_NUMBER = re.compile(
    "(?P<whole>[0-9]{1,3}(?: [0-9]{3})+|[1-9][0-9]{4,14}|(?!19|20)[1-9][0-9]{3})(?:[.,](?P<part>[0-9]{1,2}))?"
)
# «9:30» and «09.30», «5.03.2024» and «05.03.2024».
_MOMENT = re.compile(
    r"(?P<hour>[0-9]{1,2})(?:[.:](?P<minute>[0-5][0-9])|\.(?P<month>0?[1-9]|1[0-2])\.(?P<year>(?:19|20)[0-9]{2}))"
)
_FIGURES = 2
# «0671234567», «067-123-45-67», «+380671234567», «0 800 505 505»: a country's code, a network's, seven figures or six.
_TELEPHONE = re.compile("(?:38)?0[1-9](?:[ -]?[0-9]){8}|0[ -]?800(?:[ -]?[0-9]){6}")
_FREE = "0800"

# Nearly all words are written in one way: they need no closer look.
_ONE_WAY = re.compile("[а-щьюяєії]+(?: [а-щьюяєії]+)*")
_BEGINS_IN_SEVERAL_WAYS = re.compile(
    f"{_ROMAN.pattern}$|{_EITHER_SOUND.pattern}|{_EITHER_I.pattern}|{_JOINED.pattern}|"
    + "|".join(chain.from_iterable(_CLASSICAL))
)
_HOLDS_SEVERAL_WAYS = re.compile("|".join(chain.from_iterable(_REFORM)))


def straight(text: str) -> str:
    """Write every apostrophe as U+0027, every hyphen as U+002D."""
    return _MISTYPED.sub("'", text.translate(_STRAIGHTEN))


def with_apostrophe(word: str) -> list[str]:
    """Return a word with a lost apostrophe put back, at each place it may have: камянець > кам'янець."""
    return [f"{word[: found.start()]}'{word[found.start() :]}" for found in _LOST.finditer(word)]


def regular_apostrophe(word: str) -> str:
    """Return a word with the apostrophes that the rule asks for after a labial, к, г, х: вюн > в'юн, лукянчук."""
    return _REGULAR.sub("'", word)


def tokens(text: str) -> list[str]:
    """Split text where unicode61 does: runs of letters and digits."""
    return _RUN.findall(text)


def spellings(form: str, *, exact: bool = False) -> tuple[str, ...]:
    """Return the ways an index may hold a form, each as tokens joined by one space; none if it has no letter.

    Args:
        form: lower case, apostrophes straight.
        exact: leave its letters alone; only the sign of the apostrophe may be another, or lost.
    """
    if _ONE_WAY.fullmatch(form) and not (_BEGINS_IN_SEVERAL_WAYS.match(form) or _HOLDS_SEVERAL_WAYS.search(form)):
        return (form,)
    if _ROMAN.fullmatch(form):
        return _numerals(form)
    if not exact and (figures := _of_figures(form)):
        return figures
    if _BESIDE_FIGURES.fullmatch(form):
        return _numbered(" ".join(tokens(form)))
    found: dict[str, None] = {}
    for written in [form] if exact else _written(form):
        apart = " ".join(tokens(written))
        found[apart] = None
        if "'" in written:
            found[" ".join(tokens(written.replace("'", _LETTER_APOSTROPHE)))] = None
            found[" ".join(tokens(written.replace("'", "")))] = None
    return tuple(text for text in found if text)


def _of_figures(form: str) -> tuple[str, ...]:
    """Return the ways to write a telephone's number, a time, a day, an amount; nothing for anything else."""
    if _TELEPHONE.fullmatch(form):
        return _dialled(form)
    if moment := _MOMENT.fullmatch(form):
        return _padded(moment)
    number = _NUMBER.fullmatch(form)
    part = f" {number['part']}" if number and number["part"] else ""
    return tuple(f"{whole}{part}" for whole in _grouped(number["whole"])) if number else ()


def _numerals(form: str) -> tuple[str, ...]:
    """Return a Roman numeral in every mixture of alphabets that people type, as typed first."""
    choices = [_TWINS.get(letter, letter) for letter in form]
    mixed = ("".join(letters) for letters in islice(product(*choices), _MOST_MIXTURES))
    return tuple(dict.fromkeys((form, form.translate(_LATIN), form.translate(_CYRILLIC), *mixed)))


def _grouped(form: str) -> tuple[str, ...]:
    """Return a number with its thousands apart and in a row, as typed first."""
    figures = form.replace(" ", "")
    return tuple(dict.fromkeys((form, figures, form if figures[0] == "0" else f"{int(figures):,}".replace(",", " "))))


def _padded(moment: re.Match[str]) -> tuple[str, ...]:
    """Return a time or a day with and without the zeros in front of its figures, as typed first."""
    rest = [moment["minute"]] if moment["minute"] else [moment["month"], moment["year"]]
    choices = [_with_zero(part) for part in (moment["hour"], *rest[:-1])]
    return tuple(" ".join(parts) for parts in product(*choices, rest[-1:]))


def _with_zero(figures: str) -> tuple[str, ...]:
    other = figures[1:] if figures[0] == "0" else f"0{figures}"
    return (figures, other) if 0 < len(other) <= _FIGURES else (figures,)


def _dialled(form: str) -> tuple[str, ...]:
    """Return a telephone's number with and without spaces or hyphens, as typed first."""
    typed = " ".join(tokens(form))
    local = typed.replace(" ", "").removeprefix("38")
    if local.startswith(_FREE):
        number = local.removeprefix(_FREE)
        codes: tuple[str, ...] = _FREE, f"{_FREE[0]} {_FREE[1:]}"
        cuts: list[tuple[int, ...]] = [(3, 3), (2, 2, 2), (6,)]
    else:
        code, number = local[:3], local[3:]
        codes, cuts = (code, f"38{code}", f"380 {code[1:]}"), [(3, 2, 2), (3, 4), (7,)]
    apart = [" ".join(_cut(number, lengths)) for lengths in cuts]
    return tuple(dict.fromkeys((typed, local, f"38{local}", *(f"{one} {other}" for one in codes for other in apart))))


def _cut(figures: str, lengths: tuple[int, ...]) -> Iterator[str]:
    ends = accumulate(lengths)
    return (figures[end - length : end] for end, length in zip(ends, lengths, strict=True))


def _numbered(form: str) -> tuple[str, ...]:
    """Return what a letter or a Roman numeral numbers in either alphabet, as typed first."""
    parts = _NUMBERING.split(form)
    others = (
        "".join(part.translate(table) if place % 2 else part for place, part in enumerate(parts))
        for table in _ALPHABETS
    )
    return tuple(dict.fromkeys((form, *others)))


def _written(form: str) -> list[str]:
    """Add the older orthography and г for ґ."""
    ways = [form]
    ways += [form.replace(new, old) for new, old in _REFORM if new in form]
    ways += [form.replace(old, new) for new, old in _REFORM if old in form]
    pairs = chain(_CLASSICAL, (pair[::-1] for pair in _CLASSICAL))
    ways += [other + form.removeprefix(stem) for stem, other in pairs if form.startswith(stem)]
    if _EITHER_SOUND.match(form):
        ways.append(("у" if form[0] == "в" else "в") + form[1:])
    if _EITHER_I.match(form):
        ways.append(("й" if form[0] == "і" else "і") + form[1:])
    joined = _JOINED.fullmatch(form)
    if joined:
        ways.append(f"{joined['first']}{'' if joined['hyphen'] else '-'}{joined['rest']}")
    return ways + [way.replace("ґ", "г") for way in ways if "ґ" in way]
