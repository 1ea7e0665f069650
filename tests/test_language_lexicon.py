"""The dictionary behind its interface."""

import subprocess
import sys

import pytest

from newsarchive.language import default_lexicon
from newsarchive.language.overlay import FUNCTION_WORDS, NEVER_MEANT

FAMILIES = [
    "рада ради раді раду радою рад радам радами радах",
    "голова голови голові голову головою голів головам",
    "громада громади громаді громадою громад громадам",
    "обласна обласної обласній обласний обласними",
    "швеція швеції швецією",
    "гончарук гончарука гончаруку гончарукові гончаруком",
    "володимир володимира володимиру володимиром",
    "скалич скалича скаличеві скаличем",
    "перегончук перегончука перегончукові",
    "їхати їде їхали",
    "кам'янець кам'янця кам'янці",
    "кам'янець-подільський кам'янця-подільського кам'янці-подільському",
    "семінар-тренінг семінару-тренінгу семінари-тренінги",
    "прем'єр-міністр прем'єр-міністра прем'єр-міністром",
]
ONE_TO_ANOTHER = [(one, other) for family in FAMILIES for one in family.split() for other in family.split()]


@pytest.mark.parametrize(("one", "other"), ONE_TO_ANOTHER)
def test_every_form_leads_to_every_other(one, other):
    assert other in default_lexicon().forms(one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ярмолинці", "ярмолинець"),
        ("чемерівці", "чемеровець"),
        ("буг", "бузі"),
        ("затвердили", "затверджено"),
        ("ухвалити", "ухвалено"),
        ("прийняли", "прийнято"),
        ("пятниця", "п'ятницею"),
        ("кам'янцем-подільським", "кам'янці-подільському"),
        ("слобідці-рахнівській", "слобідку-рахнівську"),
        ("рада-будинок", "раді-будинку"),
        ("називають", "називаючи"),
        ("навчившись", "навчилися"),
        ("всім", "всіми"),
        ("Бабенко", "бабенків"),
        ("Бузька", "бузькій"),
        ("Камянка-Бузька", "кам'янці-бузькій"),
        ("грунт", "ґрунтами"),
        ("торгів", "торгами"),
        ("зборів", "збір"),
        ("посад", "посадою"),
        ("надій", "надія"),
        ("бажаю", "бажають"),
        ("хотіти", "хочу"),
        ("двері", "дверями"),
        ("релокували", "релоковано"),
        ("увесь", "весь"),
        ("Гончарук", "гончаруче"),
        ("Старухом", "старуше"),
        ("Соколового", "соколовий"),
        ("Тимофіїв", "тимофієву"),
        ("Нінель", "нінеллю"),
        ("Ромни", "ромен"),
        ("ромен", "ромнами"),
        ("дверями", "дверима"),
        ("всіми", "увесь"),
        ("Луцишин", "луцишином"),
        ("Зайцевим", "зайцевові"),
        ("Анатолієвої", "анатолієва"),
        ("Тиміш", "тимоша"),
        ("Тимошем", "тиміш"),
        ("Тимоше", "тимошеві"),
        ("Чорновіл", "чорноволе"),
        ("Стрільця", "стрільче"),
        ("Кельменцями", "кельменець"),
        ("Татарбунари", "татарбунар"),
        ("Віньковець", "віньківцями"),
        ("Яремчого", "яремче"),
        ("Яремче", "яремчому"),
        ("Хотина", "хотин"),
        ("Мукачево", "мукачевого"),
        ("Мукачеве", "мукачева"),
    ],
)
def test_what_the_dictionary_lacks_is_found(one, other):
    assert other in default_lexicon().forms(one)


@pytest.mark.parametrize(
    ("typed", "others"),
    [
        ("стану", "стати став"),
        ("міст", "місто містами"),
        ("Торгів", "торгами"),
        ("київ", "кий киї"),
        ("вибором", "вибори виборах"),
        ("виборам", "вибору"),
        ("зміни", "змінити змінив"),
        ("змінила", "зміни"),
        ("назвала", "назву"),
        ("середу", "серед"),
        ("кола", "коли"),
        ("надала", "надалі"),
        ("дії", "діє"),
        ("влади", "владом"),
        ("Олександр", "олександри"),
        ("мама", "ма"),
        ("тиснути", "тис"),
        ("гри", "ігор"),
        ("Ігор", "гра іграми"),
        ("стане", "стан станом"),
        ("синій", "синів синіли"),
        ("червоній", "червоніли"),
        ("море", "мор мору"),
        ("дорога", "дорогі дорогий"),
        ("права", "правий"),
        ("голові", "гол голу"),
        ("петрові", "петров петровим"),
        ("Олексієві", "олексієва олексієвого"),
        ("Гнатів", "гнат гнатом"),
        ("Павла", "павлою"),
        ("діти", "діло діла"),
        ("пан", "пані"),
        ("пані", "панові"),
        ("голів", "гол"),
        ("рівня", "рівне"),
        ("робота", "робот роботом"),
        ("політика", "політиком"),
        ("техніка", "техніком"),
        ("свят", "святий"),
        ("сині", "сином синами"),
        ("Львові", "лева"),
        ("Рівне", "рівня рівні рівний рівними"),
        ("Рівного", "рівні рівна рівних"),
        ("Суми", "сума суму сумі сумою"),
        ("Сумами", "сума суму сумом"),
        ("Сум", "сумом суму сумові"),
        ("суть", "був була є"),
        ("стать", "став стала"),
        ("гол", "голів голові"),
        ("том", "тому"),
        ("рівне", "рівня рівню рівнею"),
        ("року", "рок"),
        ("рок", "року роком роки"),
        ("посаді", "посадові посадом"),
        ("дні", "дно дном"),
        ("суму", "сумом"),
        ("сумом", "сумі суму"),
        ("статей", "стать"),
        ("п'яти", "п'яту п'ятою"),
        ("сорок", "сороки сорокою"),
        ("березі", "берези березу"),
        ("береза", "березі"),
        ("газу", "газою"),
        ("Гази", "газ газу"),
        ("бійці", "бійка бійку"),
        ("бійка", "бійці"),
        ("жив", "живий живої"),
        ("живий", "жив"),
        ("жили", "жилі жилою"),
        ("Уж", "уже"),
        ("Києві", "кий кию"),
        ("Миколай", "миколаєві"),
        ("одяг", "одягла одягне"),
        ("потягли", "потяг"),
        ("депо", "депу депом"),
        ("видали", "видалити видалив"),
        ("видалити", "видали"),
        ("світ", "світові"),
        ("лісом", "лісові"),
        ("податку", "податкові"),
        ("складу", "складові"),
        ("крила", "крити крив"),
        ("мер", "мерти мре"),
        ("податкові", "податок податки"),
        ("знакові", "знак знаком"),
        ("українці", "українка українки"),
        ("переселенці", "переселенка переселенку"),
        ("Броварів", "бровар броварем"),
        ("Сарни", "сарна сарну"),
    ],
)
def test_what_only_looks_alike_is_left_out(typed, others):
    assert set() == set(others.split()) & set(default_lexicon().forms(typed))


@pytest.mark.parametrize(
    ("typed", "form"),
    [
        ("думці", "думка"),
        ("Харкові", "харків"),
        ("Львові", "львів"),
        ("центр", "центрові"),
        ("ставці", "ставка"),
        ("Макіївці", "макіївка"),
        ("українці", "українців"),
        ("головині", "головинею"),
    ],
)
def test_the_dative_of_a_thing_or_a_town_stays_its_own(typed, form):
    assert form in default_lexicon().forms(typed)


def test_beside_another_genitive_many_are_cities_and_no_bridge():
    assert "міста-побратими" in default_lexicon().forms("міст-побратимів")


def test_the_word_itself_comes_first_in_small_letters():
    assert default_lexicon().forms("Гончаруку")[0] == "гончаруку"
    assert default_lexicon().forms("ТГ") == ("тг",)


def test_a_council_is_neither_a_unit_nor_glad():
    assert set() == {"радів", "радого", "радий"} & set(default_lexicon().forms("рада"))
    assert {"радий", "радого"} <= set(default_lexicon().forms("радого"))
    assert set() == {"рада", "раді", "рад"} & set(default_lexicon().forms("радий"))
    assert "рада" in NEVER_MEANT


def test_a_nominative_without_a_case_in_the_dictionary_has_one():
    assert "nomn sing" in {form.cell for form in default_lexicon().paradigm("громади") if form.text == "громада"}


@pytest.mark.parametrize("sign", "'’ʼ`´‘\u2032")
def test_every_apostrophe_gives_the_same_forms(sign):
    assert default_lexicon().forms("п'ятниця") == default_lexicon().forms(f"п{sign}ятниця")


@pytest.mark.parametrize(
    ("typed", "other"),
    [("Гудзилевського", "ґудзилевський"), ("Галагуренком", "ґалаґуренко"), ("Галагуренком", "галаґуренка")],
)
def test_a_surname_nobody_lists_may_be_written_with_the_other_letter(typed, other):
    assert other in default_lexicon().forms(typed)


def test_no_ending_is_written_with_the_other_letter():
    assert not [form for form in default_lexicon().forms("Гудзилевського") if form.endswith("ґо")]


@pytest.mark.parametrize(
    ("typed", "other"),
    [
        ("Кисіль", "киселя"),
        ("Киселеві", "кисілем"),
        ("Попелем", "попілю"),
        ("Каменем", "каміня"),
        ("Лесевим", "лесівом"),
        ("Яцівим", "яцівові"),
        ("Рублівці", "рублівцях"),
        ("сколе", "сколього"),
        ("Аделі", "аделлю"),
    ],
)
def test_a_name_is_found_in_cases_that_the_dictionary_lacks(typed, other):
    assert other in default_lexicon().forms(typed)


@pytest.mark.parametrize(
    ("typed", "other"), [("Сіль", "селі"), ("камінь", "каміня"), ("Кисіль", "кисель"), ("Адель", "аділь")]
)
def test_a_thing_is_not_declined_like_a_name(typed, other):
    assert other not in default_lexicon().forms(typed)


def test_beside_a_given_name_nobody_is_several_of_another():
    assert {"хоміва", "хомівом"} <= set(default_lexicon().forms("Хомів", "masc"))


def test_a_lost_apostrophe_is_found_again():
    assert {"кам'янці", "камянець"} <= set(default_lexicon().forms("камянець"))


def test_an_adjective_unknown_to_the_dictionary_is_declined_in_all_genders():
    assert {"деокупованого", "деокупована", "деокупованій"} <= set(default_lexicon().forms("деокупований"))


def test_two_unknown_names_joined_stay_within_bounds():
    forms = default_lexicon().forms("скаличеві-перегончукові")

    assert "скалича-перегончука" in forms
    assert len(forms) < 400


def test_function_words_are_small_and_known():
    assert {"і", "та", "в", "щодо"} < FUNCTION_WORDS
    assert FUNCTION_WORDS.isdisjoint({"рада", "ради"})


def test_the_dictionary_is_read_at_the_first_word_and_not_before():
    code = "import newsarchive.search, sys; sys.exit('pymorphy3' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
