"""Lines that stand in the main content of web pages and are no part of the article: a list of data, and two rules."""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from reportkit.model.document import Block, Figure, Heading, ListBlock, Paragraph, Table, block_text
from reportkit.readers.html_seen import is_small, seen_texts

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_MORE = (
    r"(?:also |further )?read(?:ing)?(?: more| also| next| on)?|see also|more on this(?: story)?|related(?: (?:stories|articles|content|news|topics))?"
    r"|recommended(?: for you| stories| reading)?|more (?:from|on|stories|news)|don'?t miss|(?:editor'?s? )?picks?|watch(?: now)?|listen(?: now)?|top stories|most read"
    r"|(?:lesen sie (?:auch|hier|mehr)|mehr (?:zum thema|dazu|lesen)|auch interessant|das könnte sie auch interessieren|weiterlesen|zum thema|siehe auch)"
    r"|(?:lire aussi|à lire(?: aussi)?|lisez aussi|voir aussi|pour aller plus loin|sur le même sujet|écouter aussi)"
    r"|(?:lea también|leer más|lee también|te puede interesar|ver también|más información|noticias? relacionadas?)"
    r"|(?:leia (?:também|mais)|veja também|saiba mais|leggi anche|per approfondire|vedi anche|approfondimenti?)"
    r"|(?:czytaj (?:także|też|również|więcej)|zobacz (?:także|też|również)|lees (?:ook|verder|meer)|bekijk ook|läs (?:också|även|mer)|les også|læs også|lue myös)"
    r"|(?:читайте (?:также|ещё|еще)|смотрите также|читайте також|подробнее|přečtěte si|čtěte také|olvassa el|devamını oku|ilgili haberler|citește și|διαβάστε)"
    r"|(?:اقرأ أيضا|اقرأ المزيد|あわせて読みたい|関連記事|相关阅读|延伸阅读|관련기사)"
)
_RULES: tuple[tuple[str, int, str], ...] = (
    ("related links", 60, rf"(?:[▶►→»>•*\s]*)(?:{_MORE})\s*[:：…\.>»→|-]*\s*$"),
    (
        "related links",
        200,
        r"(?:[▶►→»>•*\s]*)(?:read more|read also|also read|see also|related|lesen sie (?:auch|mehr)|mehr zum thema|lire aussi|à lire aussi|lea también|lee también|leia também|leia mais|leggi anche|czytaj (?:także|też|więcej)|zobacz też|lees ook|läs också|läs även|les også|læs også|lue myös|читайте также|читайте також)\s*[:：|»>-]",
    ),
    (
        "newsletter",
        320,
        r".*\b(?:sign up|subscribe|register|join)\b.{0,60}\b(?:newsletters?|briefing|daily email|e-?mail alerts?|inbox|mailing list|updates|podcast|channel)\b",
    ),
    (
        "newsletter",
        260,
        r".*\b(?:newsletter (?:abonnieren|anmelden|bestellen)|(?:abonnieren|bestellen) sie .{0,60}newsletter|inscrivez-vous|abonnez-vous|recevez .{0,40}newsletter|suscríb[ea](?:te|se)|assine (?:a |nossa )?newsletter|iscriviti alla newsletter|zapisz się na newsletter|schrijf je in)",
    ),
    (
        "newsletter",
        200,
        r"(?:get|receive) (?:the |our )?.{0,80}\b(?:in|to|into|delivered to) your (?:inbox|mailbox|e-?mail)",
    ),
    (
        "newsletter",
        160,
        r"follow (?:us|.{2,40}) (?:on|via) (?:x|twitter|facebook|instagram|linkedin|telegram|whatsapp|google news|tiktok|youtube|threads|bluesky)\b",
    ),
    (
        "subscription",
        90,
        r"(?:詳しくはこちら|.*(?:有料会員|有料記事|会員限定|読み放題|無料会員|月額\d+円))",
    ),
    (
        "subscription",
        400,
        r"(?:anadolu agency website contains only a portion of|anadolu ajansı web sitesinde, aa haber akış sistemi|please contact us for subscription|abonelik için lütfen)",
    ),
    (
        "subscription",
        300,
        r".*\b(?:already (?:a subscriber|have an account|registered)|to continue reading|subscribe (?:now|today)? ?to (?:read|continue|unlock)|this (?:article|content|story) is (?:only )?(?:for|available to) subscribers|log ?in to (?:read|continue)|weiterlesen mit|jetzt (?:abo|abonnieren)|réservé aux abonnés|il vous reste .{0,20}% de cet article)",
    ),
    (
        "consent",
        500,
        r".*(?:\b(?:may (?:be using|use) cookies|accept (?:all )?cookies|cookie (?:settings|preferences|policy)|we use cookies|consent to (?:the use|display)|manage (?:your )?(?:cookies|consent|preferences)|external content from|an dieser stelle finden sie|externe[rn]? inhalte?|personenbezogene daten .{0,60}übermittelt|ce contenu (?:est bloqué|n'est pas visible)|requires? (?:your )?permission to load|enable javascript|javascript (?:is|must be|to be) (?:disabled|enabled|switched on)|browser (?:does not|doesn't) support)\b)",
    ),
    (
        "advertisement",
        60,
        r"(?:advertisements?|sponsored(?: content| by .{1,30})?|promoted|ad|anzeige|werbung|publicité|publicidad|publicidade|pubblicità|reklama|реклама|annons|advertentie|(?:article|story|text)? ?continues (?:after|below)(?: (?:this )?(?:ad|advertisement|promotion|newsletter promotion))?|die anzeige wird geladen|scroll to continue)\W*$",
    ),
    ("sharing", 40, r"(?:分享让更多人看到|分享(?:到|至)|扫码|扫一扫|关注.{0,12}公众号|[(（]?责任?编辑?\s*[：:])"),
    (
        "sharing",
        90,
        r"(?:share(?: (?:this|on|via|article|story|full article).*)?|(?:click to )?(?:copy|share) link|link copied.*|tweet|whats ?app|facebook|twitter|linkedin|e-?mail|print(?: this)?(?: article| page)?|save(?: article| for later)?|bookmark|comments?(?: \(?\d+\)?)?|leave a comment|teilen|drucken|merken|partager|imprimer|compartir|condividi|udostępnij|compartilhar|поделиться|gift this article|listen to (?:this )?article.*|play|pause|mute|loading\W*)\W*$",
    ),
    (
        "comments",
        160,
        r"(?:join (?:the|our|thought-provoking) (?:conversation|discussion|debate)s?\b|(?:leave|post|write|add) a comment\b|comments (?:are|have been) (?:closed|turned off|moderated)\b|be the first to comment\b)",
    ),
    (
        "navigation",
        60,
        r"(?:back to top|skip to (?:main )?content|next article|previous article|(?:view|see|show) (?:all|more|comments)|image (?:source|caption)\W*|file photo\W*|\d+ (?:min(?:ute)?s?|Min\.) (?:read|Lesezeit)\W*)$",
    ),
)
"""Reason, greatest length and words of lines that no article is made of; matched at the start, case ignored."""
RULES = tuple((why, longest, re.compile(words, re.IGNORECASE)) for why, longest, words in _RULES)
_LINKED = 0.9
"""Share of its characters within links from which a block is a list of links."""
_SENTENCE_END = re.compile(r"[.!?…。！？؟][\"'”’»)\]]*$")
_LONG = 160
"""Characters from which a linked line may well be a paragraph of the article."""


class Links:
    """Which texts of a page are links, by text."""

    def __init__(self, root: "HtmlElement") -> None:
        """Look at every paragraph, item, heading and cell of the page."""
        self._shares: dict[str, float] = {}
        for element in root.iter("p", "li", "div", "h2", "h3", "h4", "h5", "h6", "td", "strong", "span"):
            parent = element.getparent()
            inside = parent is not None and parent.tag == "a"
            if not is_small(element) or (not inside and element.find(".//a") is None):
                continue
            text = _squeeze(seen_texts(element))
            if not 0 < len(text) <= _LONG * 2:
                continue
            linked = sum(len(_squeeze(seen_texts(link))) for link in element.iter("a"))
            share = 1.0 if inside else linked / len(text)
            self._shares[text] = max(share, self._shares.get(text, 0.0))

    def share(self, text: str) -> float:
        """Return the share of the characters of this text, as it stands in the page, that are within links."""
        return self._shares.get(_squeeze([text]), 0.0)


def _squeeze(pieces: Iterable[str]) -> str:
    """Return the text without white space: pages and extractors differ in it."""
    return "".join("".join(pieces).split())


def find_reason(block: Block, links: Links) -> str | None:
    """Return why the block is no part of an article, `None` where it may be one."""
    if isinstance(block, Table | Figure):
        return None
    text = " ".join(block_text(block).split())
    for why, longest, words in RULES:
        if len(text) <= longest and words.match(text):
            return why
    if isinstance(block, Heading):
        return None
    parts = block.items if isinstance(block, ListBlock) else (text,)
    if all(_is_teaser(part, links) for part in parts):
        return "related links"
    return None


def _is_teaser(text: str, links: Links) -> bool:
    """Return whether a line is nothing but a link to another page, and no sentence."""
    return len(text) <= _LONG and links.share(text) >= _LINKED and not _SENTENCE_END.search(text)


def drop_boilerplate(blocks: list[Block], links: Links) -> tuple[list[Block], list[tuple[str, Block]]]:
    """Return what may be article, and what is not, with the reason; headings left without a text after them go too."""
    kept: list[Block] = []
    dropped: list[tuple[str, Block]] = []
    for block in blocks:
        why = find_reason(block, links)
        if why is None:
            kept.append(block)
        else:
            dropped.append((why, block))
    while kept and isinstance(kept[-1], Heading) and any(isinstance(block, Paragraph) for block in kept):
        dropped.append(("related links", kept.pop()))
    return kept, dropped
