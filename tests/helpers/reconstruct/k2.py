"""K2, Joomla's best known extension for articles, after its own published templates."""

# ruff: noqa: E501 - markup stands in the lines it makes

from tests.helpers.reconstruct.facts import article, attr, beside, minute, text
from tests.helpers.reconstruct.joomla import Joomla, long_date


class K2(Joomla):
    """K2: the chain runs by number within a category; the date above the title has no element of time."""

    name = "k2"
    body_class = "site com_k2 view-item no-layout no-task itemid-128 fluid"
    list_class = "site com_k2 view-itemlist no-layout no-task itemid-128 fluid"
    list_path = "/nasha-diyalnist/novini"

    def address(self, site, post):
        return f"{site}{self.list_path}/item/{post.number}-{post.slug}"

    def expected(self, facts):
        changed = minute(facts.modified) if facts.modified != facts.published else None
        return article(
            facts,
            long_date(facts.published),
            "printed",
            minute(facts.published),
            modified=changed,
            language="uk-ua",
            **beside(facts, lambda _: facts.site + self.download(facts)),
        )

    def download(self, facts):
        return f"{self.list_path}/item/download/{facts.number}_0a1b2c3d"

    def single(self, facts):
        intro, full = facts.bare_content.split("\n", 1)
        tags = "".join(
            f'<li><a href="{self.list_path}/itemlist/tag/{n}">{text(tag)}</a></li>' for n, tag in enumerate(facts.tags)
        )
        changed = (
            f'<span class="itemDateModified"> Останнє редагування {long_date(facts.modified)} </span>'
            if facts.modified != facts.published
            else ""
        )
        block = (
            f'<div class="itemTagsBlock"><span>Теґи</span><ul class="itemTags">{tags}</ul><div class="clr"></div></div>'
            if facts.tags
            else ""
        )
        files = "".join(
            f'<li><a title="{attr(title)}" href="{self.download(facts)}">{text(title)}</a> <span>(7 завантажень)</span></li>'
            for _, title in facts.files
        )
        if files:
            block += f'<div class="itemAttachmentsBlock"><span>Завантажити вкладення:</span><ul class="itemAttachments">{files}</ul></div>'
        latest = "".join(
            f'<li class="even"><a href="{other.url}">{text(other.title)}</a></li>' for other in facts.newest
        )
        return f"""<!-- Start K2 Item Layout --><span id="startOfPageId{facts.number}"></span>
<div id="k2Container" class="itemView">
<div class="itemHeader"><span class="itemDateCreated"> {long_date(facts.published)} </span><h2 class="itemTitle"> {text(facts.title)} </h2><span class="itemAuthor"> Автор <a rel="author" href="{self.list_path}/itemlist/user/42">{text(facts.author)}</a></span></div>
<div class="itemToolbar"><ul><li><span class="itemTextResizerTitle">розмір шрифту</span></li><li><a class="itemPrintLink" rel="nofollow" href="?tmpl=component&amp;print=1"><span>Друк</span></a></li><li><a class="itemEmailLink" rel="nofollow" href="/component/mailto/?link=0a1b"><span>E-mail</span></a></li></ul><div class="clr"></div></div>
<div class="itemRatingBlock"><span>Оцініть матеріал!</span><div class="itemRatingForm"><div id="itemRatingLog{facts.number}" class="itemRatingLog">(0 голосів)</div></div></div>
<div class="itemBody"><div class="itemIntroText">
{intro}
</div><div class="itemFullText">
{full}
<p>{{jathumbnail off}}</p>
</div><div class="clr"></div>
<div class="itemContentFooter"><span class="itemHits"> Прочитано <b>109</b> разів </span>{changed}<div class="clr"></div></div></div>
<div class="itemLinks"><div class="itemCategory"><span>Опубліковано в</span> <a href="/{facts.section_path}">{text(facts.section)}</a></div>{block}</div>
<div class="itemAuthorLatest"><h3>Останнє від {text(facts.author)}</h3><ul>{latest}</ul></div>
{self.navigation(facts)}
<div class="itemBackToTop"><a class="k2Anchor" href="{facts.url}#startOfPageId{facts.number}"> вгору </a></div></div>"""

    def navigation(self, facts):
        older = (
            f'<a class="itemPrevious" href="{facts.older.url.removeprefix(facts.site)}">&laquo; {text(facts.older.title)}</a>'
            if facts.older
            else ""
        )
        newer = (
            f'<a class="itemNext" href="{facts.newer.url.removeprefix(facts.site)}">{text(facts.newer.title)} &raquo;</a>'
            if facts.newer
            else ""
        )
        return f'<div class="itemNavigation"><span class="itemNavigationTitle">Більше в цій категорії:</span> {older} {newer}</div>'

    def archive(self, shown, number, last):
        items = "".join(
            f"""<div class="itemContainer" style="width:100.0%;"><div class="catItemView groupLeading"><div class="catItemHeader"><span class="catItemDateCreated"> {long_date(facts.published)} </span><h3 class="catItemTitle"><a href="{facts.url.removeprefix(facts.site)}"> {text(facts.title)} </a></h3></div><div class="catItemBody"><div class="catItemIntroText"><p>{text(facts.paragraphs[0])}</p></div></div><div class="catItemLinks"><div class="catItemCategory"><span>Опубліковано в</span> <a href="/{facts.section_path}">{text(facts.section)}</a></div></div><div class="catItemReadMore"><a class="k2ReadMore" href="{facts.url.removeprefix(facts.site)}"> Детальніше... </a></div></div></div>"""
            for facts in shown
        )
        return f"""<div id="k2Container" class="itemListView"><div class="itemListCategoriesBlock"></div><div class="itemList"><div id="itemListLeading">{items}</div></div><div class="k2Pagination">{self.pages(shown[0].site, number, last)}<div class="clr"></div> Сторінка {number} із {last} </div></div>"""
