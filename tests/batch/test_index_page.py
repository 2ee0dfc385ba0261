"""The page that lists the briefings: a plain list without its script, a filter with it, and nobody's markup but ours."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html

from reportkit.batch.index_page import page_lines
from reportkit.batch.records import Record
from tests.support.manifests import Json, done, failed, records, skipped

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
STORIES = (
    done("2024/zoo.txt", card={"title": "Zoo opens", "outlet": "Ångström Weekly", "published": "2024-05-02"}),
    done(
        "2025/ferry.html",
        card={"title": "Ferry to São Tomé", "published": "2025-11", "summary": ["A boat.", "It sails."]},
    ),
    done(
        "council.md",
        card={"title": "Äpfel fürs Volk", "outlet": "Der Bote", "language": "de", "summary": ["Viel Obst."]},
    ),
)


def page(*outcomes: Json, prefix: str = "") -> str:
    """The page of these outcomes."""
    return "".join(page_lines(records(*outcomes), prefix))


def entries(text: str) -> list[html.HtmlElement]:
    """The items of its list."""
    return list(html.document_fromstring(text).get_element_by_id("briefings"))


def test_what_a_briefing_tells() -> None:
    """Title, outlet, date as exact as stated, the path, a sentence or two, and a link to each format."""
    zoo, ferry, council = entries(page(*STORIES))
    assert zoo.xpath("string(h2/a)") == "Zoo opens"
    assert zoo.xpath("string(h2/a/@href)") == "2024/zoo.pdf"
    assert zoo.xpath("string(.//time)") == "2 May 2024"
    assert zoo.xpath("string(.//time/@datetime)") == "2024-05-02"
    assert zoo.xpath("string(.//*[@class='outlet'])") == "Ångström Weekly"
    assert zoo.xpath("string(.//*[@class='path'])") == "2024/zoo"
    assert [(each.text, each.get("href")) for each in zoo.xpath(".//*[@class='formats']/a")] == [
        ("PDF", "2024/zoo.pdf"),
        ("Markdown", "2024/zoo.md"),
    ]
    assert ferry.xpath("string(.//time)") == "November 2025"
    assert ferry.xpath("string(.//*[@class='summary'])") == "A boat. It sails."
    assert "date not stated" in council.text_content()
    assert council.xpath("h2/a/@lang") == council.xpath("p[@class='summary']/@lang") == ["de"]


def test_only_briefings_are_listed() -> None:
    """What failed or was passed over is for the manifest; whether it was rendered now or before shows nowhere."""
    first = page(done("a.txt"), failed("b.pdf"), skipped("in/.c"))
    assert len(entries(first)) == 1
    assert first == page(done("a.txt", outcome="unchanged"))
    assert "1 briefing, made by reportkit" in first
    assert "0 briefings, made by reportkit" in page()


def test_long_summaries_are_one_sentence() -> None:
    """The second sentence is shown only where both are short; a briefing without title is called by its file."""
    (entry,) = entries(
        page(done("a.txt", card={"title": None, "summary": ["Word " * 50 + "one.", "Word " * 50 + "two."]}))
    )
    assert entry.xpath("string(.//*[@class='summary'])").endswith("one.")
    assert entry.xpath("string(h2)") == "a.txt"
    assert entries(page(done("a.txt", card={"summary": []})))[0].xpath("count(.//*[@class='summary'])") == 0


@pytest.mark.parametrize(
    "hostile",
    [
        "</h2></li></ol><script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "' autofocus onfocus='alert(1)",
        "{style} {script} {entries} {policy} {count}",
        "&lt;script&gt; &amp;amp;",
        "<!-- -->]]>",
    ],
)
def test_hostile_articles(hostile: str) -> None:
    """Nothing that an article states becomes an element or an attribute."""
    card = {"title": hostile, "outlet": hostile, "summary": [hostile], "published": hostile, "language": hostile}
    text = page(done("a.txt", card=card), done("b.txt"))
    first, second = entries(text)
    assert first.xpath("string(h2)") == first.xpath("string(.//*[@class='outlet'])") == hostile
    assert first.xpath("string(.//*[@class='summary'])") == hostile
    assert {each.tag for each in first.iter()} == {"li", "h2", "a", "p", "span"}
    assert {name for each in first.iter() for name in each.attrib} <= {"href", "dir", "class"}
    assert second.xpath("string(h2)") == "On b"
    assert text.count("<script>") == 1


def test_control_characters_are_shown_as_replaced() -> None:
    """HTML cannot carry them, and a browser would drop or misread them."""
    assert "one\N{REPLACEMENT CHARACTER}two\N{REPLACEMENT CHARACTER}" in page(
        done("a.txt", card={"title": "one\0two\x85"})
    )


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("a b#c?d.pdf", "a%20b%23c%3Fd.pdf"),
        ("100%.pdf", "100%25.pdf"),
        ("javascript:alert(1).pdf", "javascript%3Aalert%281%29.pdf"),
        ("São/x&y\"'<.pdf", "S%C3%A3o/x%26y%22%27%3C.pdf"),
    ],
)
def test_links_lead_to_the_file(path: str, address: str) -> None:
    """Paths are encoded: no sign in them has a meaning in an address."""
    output = {"format": "pdf", "path": path, "sha256": "0" * 64, "bytes": 1}
    assert f'href="{address}"' in page(done("a.txt", outputs=[output]))
    assert f'href="../out/{address}"' in page(done("a.txt", outputs=[output]), prefix="../out/")


def test_page_needs_nothing_else() -> None:
    """No address in it leads to anything but a briefing, and its policy allows no request and no other script."""
    text = page(*STORIES)
    document = html.document_fromstring(text)
    assert document.xpath("//@src | //link/@href") == []
    assert not re.search(r"url\((?!data:font)|@import|https?://", text)
    (policy,) = document.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy


def test_page_for_those_who_do_not_see_it() -> None:
    """Language, one heading of the first rank, landmarks, a label for each control, a live region for the count."""
    document = html.document_fromstring(page(*STORIES))
    assert document.get("lang") == "en"
    assert [len(document.findall(f".//{each}")) for each in ("h1", "header", "main", "footer", "title")] == [1] * 5
    controls = document.xpath("//input | //select")
    assert len(controls) == 2
    assert all(document.xpath(f"//label[@for='{each.get('id')}']") for each in controls)
    assert document.get_element_by_id("count").get("role") == "status"
    assert document.xpath("//a[@class='skip']/@href") == ["#briefings"]
    assert document.get_element_by_id("tools").get("hidden") is not None


def luminance(colour: str) -> float:
    """The relative luminance of `#rrggbb` or `#rgb` (WCAG 2)."""
    digits = colour.lstrip("#") if len(colour) == 7 else "".join(each * 2 for each in colour.lstrip("#"))
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    r, g, b = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def test_contrast() -> None:
    """Every colour of text has at least 4.5 to 1 on the ground, edges of controls 3 to 1, by day and by night."""
    style = html.document_fromstring(page()).xpath("string(//style)")
    roots = [dict(re.findall(r"--(\w+): ?(#\w+)", block)) for block in re.findall(r":root ?\{(.*?)\}", style)]
    day, night = {**roots[0], **roots[1]}, roots[2]
    for colours in (day, night):
        ground = luminance(colours["ground"])
        for name, least in {"ink": 4.5, "accent": 4.5, "grey": 4.5, "light": 4.5, "edge": 3.0}.items():
            low, high = sorted((ground, luminance(colours[name])))
            assert (high + 0.05) / (low + 0.05) >= least, name


def test_written_as_it_is_made() -> None:
    """An entry goes out before the next outcome is looked at."""
    seen = 0

    def outcomes() -> Iterator[Record]:
        nonlocal seen
        for each in records(*STORIES):
            seen += 1
            yield each

    lines = page_lines(outcomes())
    next(lines)
    assert "Zoo opens" in next(lines)
    assert seen == 1


def in_chromium(tmp_path: Path, fragment: str, *outcomes: Json) -> html.HtmlElement:
    """The document as it stands once the page's script has run."""
    if CHROMIUM is None:
        pytest.skip("chromium is not installed")
    file = tmp_path / "index.html"
    file.write_text(page(*outcomes), "utf-8")
    argv = [
        CHROMIUM,
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        f"--user-data-dir={tmp_path / 'profile'}",
        "--dump-dom",
    ]
    done = subprocess.run([*argv, f"{file.as_uri()}{fragment}"], capture_output=True, check=True, timeout=120)
    return html.document_fromstring(done.stdout.decode())


def shown(document: html.HtmlElement) -> list[str]:
    """The titles that are shown, in order."""
    return [
        str(each.xpath("string(h2)")) for each in document.get_element_by_id("briefings") if each.get("hidden") is None
    ]


@pytest.mark.parametrize(
    ("fragment", "titles", "count"),
    [
        ("", ["Zoo opens", "Ferry to São Tomé", "Äpfel fürs Volk"], "3 briefings"),
        ("#q=sao+TOME", ["Ferry to São Tomé"], "1 of 3 briefings"),
        ("#q=angstrom", ["Zoo opens"], "1 of 3 briefings"),
        ("#q=obst", ["Äpfel fürs Volk"], "1 of 3 briefings"),
        ("#q=2025%2F", ["Ferry to São Tomé"], "1 of 3 briefings"),
        ("#q=zoo+ferry", [], "0 of 3 briefings"),
        ("#sort=title", ["Äpfel fürs Volk", "Ferry to São Tomé", "Zoo opens"], "3 briefings"),
        ("#sort=newest", ["Ferry to São Tomé", "Zoo opens", "Äpfel fürs Volk"], "3 briefings"),
        ("#sort=oldest", ["Zoo opens", "Ferry to São Tomé", "Äpfel fürs Volk"], "3 briefings"),
        ("#sort=outlet", ["Zoo opens", "Äpfel fürs Volk", "Ferry to São Tomé"], "3 briefings"),
        ("#sort=__proto__&q=%3Cscript%3E", [], "0 of 3 briefings"),
    ],
)
def test_filter_and_order(tmp_path: Path, fragment: str, titles: list[str], count: str) -> None:
    """In a browser, title, outlet, summary and path are searched without regard to case and accents; unknown dates come last."""
    document = in_chromium(tmp_path, fragment, *STORIES)
    assert shown(document) == titles
    assert document.xpath("string(//*[@id='count'])") == count
    assert (document.get_element_by_id("none").get("hidden") is None) == (not titles)
    assert document.get_element_by_id("tools").get("hidden") is None


def test_hostile_articles_in_a_browser(tmp_path: Path) -> None:
    """A title with markup is text in a browser as well."""
    title = "<img src=x onerror=\"document.title='taken'\">"
    document = in_chromium(tmp_path, "#q=onerror", done("a.txt", card={"title": title, "summary": [title]}))
    assert shown(document) == [title]
    assert document.xpath("string(//title)") == "Briefings"
