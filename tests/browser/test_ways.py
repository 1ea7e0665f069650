"""The same pages by keyboard alone, in the other language, on a phone."""

from playwright.sync_api import expect

HOSPITAL = "Депутати заслухали звіт про роботу обласної лікарні"


def tab_to(page, name):
    """Press Tab until something of this name has the focus, as who has no mouse does."""
    wanted = page.get_by_role("link", name=name).or_(page.get_by_role("button", name=name)).first
    for _ in range(80):
        page.keyboard.press("Tab")
        if wanted.evaluate("one => one === document.activeElement"):
            return
    raise AssertionError(f"eighty steps of the Tab key do not lead to {name}")


def test_she_searches_reads_and_comes_back_by_keyboard_alone(page):
    expect(page.get_by_role("searchbox")).to_be_focused()

    page.keyboard.type("лікарка Гайворонська")
    page.keyboard.press("Enter")
    tab_to(page, HOSPITAL)
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text(HOSPITAL)

    tab_to(page, "Версія 1")
    page.keyboard.press("Enter")

    expect(page.get_by_text("нестачу дванадцяти лікарів")).to_be_visible()

    tab_to(page, "Пошук")
    page.keyboard.press("Enter")

    expect(page.get_by_role("searchbox")).to_be_focused()


def test_he_reads_in_english_until_he_chooses_otherwise(page):
    page.get_by_role("link", name="English").click()

    expect(page.locator("html")).to_have_attribute("lang", "en")

    page.get_by_role("searchbox").fill("Гайворонська")
    page.get_by_role("button", name="Search").click()

    expect(page.get_by_role("heading", name="Found 2 articles")).to_be_visible()

    page.get_by_role("main").get_by_role("link", name=HOSPITAL).click()

    expect(page.get_by_role("heading", name=HOSPITAL)).to_have_attribute("lang", "uk")
    expect(page.get_by_role("heading", name="Provenance")).to_be_visible()

    page.get_by_role("link", name="Українською").click()

    expect(page.locator("html")).to_have_attribute("lang", "uk")
    expect(page.get_by_role("heading", name="Походження")).to_be_visible()


def test_she_reads_on_her_phone(phone):
    phone.get_by_role("searchbox").fill("конкурс громадських проєктів")
    phone.get_by_role("button", name="Шукати").tap()
    phone.get_by_role("main").get_by_role("link", name="Підсумки конкурсу громадських проєктів").first.tap()
    title = phone.get_by_role("heading", level=1)

    expect(title).to_be_in_viewport()
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390

    phone.get_by_role("link", name="звідки це відомо").tap()

    expect(phone.get_by_role("heading", name="Походження")).to_be_in_viewport()


def test_on_a_phone_too_she_sees_at_the_top_that_an_article_was_edited(phone, newsroom):
    phone.goto(f"/archive/articles/{newsroom.id('sum')}")
    edited = phone.get_by_role("link", name="змінена: 3 версії")

    expect(edited).to_be_in_viewport()

    edited.tap()

    expect(phone.get_by_role("heading", name="Версії")).to_be_in_viewport()


def test_she_narrows_on_her_phone_without_scrolling_back(phone):
    phone.goto("/archive/search?q=громади")
    phone.get_by_text("Звузити").first.tap()
    phone.get_by_label("Рада").select_option(label="Волинська обласна рада")
    phone.get_by_role("button", name="Показати").tap()

    expect(phone.get_by_role("link", name="Волинська обласна рада — прибрати")).to_be_visible()
