"""What the reader of a query says of it beside its tree: what made no sense, what was capped, what is peculiar."""

from __future__ import annotations

from dataclasses import dataclass

_LONGEST = 80
_WORDS: dict[str, tuple[str, str]] = {
    "unread": (
        "прочитано лише перші {said} знаків запиту",
        "only the first {said} characters of the query were read",
    ),
    "terms": (
        "враховано лише перші {said} слова, решту пропущено",
        "only the first {said} words count, the rest were left out",
    ),
    "quote": ("лапки без пари не діють", "a quotation mark without its pair does nothing"),
    "open": (
        "дужку не закрито: вона діє до кінця запиту",
        "the parenthesis is not closed: it reaches to the end of the query",
    ),
    "close": ("зайву дужку пропущено", "a closing parenthesis too many was passed over"),
    "deep": ("надто багато дужок у дужках: цю пропущено", "parentheses too deep: this one was passed over"),
    "stray": ("знак «{said}» тут нічого не означає", "the sign «{said}» means nothing here"),
    "operator": ("«{said}» нема чого поєднувати: пропущено", "«{said}» has nothing to join and was passed over"),
    "star": (
        "зірочка всередині фрази не діє: слова у фразі шукаються цілими",
        "a star inside a phrase does nothing: the words of a phrase are looked for whole",
    ),
    "short": (
        "зірочка діє лише після {said} чи більше літер: шукається саме слово",
        "a star works after {said} letters or more: the word itself is looked for",
    ),
    "prefixes": (
        "зірочка діє щонайбільше в {said} словах: це шукається як слово",
        "a star works in {said} words at most: this one is looked for as a word",
    ),
    "exact": ("«=» діє лише перед словом чи фразою", "«=» works before a word or a phrase alone"),
    "bare": (
        "«{said}:» діє лише тоді, коли одразу після двокрапки щось стоїть: шукається як слово",
        "«{said}:» works only with something right after the colon: it is looked for as a word",
    ),
    "near": (
        "ПОРУЧ потребує двох слів чи фраз: шукаються просто разом",
        "NEAR wants two words or phrases: these are only looked for together",
    ),
    "near_many": (
        "поруч шукаються лише перші {said} слів, решта — будь-де",
        "only the first {said} words are looked for close together, the rest anywhere",
    ),
    "distance": ("відстань обмежено до {said} слів", "the distance was cut to {said} words"),
    "value": (
        "«{said}» не зрозуміло, тому шукається як звичайні слова",
        "«{said}» was not understood and is looked for as ordinary words",
    ),
    "date": (
        "«{said}» — не дата: пишіть 2024, 05.2024, 31.05.2024 чи 2024-05-31; поки що це шукається як звичайні слова",
        "«{said}» is no date: write 2024, 05.2024, 31.05.2024 or 2024-05-31; for now these are ordinary words",
    ),
    "no_day": (
        "«{said}»: перший день пізніший за останній, тож нічого не знайдеться",
        "«{said}»: the first day is later than the last, so that nothing can be found",
    ),
    "council": (
        "в архіві немає такої ради: «{said}» шукається як звичайні слова",
        "the archive has no such council: «{said}» is looked for as ordinary words",
    ),
    "section": (
        "жоден сайт не має такого розділу: «{said}» шукається як звичайні слова",
        "no site has such a section: «{said}» is looked for as ordinary words",
    ),
    "not_a_date": (
        "дату не можна заперечити: «{said}» шукається як звичайні слова",
        "a date cannot be negated: «{said}» is looked for as ordinary words",
    ),
    "whole": (
        "умова «{said}» діє на весь запит, а не лише на цю частину",
        "the filter «{said}» holds for the whole query, not for this part alone",
    ),
    "unwanted": (
        "сказано лише, чого не має бути: назвіть і те, що шукаєте",
        "only what must be absent is named: name something wanted too",
    ),
    "joining": (
        "службові слова не враховуються: {said}",
        "words that only join others do not count: {said}",
    ),
    "forms": (
        "«{said}» шукається не в усіх мислимих формах: їх надто багато",
        "«{said}» is not looked for in every thinkable form: there are too many",
    ),
}


@dataclass(frozen=True, slots=True)
class Note:
    """One remark on a query."""

    code: str
    """Which remark: for programs."""
    start: int
    """Characters of the text as typed before what it is about."""
    end: int
    said: str = ""
    """What it is about, as typed; or the limit that was met."""

    @property
    def uk(self) -> str:
        """The remark in Ukrainian, one clause without a full stop."""
        return _WORDS[self.code][0].format(said=_short(self.said))

    @property
    def en(self) -> str:
        """The same in English."""
        return _WORDS[self.code][1].format(said=_short(self.said))


def _short(said: str) -> str:
    return said if len(said) <= _LONGEST else f"{said[:_LONGEST]}…"
