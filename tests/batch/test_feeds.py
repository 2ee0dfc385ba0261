"""RSS and Atom files: entries that carry their text are articles, each with what the feed declares of it."""

from pathlib import Path

import pytest

from reportkit.batch.collect import collect
from reportkit.batch.feeds import read_entry
from reportkit.batch.inputs import Input, Skipped, Unreadable
from reportkit.normalise import normalise
from reportkit.readers import read

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Harbour Gazette</title><link>https://gazette.example/</link><language>en-GB</language>
<item><title>Council approves tram &amp; tunnel</title><link>https://gazette.example/2026/03/council-tram.html?x=1</link>
<guid>tag:gazette,1</guid><pubDate>Tue, 03 Mar 2026 18:30:00 +0100</pubDate><dc:creator>Ana Ruiz</dc:creator>
<description>Short.</description>
<content:encoded><![CDATA[<p>The city council approved a new tram line to the harbour on Tuesday by 31 votes to 14.</p>
<p>The line will cost 84 million euros and open in March 2028, said Maria Lindqvist, the councillor for transport.</p>
<script>alert(1)</script>]]></content:encoded></item>
<item><title>Only a link</title><link>https://gazette.example/only</link></item>
<item><title>Storm</title><link>https://gazette.example/a/storm</link><guid>2</guid>
<description>A storm closed the harbour for nine hours on Monday. No ship was damaged, the harbour master said.

Ferries run again since noon.</description></item>
<item><title>Storm, again</title><link>https://gazette.example/b/storm</link><guid>3</guid>
<description>&lt;p&gt;The second storm of the week closed the harbour for two hours on Friday.&lt;/p&gt;</description></item>
<item><title>Storm</title><guid>2</guid><description>The same entry once more.</description></item>
</channel></rss>
"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title>Hafenbote</title>
<entry><id>urn:1</id><title>Der Rat stimmt zu</title><link rel="self" href="https://x.example/api/1"/>
<link href="https://x.example/rat-stimmt-zu/"/><published>2026-03-03T17:30:00Z</published>
<author><name>Jens Ott</name></author><summary>Kurz.</summary>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Der Stadtrat hat am Dienstag einer neuen
Straßenbahn zugestimmt. Sie kostet 84 Millionen Euro.</p></div></content></entry></feed>
"""


def test_rss(tmp_path: Path) -> None:
    """The longest text of an entry is its article; links without text are passed over, twins are told apart."""
    path = tmp_path / "feed.xml"
    path.write_text(RSS, "utf-8")
    found = list(collect(str(path), None))
    names = [each.name for each in found if isinstance(each, Input)]
    assert names[0] == "council-tram.html"
    assert sorted(name[:6] for name in names[1:]) == ["storm-", "storm-"]
    assert len(set(names)) == len(names) == 3
    assert [each.place for each in found if isinstance(each, Skipped)] == [f"{path}#https://gazette.example/only"]


def test_an_entry_says_what_the_feed_says(tmp_path: Path) -> None:
    """Title, outlet, author, date, address and language are declared, the text is the entry's alone."""
    path = tmp_path / "feed.rss"
    path.write_text(RSS, "utf-8")
    source = read_entry(str(path), "tag:gazette,1")
    article = normalise(source, read(source))
    assert article.title is not None
    assert article.title.value == "Council approves tram & tunnel"
    assert article.outlet is not None
    assert article.outlet.value == "Harbour Gazette"
    assert article.byline is not None
    assert article.byline.value == ("Ana Ruiz",)
    assert article.published is not None
    assert article.published.value.startswith("2026-03-03")
    assert article.url is not None
    assert article.url.value == "https://gazette.example/2026/03/council-tram.html?x=1"
    assert "31 votes to 14" in article.text
    assert "alert" not in article.text


def test_atom(tmp_path: Path) -> None:
    """The link to the article is the one of no other relation; XHTML content is taken as it is."""
    path = tmp_path / "feed.atom"
    path.write_text(ATOM, "utf-8")
    (found,) = collect(str(path), None)
    assert isinstance(found, Input)
    assert found.name == "rat-stimmt-zu.html"
    source = read_entry(str(path), found.member)
    article = normalise(source, read(source))
    assert article.language is not None
    assert article.language.value == "de"
    assert "84 Millionen" in article.text


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("<rss><channel>", "damaged"),
        ('<!DOCTYPE rss [<!ENTITY x "y">]><rss><channel>&x;</channel></rss>', "damaged"),
        ("<opml/>", "unknown-format"),
    ],
)
def test_what_is_no_feed(tmp_path: Path, text: str, code: str) -> None:
    """It counts as one failed input, with what is wrong."""
    path = tmp_path / "feed.rss"
    path.write_text(text)
    (found,) = collect(str(path), None)
    assert isinstance(found, Unreadable)
    assert found.error.code == code


def test_an_entry_that_is_gone(tmp_path: Path) -> None:
    """A feed may change between the plan and the work."""
    path = tmp_path / "feed.rss"
    path.write_text(RSS, "utf-8")
    from reportkit.errors import SourceNotFoundError

    with pytest.raises(SourceNotFoundError, match="no longer"):
        read_entry(str(path), "tag:gazette,9")
