"""A page of a site, read by selectors that a platform's or a site's own class declares."""

from __future__ import annotations

import re
from functools import cached_property, partial
from typing import TYPE_CHECKING, ClassVar

from newsarchive.items import Reading
from newsarchive.normalize.addresses import canonical, is_home, site
from newsarchive.pages import asides, clues, files, lists, neighbours, noise, verdict
from newsarchive.pages.blocks import is_hollow, line
from newsarchive.pages.density import Density
from newsarchive.pages.headline import headline
from newsarchive.pages.selectors import Css, check, outermost
from newsarchive.pages.shape import whole
from newsarchive.pages.tree import Parsed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml import etree

    from newsarchive.items import Attachment, DateClue
    from newsarchive.pages.lists import Routes
    from newsarchive.pages.recognize import Evidence
    from newsarchive.pages.shape import Told

EMPTY = "empty"
"""Why an article is refused of which nothing can be read or seen but its title: what is there we do not understand."""
_POST_ID = re.compile(r"postid-(\d+)")


class ArticlePage:
    """One page of a site; knows no network.

    A platform class sets selectors, a site's class overrides what differs. A selector is CSS, or a tuple of
    which the first that matches wins; all are compiled when the class is made, and a wrong one is a
    TypeError that names it.

    Args:
        html: Decoded (see :func:`newsarchive.pages.decode`), or a page that was parsed before.
        url: The address it was fetched from.
    """

    platform: ClassVar[str] = ""
    """What people call the software and theme: "WordPress: tagDiv Newspaper"; empty for a site's own class."""
    evidence: ClassVar[tuple[Evidence, ...]] = ()
    """What shows that a page was made by the platform; with none it is never recognized."""
    previous_is_older: ClassVar[bool] = True
    """What the theme calls previous is older; False on October CMS and on Joomla with the newest first."""

    neighbours_by_sight: ClassVar[bool] = False
    """Whether neighbours that no selector finds are sought as a reader would: by words, arrows, names, places."""

    title_css: ClassVar[Css] = ("h1.entry-title", "article h1")
    """The theme's headline. Where it matches nothing, the plain rule takes over."""
    body_css: ClassVar[Css] = (
        ".entry-content",
        "[itemprop=articleBody]",
        ".post-content",
        "article .content",
        "article",
    )
    """What holds the text; several elements must stand side by side."""
    drop_css: ClassVar[Css] = ""
    """What stands in the body and is none of it, besides :attr:`noise_css`."""
    apart_css: ClassVar[Css] = ""
    """What stands in the body's element, is none of the text, and is read all the same: the date, the tags."""
    files_css: ClassVar[Css] = ""
    """Anchors of the documents that the software lists beside the text."""
    noise_css: ClassVar[Css] = noise.NOISE
    """Debris known from many sites: shares, advertisements, related posts, counters."""
    caption_css: ClassVar[Css] = noise.CAPTIONS
    """Words under photographs: no text, though their photographs count. ``figcaption`` always is."""
    lead_css: ClassVar[Css] = ".entry-subtitle, .post-subtitle, .entry-lead, .post-lead"
    date_css: ClassVar[Css] = (
        "time",
        (".entry-date, .post-date, .posted-on, .published, .entry-meta .date, .post-meta .date, .date, .meta-date"),
    )
    """Date elements of the article's header; those in the body and in teasers are left out by themselves."""
    previous_css: ClassVar[Css] = (
        ".post-navigation .nav-previous a",
        ".nav-previous a",
        ".post-navigation-link-previous a",
        (".elementor-post-navigation__prev a, .et_pb_posts_nav .nav-previous a, .jeg_prevnext_post a.prev-post"),
        ".post-navigation a.nav-item-prev",
        "a[rel~=prev]",
        (
            ".prev-post a, a.prev-post, .previous-post a, a.previous-post, .post-prev a, a.post-prev, "
            ".post-previous a, "
            ".nav-prev a, a.nav-prev, .prev_post a, .previous_post a, .postnav-prev a, .post-nav-prev a, "
            ".td-post-prev-post a"
        ),
    )
    """Anchors of the previous article; comment and list pagers are left out by themselves."""
    next_css: ClassVar[Css] = (
        ".post-navigation .nav-next a",
        ".nav-next a",
        ".post-navigation-link-next a",
        ".elementor-post-navigation__next a, .et_pb_posts_nav .nav-next a, .jeg_prevnext_post a.next-post",
        ".post-navigation a.nav-item-next",
        "a[rel~=next]",
        (
            ".next-post a, a.next-post, .post-next a, a.post-next, a.nav-next, .next_post a, .postnav-next a, "
            ".post-nav-next a, .td-post-next-post a"
        ),
    )
    """Anchors of the next article."""
    section_css: ClassVar[Css] = (
        ".cat-links a",
        "a[rel~=category]",
        ".entry-category a, .post-category a, .category a",
    )
    tags_css: ClassVar[Css] = (".tags-links a", ".tag-links a, .post-tags a, .entry-tags a")
    author_css: ClassVar[Css] = (".byline .author, .author.vcard .fn, .author.vcard", "a[rel~=author]")
    list_css: ClassVar[Css] = (
        "h1.entry-title a, h2.entry-title a, h3.entry-title a, .entry-title a",
        "article h2 a, article h3 a, .post-title a",
        "a[rel~=bookmark]",
        "a.more-link, a.read-more",
    )
    """Anchors of the articles that a list page shows."""
    pager_css: ClassVar[Css] = (
        (
            "a.page-numbers, .page-nav a, .pagination a, .pager a, .nav-links .nav-previous a, .nav-links "
            ".nav-next a, "
            ".wp-pagenavi a, .nav-previous a, .nav-next a, link[rel=next], link[rel=prev]"
        ),
    )
    """Anchors of the other pages of the same list."""
    locked_css: ClassVar[Css] = "form.post-password-form, form[action*='action=postpass']"
    """The form that asks for a password in place of the text."""
    post_css: ClassVar[Css] = "article.type-post"
    """One of it on a page, and no more, is an article."""

    def __init_subclass__(cls) -> None:
        """Compile the selectors, so that a wrong one fails where it is written."""
        super().__init_subclass__()
        for name in dir(cls):
            if name.endswith("_css"):
                check(cls.__name__, name, getattr(cls, name))

    def __init__(self, html: str | Parsed, url: str) -> None:
        self.url = url
        self.parsed = html if isinstance(html, Parsed) else Parsed(html)
        self.root = self.parsed.root
        self.data = self.parsed.data
        self.finder = self.parsed.finder

    def read(self) -> Reading:
        """Read the page as an article; fields that cannot be read stay empty, and ``refused`` says what it is not."""
        dates = self._dates()
        meta, refused = self.data, self.refused
        text, how = ((), ()) if refused == verdict.LOCKED else self._told()
        attached = self._attached()
        title, published = self.title, self._published(dates)
        previous, following = neighbours.both(self)
        # Councils do publish titles alone: the place of the text is known then, nothing is in it, and a date stands, or
        # neighbours.
        may_be_bare = bool(title and (published or previous or following))
        if not (refused or text or attached or files.shown(self.bodies) or (may_be_bare and self._is_untold())):
            refused = EMPTY
        return Reading(
            url=self.address,
            title=title,
            lead=self._text(self.lead_css),
            blocks=text,
            forms=how,
            published=published,
            modified=clues.modified(meta, dates),
            author=self._author(),
            section=self._section(),
            image=self._image(),
            language=meta.language,
            previous=previous,
            next=following,
            aliases=self._aliases(),
            attachments=attached,
            tags=self._tags(),
            guessed=self.guessed,
            refused=refused,
        )

    def _section(self) -> str | None:
        meta = self.data
        return self._text(self.section_css) or meta.first("article:section") or meta.text("articleSection")

    def links(self) -> tuple[str, ...]:
        """Give the addresses of the articles that a list page shows, absolute, canonical, in its order."""
        return lists.links(self)

    def pager(self) -> tuple[str, ...]:
        """Give the addresses of the other pages of the same list; none on an article's page."""
        return lists.pager(self)

    def lists(self) -> tuple[str, ...]:
        """Give the addresses of other lists that a list names and that show more; none where its platform is known."""
        return ()

    def days(self) -> Iterable[tuple[str, tuple[DateClue, ...]]]:
        """Give when a list says that its articles were published, by address; nothing where their own pages do."""
        return ()

    def routes(self) -> Routes:
        """Give the feeds and the API that the page names."""
        return lists.routes(self)

    @cached_property
    def base(self) -> str:
        """What relative addresses are resolved against: ``base[href]``, else the page's own address."""
        element = next(iter(self.finder.named("base")), None)
        return files.absolute(None if element is None else element.get("href"), self.url) or self.url

    @cached_property
    def address(self) -> str:
        """The address the page gives itself, where it can be believed: of this site, and no home page's."""
        own = canonical(self.url)
        claimed = files.absolute(self.data.link("canonical"), self.base)
        if claimed is None or site(claimed) != site(own):
            return own
        return own if is_home(claimed) and not is_home(own) else claimed

    @cached_property
    def title(self) -> str:
        """The headline; empty where there is none."""
        return headline(self.root, list(self._own(self.title_css)), self.data.first("og:site_name"))

    @cached_property
    def is_single(self) -> bool:
        """Whether the page shows one article, by its own classes and metadata."""
        return self.judged is None

    @cached_property
    def is_home(self) -> bool:
        """Whether the page says that it is the site's home page, wherever it was fetched from."""
        claimed = files.absolute(self.data.link("canonical"), self.base)
        return "home" in self.data.body or (claimed is not None and is_home(claimed))

    @cached_property
    def scope(self) -> etree._Element:
        """The element that holds the article, its header and footer; the whole page where none is marked."""
        for name in self.data.body:
            found = _POST_ID.fullmatch(name)
            if found is not None:
                element = self.finder.with_id(f"post-{found[1]}")
                if element is not None and len(element):
                    return element
        return self.root

    @cached_property
    def bodies(self) -> list[etree._Element]:
        """The elements that hold the text."""
        if self.marked:
            return self.marked
        has_text = self.judged in {None, verdict.STATIC}  # what an article's page says, and a static one
        return Density(self.scope, noise.surroundings(self.scope, self.finder)).best() if has_text else []

    @cached_property
    def around(self) -> set[etree._Element]:
        """What holds the text; a list's or widget's name on it says nothing of the links in it."""
        return {node for body in self.bodies for node in (body, *body.iterancestors())}

    @cached_property
    def marked(self) -> list[etree._Element]:
        """Those that the theme marks as such."""
        return self._places(self.body_css)

    def _places(self, css: Css) -> list[etree._Element]:
        """Give what a selector marks as the place of this article's text, side by side."""
        for scope in dict.fromkeys((self.scope, self.root)):
            for found in self.finder.matches(scope, css):
                own = outermost(element for element in found if not self._is_others(element))
                if own:
                    return own
        return []

    @cached_property
    def guessed(self) -> bool:
        """Whether no mark of the theme told where the text stands."""
        return not self.marked

    @cached_property
    def _dropped(self) -> set[etree._Element]:
        every, unread = self.finder.every, (self.noise_css, self.drop_css)
        return self._apart.union(*(every(body, css) for body in self.bodies for css in unread), self._asides)

    @cached_property
    def _asides(self) -> set[etree._Element]:
        """What plug-ins put into the text."""
        leads_on = partial(verdict.leads_on, self)
        return {found for body in self.bodies for found in asides.find(body, leads_on)}

    @cached_property
    def _apart(self) -> set[etree._Element]:
        return self.finder.every(self.root, self.apart_css)

    def _attached(self) -> tuple[Attachment, ...]:
        """Give what stands in the text, then what is listed beside it, each once."""
        inside = files.attachments(self.bodies, self._dropped, self.base)
        beside = files.listed(self._own(self.files_css), self.base)
        return tuple({attachment.url: attachment for attachment in (*inside, *beside)}.values())

    def _is_untold(self) -> bool:
        """Whether the place of the text is known and nothing stands in it."""
        return bool(self.marked) and all(map(self._is_bare, self.marked))

    def _is_bare(self, body: etree._Element) -> bool:
        """Whether nothing stands in a body: where anything does, its text may be what we cannot read."""
        dropped = {node for element in self._dropped for node in element.iter()}
        return is_hollow(element for element in body.iterdescendants("*") if element not in dropped)

    def _told(self) -> Told:
        """Give the text and how it stands."""
        return self._whole()

    def _whole(self) -> Told:
        """Give all that stands in the place of the text and is not left out by name."""
        captions = (self.finder.every(body, self.caption_css) for body in self.bodies)
        return whole(self.bodies, self._dropped.union(*captions))

    def _own(self, css: Css) -> Iterator[etree._Element]:
        """Give what a selector matches of this article: in its scope, outside its text and outside teasers."""
        for scope in dict.fromkeys((self.scope, self.root)):
            for found in self.finder.matches(scope, css):
                own = [element for element in found if not self._is_others(element) and not self._in_text(element)]
                if own:
                    yield from own
                    return

    def _in_text(self, element: etree._Element) -> bool:
        if element.tag == "h1":
            return False
        bodies = self.bodies
        if not any(ancestor in bodies for ancestor in element.iterancestors()):
            return False
        return self._apart.isdisjoint((element, *element.iterancestors()))

    def _is_others(self, element: etree._Element) -> bool:
        """Tell whether an element belongs to a teaser, a sidebar or the comments."""
        scope, framed = self.scope, self._framed
        for ancestor in element.iterancestors() if framed else ():
            if ancestor is scope:
                return False
            if ancestor in framed:
                return True
        return False

    @cached_property
    def _framed(self) -> set[etree._Element]:
        """The elements that hold teasers, sidebars, comments."""
        return self.finder.bearing(noise.OTHERS).union(self.finder.named("aside"))

    def _dates(self) -> list[etree._Element]:
        return list(self._own(self.date_css))

    def _published(self, dates: list[etree._Element]) -> tuple[DateClue, ...]:
        return clues.published(self.data, dates, self.address)

    def _author(self) -> str | None:
        return self._text(self.author_css) or self.data.first("author") or self.data.text("author", "name")

    def _text(self, css: Css) -> str | None:
        return next(filter(None, map(line, self._own(css))), None)

    def _aliases(self) -> tuple[str, ...]:
        short = files.absolute(self.data.link("shortlink"), self.base)
        return (short,) if short and site(short) == site(self.address) and short != self.address else ()

    def _tags(self) -> tuple[str, ...]:
        printed = [text for text in map(line, self._own(self.tags_css)) if text]
        return tuple(dict.fromkeys(printed or self.data.meta.get("article:tag", [])))

    def _image(self) -> str | None:
        claimed = self.data.first("og:image", "og:image:url", "twitter:image") or self.data.text("image", "url")
        return files.absolute(claimed, self.base)

    @property
    def is_doubtful(self) -> bool:
        """Whether what is refused may be an article all the same, if others date it; never where marks should tell."""
        return False

    @cached_property
    def refused(self) -> str | None:
        """Why the page is no article that can be read; None where it is one."""
        return verdict.LOCKED if self.finder.first(self.scope, self.locked_css) else self.judged

    @cached_property
    def judged(self) -> str | None:
        """Why the page is no article, locked or not; None where it is one."""
        return verdict.by_marks(self)
