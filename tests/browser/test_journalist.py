"""What a journalist comes for, done as she does it: by the names of fields, buttons and links that she sees."""

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

    expect(page.get_by_text("4 800 000 гривень")).to_be_visible()

    page.get_by_text("BibTeX", exact=True).click()

    expect(page.get_by_role("textbox", name="Посилання: BibTeX")).to_contain_text(SUM_TITLE)

    page.get_by_role("link", name="Стале посилання на цю версію").click()

    expect(page.get_by_text("Це версія 1 з 3")).to_be_visible()
    expect(page.get_by_text("4 800 000 гривень")).to_be_visible()
