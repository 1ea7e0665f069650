"""What a journalist comes for, done as she does it: by the names of fields, buttons and links that she sees."""

import csv
import re

from lxml import etree
from playwright.sync_api import expect

from tests.helpers.press import KHMELNYTSKYI, SUM_TITLE


def search_for(page, words):
    page.get_by_role("searchbox").fill(words)
    page.get_by_role("button", name="Шукати").click()


def found(page, title):
    return page.get_by_role("main").get_by_role("link", name=title, exact=True)


def test_she_finds_a_person_in_the_genitive(page):
    search_for(page, "Соломії Гайворонської")

    expect(found(page, "Депутати заслухали звіт про роботу обласної лікарні")).to_be_visible()
    expect(found(page, "Волинь відвідала делегація медиків із Поділля")).to_be_visible()
    expect(page.locator("mark", has_text="Гайворонська").first).to_be_visible()


def test_she_reads_an_article_and_the_one_before_it(page):
    search_for(page, "конкурс громадських проєктів сквер пандуси")
    page.get_by_role("main").get_by_role("link", name="Підсумки конкурсу громадських проєктів").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("Підсумки конкурсу громадських проєктів")
    expect(page.get_by_text("19 серпня 2026, 13:10").first).to_be_visible()
    expect(page.get_by_text("велопарковки біля шкіл Старокостянтинова.")).to_be_visible()
    expect(page.get_by_role("link", name="Рішення про підсумки конкурсу № 14-6/2026")).to_be_visible()

    page.get_by_role("navigation", name="Сусідні статті").get_by_role("link").first.click()

    expect(page.get_by_role("heading", level=1)).not_to_contain_text("Підсумки конкурсу")


def test_she_cites_the_version_that_she_read(page):
    search_for(page, "ремонт дороги до Летичева підрядник")
    page.get_by_role("main").get_by_role("link", name=KHMELNYTSKYI["sum"].told[2].title, exact=True).click()
    page.get_by_role("link", name="Версія 1").click()

    expect(page.get_by_role("article").get_by_text("4 800 000 гривень")).to_be_visible()

    page.get_by_text("BibTeX", exact=True).click()

    expect(page.get_by_role("textbox", name="Посилання: BibTeX")).to_contain_text(SUM_TITLE)

    page.get_by_role("link", name="Стале посилання на цю версію").click()

    expect(page.get_by_text("Це версія 1 з 3")).to_be_visible()
    expect(page.get_by_role("article").get_by_text("4 800 000 гривень")).to_be_visible()


def test_she_sees_what_the_archive_lacks_and_who_names_it(page):
    search_for(page, "ремонт дороги до Летичева підрядник")
    page.get_by_role("main").get_by_role("link", name=KHMELNYTSKYI["sum"].told[2].title, exact=True).click()
    page.get_by_role("main").get_by_role("link", name="Хмельницька обласна рада").first.click()
    gaps = page.get_by_role("region", name="Чого бракує")

    expect(page.get_by_role("heading", level=1)).to_have_text("Хмельницька обласна рада")
    expect(gaps.get_by_role("link", name="Порядок денний сесії 7 серпня")).to_be_visible()
    expect(gaps).to_contain_text("сайт не відповів вчасно")

    gaps.get_by_role("link", name=KHMELNYTSKYI["sum"].told[2].title).click()

    expect(page.get_by_role("navigation", name="Сусідні статті")).to_contain_text("в архіві її немає")


def test_she_follows_a_search_after_trying_how_often_it_would_bring_something(page):
    page.goto("/archive/follow")
    main = page.get_by_role("main")
    main.get_by_role("searchbox").fill("громада")
    main.get_by_role("button", name="Приміряти").click()

    expect(page.get_by_text("За останній місяць цей пошук спрацював би")).to_contain_text("2 рази")

    feed = page.request.get(page.get_by_role("textbox", name="Адреса стрічки Atom").input_value())
    entries = etree.fromstring(feed.body()).findall("{*}entry")

    assert "Зоя Мельник" in entries[0].findtext("{*}title")


def test_a_reader_of_feeds_finds_the_feed_of_each_page(page, house):
    search_for(page, "громада рада:Волинська")
    found = page.locator("link[rel=alternate][type='application/atom+xml']").first.get_attribute("href")
    feed = etree.fromstring(page.request.get(found).body())

    assert feed.findtext("{*}title") == "Пошук: громада рада:Волинська"
    assert {one.findtext("{*}author/{*}name") for one in feed.findall("{*}entry")} == {"Волинська обласна рада"}


def test_she_narrows_what_was_found_by_council_and_year(page):
    search_for(page, "громада")
    narrow = page.get_by_role("complementary", name="Звузити знайдене")
    narrow.get_by_role("link", name="Волинська обласна рада").last.click()
    narrow.get_by_role("link", name="2024", exact=True).click()
    hits = page.get_by_role("main").get_by_role("listitem").filter(has=page.get_by_role("heading", level=3))

    expect(hits.first).to_contain_text("2024 · Волинська обласна рада")
    expect(hits.nth(1)).to_be_visible()
    expect(hits.filter(has_not_text="2024 · Волинська обласна рада")).to_have_count(0)

    page.get_by_role("list", name="Чим звужено").get_by_role("link", name="2024").click()

    expect(page.get_by_role("heading", name="Знайдено 71 статтю")).to_be_visible()


def test_she_compares_what_stood_there_with_what_stands_there_now(page):
    search_for(page, "ремонт дороги до Летичева підрядник")
    page.get_by_role("main").get_by_role("link", name=KHMELNYTSKYI["sum"].told[2].title, exact=True).click()
    page.get_by_role("link", name="що змінилося у версії 2").click()

    expect(page.get_by_role("heading", name="Що змінилося")).to_be_visible()
    expect(page.locator("del", has_text="4 800 000")).to_be_visible()
    expect(page.locator("ins", has_text="8 400 000")).to_be_visible()

    page.get_by_label("до версії").select_option("3")
    page.get_by_role("button", name="Порівняти").click()

    expect(page.locator("ins", has_text="збільшила")).to_be_visible()

    page.get_by_role("link", name="Показати поруч").click()

    expect(page.get_by_text("Підрядника оберуть на відкритих торгах")).to_be_visible()


def test_she_finds_what_a_council_has_removed_and_what_proves_it(page):
    search_for(page, "закупівля генераторів")
    page.get_by_role("main").get_by_role("link", name="Громада просить перевірити закупівлю генераторів").click()

    expect(page.get_by_text("Статтю вилучено із сайту ради.")).to_be_visible()
    expect(page.get_by_text("сорока генераторів за 12 600 000 гривень")).to_be_visible()

    page.get_by_role("main").get_by_role("link", name="Хмельницька обласна рада").first.click()
    page.get_by_role("link", name="Вилучення", exact=True).last.click()
    removed = page.get_by_role("listitem").filter(has_text="закупівлю генераторів").first

    expect(removed).to_contain_text("Вилучено")
    expect(removed).to_contain_text("Сусідня стаття її більше не називає")

    removed.get_by_role("link", name="знімок після").click()

    expect(page.get_by_text("404, text/html")).to_be_visible()


def test_she_sees_the_weightiest_edits_first_and_none_hidden(page):
    page.goto("/archive/edits")
    page.get_by_role("link", name="Найважливіші").click()
    titles = page.get_by_role("main").get_by_role("heading", level=2)

    expect(titles).to_have_count(5)
    expect(titles.last).to_have_text(KHMELNYTSKYI["punctuation"].told[1].title)
    assert sorted(titles.all_inner_texts()[:2]) == sorted(KHMELNYTSKYI["sum"].told[turn].title for turn in (1, 2))


def test_she_takes_away_what_was_found_and_each_row_proves_itself(page):
    search_for(page, "громада рада:Волинська")
    total = int(page.get_by_role("heading", name="Знайдено").locator("b").inner_text())
    with page.expect_download() as taken:
        page.get_by_role("link", name="CSV").first.click()
    rows = list(csv.DictReader(taken.value.path().read_text(encoding="utf-8-sig").splitlines()))

    assert taken.value.suggested_filename.endswith(".csv")
    assert len(rows) == total
    for row in rows:
        assert row["permalink"].startswith(page.url.partition("/archive")[0])
        assert page.request.get(row["permalink"]).ok
        assert row["digest"].startswith("sha256:")


def test_she_cites_a_search_and_is_told_later_what_has_changed(page):
    search_for(page, "Соломії Гайворонської")
    page.get_by_role("link", name="Текст, BibTeX, Markdown").click()
    citation = page.get_by_role("textbox", name="Текст").first.input_value()

    assert "Знайдено: 2 статті" in citation

    page.goto(re.search(r"http://127\S+", citation)[0])

    expect(page.get_by_role("main")).to_contain_text("2 статті")


def test_she_learns_which_council_was_the_first_to_say_the_same(page):
    search_for(page, '"освітній семінар" рада:волинська')
    found(
        page, "Стартував освітній семінар для представників територіальних громад Хмельницької та інших областей"
    ).click()
    same = page.get_by_role("main").locator("section", has=page.get_by_role("heading", name="Те саме в інших радах"))

    expect(same).to_contain_text("першою опублікувала Хмельницька обласна рада, 14 листопада 2023")
    expect(same.get_by_role("listitem")).to_have_count(2)

    same.get_by_role("link").first.click()

    expect(page.get_by_role("main")).to_contain_text("За надрукованими датами першою опублікувала ця рада.")


def test_she_prints_an_article_with_its_address_and_without_what_a_screen_is_for(window, newsroom):
    with window() as page:
        page.goto(f"/archive/articles/{newsroom.id('sum')}")
        page.emulate_media(media="print")

        expect(page.get_by_role("article")).to_be_visible()
        expect(page.get_by_role("navigation", name="Розділи архіву")).to_be_hidden()
        expect(page.get_by_role("searchbox")).to_be_hidden()
        permalink = page.get_by_role("link", name="Стале посилання на цю версію")
        shown = permalink.evaluate("link => getComputedStyle(link, '::after').content")
        assert permalink.get_attribute("href") in shown


def test_she_prints_black_on_white_from_a_dark_screen(window, newsroom):
    def shown(*, dark):
        with window(dark=dark) as page:
            page.goto(f"/archive/articles/{newsroom.id('sum')}/diff?from=1&to=3")
            page.emulate_media(media="print")
            return page.evaluate(
                """() => ['html', 'body', 'del', 'ins', 'select'].map(name => {
                    const style = getComputedStyle(document.querySelector(name))
                    return [name, style.color, style.backgroundColor]
                })"""
            )

    assert shown(dark=True) == shown(dark=False)
