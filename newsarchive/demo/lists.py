"""Pages that name many articles, and pages that are none: listings, static pages, the 404."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsarchive.demo import theme

if TYPE_CHECKING:
    from newsarchive.demo.posts import Post
    from newsarchive.demo.site import DemoSite

PER_PAGE = 20
STATIC = {
    "pro-radu": (
        "Про раду",
        "Демонстраційна обласна рада – вигаданий представницький орган. Вона існує лише для перевірки програм.",
    ),
    "kontakty": ("Контакти", "Майдан Вигаданий, 1. Приймальня працює у будні з 9:00 до 18:00."),
}


@dataclass(frozen=True)
class Listing:
    """A list of articles under one address, cut into pages."""

    path: str
    """With both slashes: ``/category/novyny/``."""
    title: str
    posts: list[Post]
    """Newest first."""

    @property
    def pages(self) -> int:
        """How many pages the list has; an empty one has a page too."""
        return max(1, -(-len(self.posts) // PER_PAGE))


def page(site: DemoSite, listing: Listing, number: int) -> bytes:
    """Return page ``number`` (from 1) of a listing."""
    address = _address(site, listing, number)
    posts = listing.posts[(number - 1) * PER_PAGE : number * PER_PAGE]
    modules = "\n".join(_teaser(site, post) for post in posts)
    return theme.document(
        site,
        title=theme.text(listing.title) + (f" | Сторінка {number}" if number > 1 else ""),
        head=f'<link rel="canonical" href="{address}" />\n<meta property="og:type" content="website" />\n',
        body_class="archive category",
        content=f"""<div class="td-container">
{theme.breadcrumbs(site, [(theme.text(listing.title), None)])}
<div class="td-pb-row"><div class="td-pb-span8 td-main-content"><div class="td-ss-main-content">
<h1 class="entry-title td-page-title">{theme.text(listing.title)}</h1>
{modules}
{_pager(site, listing, number)}
</div></div>
{theme.sidebar(site)}
</div></div>""",
    )


def _teaser(site: DemoSite, post: Post) -> str:
    words = " ".join(post.body).split()
    excerpt = " ".join(words[:25]) + ("..." if len(words) > 25 else "")
    return f'{theme.module(site, post, "td_module_10")}\n<div class="td-excerpt">{theme.text(excerpt)}</div>'


def _address(site: DemoSite, listing: Listing, number: int) -> str:
    return f"{site.base}{listing.path}" + (f"page/{number}/" if number > 1 else "")


def _pager(site: DemoSite, listing: Listing, number: int) -> str:
    if listing.pages == 1:
        return ""
    parts = []
    for other in range(1, listing.pages + 1):
        if other == number:
            parts.append(f'<span class="current">{other}</span>')
        elif other in (1, listing.pages) or abs(other - number) <= 2:
            kind = {1: "first", listing.pages: "last"}.get(other, "page")
            parts.append(f'<a href="{_address(site, listing, other)}" class="{kind}" title="{other}">{other}</a>')
    if number < listing.pages:
        parts.append(
            f'<a href="{_address(site, listing, number + 1)}" aria-label="next-page">'
            '<i class="td-icon-menu-right"></i></a>'
        )
    parts.append(f'<span class="pages">Сторінка {number} з {listing.pages}</span>')
    return f'<div class="page-nav td-pb-padding-side">{"".join(parts)}</div>'


def static_page(site: DemoSite, slug: str) -> bytes:
    """Return a page that WordPress keeps beside the posts and that must not become an article."""
    title, words = STATIC[slug]
    return theme.document(
        site,
        title=title,
        head=f'<link rel="canonical" href="{site.base}/{slug}/" />\n<meta property="og:type" content="website" />\n',
        body_class="page-template-default page",
        content=f"""<div class="td-container">
<div class="td-page-header"><h1 class="entry-title td-page-title">{title}</h1></div>
<div class="td-page-content tagdiv-type"><p>{words}</p></div>
</div>""",
    )


def missing(site: DemoSite) -> bytes:
    """Return the body of a 404 or 410."""
    return theme.document(
        site,
        title="Сторінку не знайдено",
        head="",
        body_class="error404",
        content='<div class="td-container"><div class="td-404-title">Сторінку не знайдено</div></div>',
    )
