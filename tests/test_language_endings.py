"""Surnames and place names that no dictionary holds."""

import pytest

from newsarchive.language.endings import CLASSES, guess
from newsarchive.language.forms import CASES

DECLINED = {
    "скалич": "скалича скаличеві скаличу скаличем скаличі скаличів",
    "перегончук": "перегончука перегончукові перегончуку перегончуком перегончуки перегончуків",
    "вертюк": "вертюка вертюкові вертюком",
    "дутчак": "дутчака дутчакові дутчаком",
    "жмуренко": "жмуренка жмуренкові жмуренку жмуренком жмуренків",
    "пшенько": "пшенька пшенькові пшеньком",
    "хмільовський": "хмільовського хмільовському хмільовським хмільовські хмільовських",
    "хмільовська": "хмільовської хмільовській хмільовську хмільовською",
    "дзюбків": "дзюбківа дзюбкова дзюбкову дзюбковим",
    "мартинів": "мартиніва мартинова мартинову",
    "гураїв": "гураїва гураєва",
    "бражова": "бражової бражовій бражову бражовою",
    "чепіга": "чепіги чепізі чепігу чепігою",
    "лизогуба": "лизогуби лизогубі лизогубу лизогубою",
    "заремба": "заремби зарембі зарембу зарембою",
    "копитча": "копитчі копитчу копитчею",
    "самунжа": "самунжі самунжи самунжу самунжею",
    "кланца": "кланци кланці кланцу кланцею кланцою",
    "кривуля": "кривулі кривулю кривулею",
    "гораль": "гораля горалеві горалю горалем",
    "чорній": "чорнія чорнієві чорнієм",
    "стрибець": "стрибця стрибцеві стрибцем",
    "перчень": "перчня перчневі перчнем",
    "шпунток": "шпунтка шпунткові шпунтком",
    "браїлов": "браїлова браїлову браїловим",
    "нагорній": "нагорнього нагорньому нагорнім",
    "нагорня": "нагорньої нагорній нагорню нагорньою",
    "краснобокій": "краснобокого краснобокому краснобоким",
    "половой": "полового половому половим",
    "лютая": "лютої лютій лютую лютою",
    "ґречух": "ґречуха ґречусі ґречуше",
    "ванцьо": "ванця ванцю ванцеві ванцем",
    "шкраньо": "шкраня шкраню шкраневі шкранем",
}


@pytest.mark.parametrize(("word", "others"), DECLINED.items())
def test_a_surname_leads_to_its_forms(word, others):
    assert set() == set(others.split()) - {form.text for form in guess(word)}


@pytest.mark.parametrize(
    ("nominative", "form"), [(word, form) for word, others in DECLINED.items() for form in others.split()]
)
def test_each_form_leads_back(nominative, form):
    assert nominative in {found.text for found in guess(form)}


def test_a_woman_s_surname_stays_as_it_is_in_every_case():
    cells = {form.cell for form in guess("вертюк") if form.text == "вертюк"}

    assert {f"{case} sing" for case in CASES} <= cells


@pytest.mark.parametrize("word", ["тг", "рд", "ок", "labaziuk", "съезд", "был", "р2д", "а" * 41, ""])
def test_what_cannot_be_declined_is_left_alone(word):
    assert guess(word) == ()


def test_one_surname_does_not_lead_to_another():
    assert "гончаренко" not in {form.text for form in guess("гончарук")}
    assert "скаличка" not in {form.text for form in guess("скалич")}


def test_each_class_has_seven_cases():
    assert {7} == {len(item.sing.split()) for item in CLASSES} | {len(item.plur.split()) for item in CLASSES}
