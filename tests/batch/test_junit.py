"""JUnit XML: what servers read of it, and nothing that breaks their parser."""

from collections.abc import Iterator

import pytest
from lxml import etree

from reportkit.batch.junit import junit_lines
from reportkit.batch.records import Record
from tests.support.manifests import Json, done, failed, records, skipped

# What Jenkins' xUnit plugin allows, in our words: elements, their order, their attributes.
SCHEMA = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
<xs:complexType name="told" mixed="true"><xs:attribute name="message" type="xs:string"/><xs:attribute name="type" type="xs:string"/></xs:complexType>
<xs:element name="testcase"><xs:complexType><xs:choice minOccurs="0" maxOccurs="unbounded">
 <xs:element name="skipped" type="told"/><xs:element name="error" type="told"/><xs:element name="failure" type="told"/>
 <xs:element name="system-out" type="xs:string"/><xs:element name="system-err" type="xs:string"/>
</xs:choice><xs:attribute name="name" type="xs:string" use="required"/><xs:attribute name="classname" type="xs:string"/>
<xs:attribute name="time" type="xs:decimal"/></xs:complexType></xs:element>
<xs:attributeGroup name="counts"><xs:attribute name="name" type="xs:string" use="required"/><xs:attribute name="tests" type="xs:nonNegativeInteger" use="required"/>
<xs:attribute name="failures" type="xs:nonNegativeInteger" use="required"/><xs:attribute name="errors" type="xs:nonNegativeInteger" use="required"/>
<xs:attribute name="time" type="xs:decimal"/></xs:attributeGroup>
<xs:element name="testsuite"><xs:complexType><xs:sequence><xs:element ref="testcase" minOccurs="0" maxOccurs="unbounded"/></xs:sequence>
<xs:attributeGroup ref="counts"/><xs:attribute name="skipped" type="xs:nonNegativeInteger"/></xs:complexType></xs:element>
<xs:element name="testsuites"><xs:complexType><xs:sequence><xs:element ref="testsuite" maxOccurs="unbounded"/></xs:sequence>
<xs:attributeGroup ref="counts"/></xs:complexType></xs:element>
</xs:schema>"""


def suite(*outcomes: Json) -> etree._Element:
    """The one suite of the document, which follows the schema."""
    root = etree.fromstring("".join(junit_lines(lambda: iter(records(*outcomes)))).encode())
    etree.XMLSchema(etree.fromstring(SCHEMA)).assertValid(root)
    return root[0]


def test_each_outcome_is_a_case_and_counted() -> None:
    """Folder and file name tell which; failure, skip and a bug of ours are told apart, and times add up."""
    notice = {"code": "encoding-guessed", "detail": "taken for latin-1", "where": "page 3"}
    found = suite(
        done("2026/a.txt", notices=[notice]),
        done("b.txt", outcome="unchanged"),
        failed("c.pdf", hint="save it anew"),
        failed("d.txt", code="bug", problem="KeyError: this is a bug of reportkit's", exit=70),
        skipped("in/.hidden"),
        skipped("e"),
    )
    assert dict(found.attrib) == {
        "name": "reportkit", "tests": "6", "failures": "1", "errors": "1", "time": "1.250", "skipped": "2",
    }  # fmt: skip
    assert [(case.get("classname"), case.get("name"), case.get("time")) for case in found] == [
        ("in/2026", "a.txt", "0.250"), ("in", "b.txt", "0.000"), ("in", "c.pdf", "0.500"), ("in", "d.txt", "0.500"),
        ("in", ".hidden", "0.000"), (".", "e", "0.000"),
    ]  # fmt: skip
    assert found[0].findtext("system-out") == "notice: encoding-guessed: taken for latin-1 (page 3)"
    assert len(found[1]) == 0
    (failure,) = found[2]
    assert (failure.tag, failure.get("type"), failure.get("message")) == ("failure", "damaged", "is not a PDF")
    assert failure.text == "in/c.pdf: is not a PDF\nhint: save it anew"
    assert found[3][0].tag == "error"
    assert found[4][0].get("message") == "hidden"


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ("</failure><x a=\"b\" & 'c'>", "</failure><x a=\"b\" & 'c'>"),
        ("one\ntwo\tthree\rfour", "one\ntwo\tthree\rfour"),
        ("bell \x07, null \x00, delete \x7f, next line \x85", r"bell \x07, null \x00, delete \x7f, next line \x85"),
        ("half a pair \ud800, no character \uffff", r"half a pair \ud800, no character \uffff"),
        ("]]> 🙂 São", "]]> 🙂 São"),
    ],
)
def test_hostile_words_stay_words(given: str, read: str) -> None:
    """Whatever stands in a problem comes back from a parser, but for what XML cannot carry: that is shown as its escape."""
    (case,) = suite(failed("a.txt", problem=given))
    assert case[0].get("message") == read
    assert case[0].text == f"in/a.txt: {read}"


def test_written_as_it_is_made() -> None:
    """A line goes out before the next outcome is looked at: memory does not grow with their number."""
    seen = 0

    def outcomes() -> Iterator[Record]:
        nonlocal seen
        for each in records(*(done(f"{number}.txt") for number in range(5))):
            seen += 1
            yield each

    lines = junit_lines(outcomes)
    head, _, first = next(lines), next(lines), next(lines)
    assert 'tests="5"' in head
    assert 'name="0.txt"' in first
    assert seen == 5 + 1


def test_nothing_to_tell() -> None:
    """A run without inputs is a suite without cases."""
    assert suite().get("tests") == "0"
