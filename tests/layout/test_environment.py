"""Values in templates are escaped exactly once, and templates reach nothing that they are not given."""

import time
from pathlib import Path

import pytest

from reportkit.errors import TemplateError
from reportkit.limits import TEMPLATE_STEPS
from reportkit.model.briefing import Statement
from reportkit.text.markdown import escape
from tests.support.templates import laid_out, rendered, template_at

NASTY = "*a* _b_ | # `c` 1. <b> {{ x }} ::: [x](y) [@p1.s1] \\ &amp; www.a.b"
PUTS_VALUE_OUT = {
    "plain": "{{ v }}",
    "concatenated": '{{ "" ~ v }}',
    "concatenated with markup": "{% set m %}{% endset %}{{ m ~ v }}",
    "added to markup": "{% set m %}{% endset %}{{ m + v }}",
    "added": '{{ v + "" }}',
    "joined": "{{ [v] | join }}",
    "joined by a value": '{{ ["", ""] | join(v) }}',
    "joined with markup": '{% set m %}{% endset %}{{ [m, v] | join("") }}',
    "mapped": '{{ [v] | map("trim") | join }}',
    "set": "{% set w = v %}{{ w }}",
    "set-block": "{% set w %}{{ v }}{% endset %}{{ w }}",
    "set-block twice": "{% set w %}{{ v }}{% endset %}{% set u %}{{ w }}{% endset %}{{ u }}",
    "macro": "{% macro m(x) %}{{ x }}{% endmacro %}{{ m(v) }}",
    "macro in macro": "{% macro a(x) %}{{ x }}{% endmacro %}{% macro b(x) %}{{ a(x) }}{% endmacro %}{{ b(v) }}",
    "call block": "{% macro m() %}{{ caller() }}{% endmacro %}{% call m() %}{{ v }}{% endcall %}",
    "loop": "{% for x in [v] %}{{ x }}{% endfor %}",
    "recursive loop": "{% for x in [[v]] recursive %}{{ x if x is string else loop(x) }}{% endfor %}",
    "default": "{{ none_here | default(v) }}",
    "default of a value": '{{ v | default("x") }}',
    "condition": '{{ v if v else "" }}',
    "or": '{{ "" or v }}',
    "first": "{{ [v] | first }}",
    "reversed": "{{ [v] | reverse | first }}",
    "escaped by hand": "{{ v | e }}",
    "escaped by hand twice": "{{ v | escape | escape }}",
    "string": "{{ v | string }}",
    "slice": "{{ v[0:] }}",
    "namespace": "{% set ns = namespace(x=v) %}{{ ns.x }}",
    "with": "{% with w = v %}{{ w }}{% endwith %}",
    "block": "{% block b %}{{ v }}{% endblock %}",
    "filter block": "{% filter trim %}{{ v }}{% endfilter %}",
    "mapping": '{{ {"a": v}.a }}',
    "items": '{% for k, x in {"a": v}.items() %}{{ x }}{% endfor %}',
    "grouped": '{% for g in [{"k": v}] | groupby("k") %}{{ g.grouper }}{% endfor %}',
    "cycled": "{% for x in [1] %}{{ loop.cycle(v) }}{% endfor %}",
    "imported": '{% from "sections/macros.md.j2" import show %}{{ show(v) }}',
    "imported as a module": '{% import "sections/macros.md.j2" as m %}{{ m.show(v) }}',
    "included": '{% include "sections/value.md.j2" %}',
    "inherited": '{% extends "sections/base.md.j2" %}{% block b %}{{ super() }}{% endblock %}',
}


@pytest.mark.parametrize("source", PUTS_VALUE_OUT.values(), ids=PUTS_VALUE_OUT)
def test_escaped_exactly_once(source: str, tmp_path: Path) -> None:
    """Whatever way a value takes through a template, it comes out escaped, and escaped once."""
    template = template_at(
        tmp_path,
        source,
        macros="{% macro show(x) %}{{ x }}{% endmacro %}",
        value="{{ v }}",
        base="{% block b %}{{ v }}{% endblock %}",
    )
    assert rendered(template, {"v": NASTY}) == escape(NASTY)


def test_template_text_is_not_escaped(tmp_path: Path) -> None:
    """What the template itself says stays Markdown, beside values, in macros and in blocks."""
    template = template_at(
        tmp_path, "**{{ v }}** {% macro m() %}*x*{% endmacro %}{{ m() }} {% set s %}`y`{% endset %}{{ s }}"
    )
    assert rendered(template, {"v": "*"}) == "**\\*** *x* `y`"


def test_numbers_and_literals(tmp_path: Path) -> None:
    """Numbers are put out as they are; text in an expression is a value like any other."""
    template = template_at(tmp_path, '{{ 3 }} {{ 1.5 }} {{ "*" }} {{ "a" ~ 1 }} {{ 7 // 2 * 2 - 1 }}')
    assert rendered(template, {}) == "3 1.5 \\* a1 5"


FORBIDDEN = {
    "class": ("{{ v.__class__ }}", "unsafe"),
    "class by item": ('{{ v["__class__"] }}', "unsafe"),
    "class by attribute filter": ('{{ v | attr("__class__") }}', "No filter named 'attr'"),
    "class by map": (
        '{{ [v] | map(attribute="__class__") | list | length }}{{ ([v] | map(attribute="__class__") | first) }}',
        "unsafe",
    ),
    "class by sorting": ('{{ [v, v] | sort(attribute="__class__") }}', "unsafe"),
    "format": ('{{ "{0.__class__}".format(v) }}', "unsafe"),
    "format as a value": ('{% set f = "{0}".format %}{{ f(v) }}', "unsafe"),
    "format_map": ('{{ "{v}".format_map({"v": v}) }}', "unsafe"),
    "format filter": ('{{ "%s" | format(v) }}', "No filter named 'format'"),
    "percent": ('{{ "%9999999999d" % 1 }}', "for numbers only"),
    "macro's insides": ("{% macro m() %}{% endmacro %}{{ m.__class__ }}", "unsafe"),
    "self": ("{{ self.__init__ }}", "unsafe"),
    "global functions": ("{{ lipsum }}", "'lipsum' is undefined"),
    "cycler": ("{{ cycler.__init__ }}", "unsafe"),
    "function of a value": ("{{ statement.text.encode() }}", "unsafe"),
    "method of markup": ("{% set m %}x{% endset %}{{ m.upper() }}", "unsafe"),
    "slice of markup": ("{% set m %}\\*{% endset %}{{ m[1:] }}", "markup cannot be cut"),
    "words of markup": ("{% set m %}a b c{% endset %}{{ m | first_words(1) }}", "markup cannot be cut"),
    "changing a list": ("{% set l = [1] %}{{ l.append(2) }}", "unsafe"),
    "file": ('{% include "/etc/passwd" %}', "there is no file '/etc/passwd'"),
    "file above": ('{% include "../template.toml" %}', "there is no file '../template.toml'"),
    "own declaration": ('{% include "template.toml" %}', "there is no file 'template.toml'"),
    "escaping off": ("{% autoescape false %}{{ v }}{% endautoescape %}", "cannot be switched off"),
    "safe": ("{{ v | safe }}", "No filter named 'safe'"),
    "undefined name": ("{{ nothing }}", "'nothing' is undefined"),
    "undefined field": ("{{ statement.nothing }}", "has no attribute 'nothing'"),
    "undefined in a loop": ("{% for x in nothing %}{% endfor %}", "'nothing' is undefined"),
    "none": ("{{ none }}", "none (a value that the source does not give) is not text"),
    "a list": ("{{ [v] }}", "a list is not text"),
    "a condition": ("{{ v == v }}", "true or false is not text"),
    "a statement": ("{{ statement }}", "a Statement is not text"),
    "syntax": ("{% if %}", "Expected an expression"),
    "unclosed": ("{% for x in [1] %}", "Unexpected end of template"),
    "division by zero": ("{{ 1 // 0 }}", "division"),
    "power": ("{{ 9 ** 9 ** 9 }}", "there is no **"),
    "long text": ('{{ "a" * 10000000000 }}', "for numbers only"),
    "long list": ("{{ [0] * 10000000000 }}", "for numbers only"),
    "large number": ("{{ 999999999 * 999999999 }}", "too large a number"),
    "references that are none": ('{{ ["x"] | cite }}', "not ids of sentences"),
    "no such test": ("{{ 1 is wicked }}", "No test named 'wicked'"),
    "nesting": ("{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}", "nested too deep"),
    "includes itself": ('{% include "report.md.j2" %}', "nested too deep"),
    "calls itself": ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "nested too deep"),
    "control character": ('{{ "\\x00" }}', "characters that no document may hold"),
    "lone surrogate": ('{{ "\\ud800" }}', "characters that no document may hold"),
}


@pytest.mark.parametrize(("source", "problem"), FORBIDDEN.values(), ids=FORBIDDEN)
def test_refused(source: str, problem: str, tmp_path: Path) -> None:
    """What a template may not do ends with an error that names its file and says what is wrong."""
    template = template_at(tmp_path, f"\n{source}")
    with pytest.raises(TemplateError) as caught:
        rendered(template, {"v": NASTY, "statement": Statement(text="x", refs=("p1.s1",))})
    assert problem in caught.value.problem
    assert caught.value.subject.startswith(f"{tmp_path}/report.md.j2")


ENDLESS = {
    "a long range": "{% for i in range(999999999) %}{% endfor %}",
    "ranges in ranges": "{% for i in range(9999) %}{% for j in range(9999) %}{% endfor %}{% endfor %}",
    "lists in lists": "{% set l = range(999) | list %}{% for a in l %}{% for b in l %}{% for c in l %}{% endfor %}{% endfor %}{% endfor %}",
    "calls of calls": (
        "{% macro a() %}{% endmacro %}"
        + "".join(f"{{% macro {chr(98 + n)}() %}}{f'{{{{ {chr(97 + n)}() }}}}' * 10}{{% endmacro %}}" for n in range(8))
        + "{{ i() }}"
    ),
    "doubled text": "{% set a %}0123456789{% endset %}" + "{% set a %}{{ a }}{{ a }}{% endset %}" * 60,
    "doubled by joining": '{% set ns = namespace(x="0123456789") %}{% for i in range(60) %}{% set ns.x = ns.x ~ ns.x %}{% endfor %}',
    "doubled by adding": '{% set ns = namespace(x="0123456789") %}{% for i in range(60) %}{% set ns.x = ns.x + ns.x %}{% endfor %}',
    "much text in a loop": "{% set m %}{% for i in range(99999) %}" + "text " * 1000 + "{% endfor %}{% endset %}",
    "inclusions of inclusions": '{% set n = n | default(0) + 1 %}{% if n < 25 %}{% include "report.md.j2" %}{% include "report.md.j2" %}{% endif %}',
    "numbers as a list": "{% set l = range(999999999) | list %}",
}


@pytest.mark.parametrize("source", ENDLESS.values(), ids=ENDLESS)
def test_bounded(source: str, tmp_path: Path) -> None:
    """A template that would run for ever or fill the memory is stopped within seconds, with the limit's name."""
    template = template_at(tmp_path, source)
    started = time.process_time()
    with pytest.raises(TemplateError, match=r"TEMPLATE_(STEPS|CHARACTERS)") as caught:
        rendered(template, {})
    assert time.process_time() - started < 10
    assert ":" in caught.value.subject.removeprefix(str(tmp_path))


def test_errors_name_file_and_line(tmp_path: Path) -> None:
    """The place is the innermost file of the template and its line, also within an included section."""
    template = template_at(
        tmp_path, '# {{ title }}\n\n{% include "sections/part.md.j2" %}\n', part="one\n\n{{ wrong }}\n"
    )
    with pytest.raises(TemplateError) as caught:
        laid_out(template)
    assert caught.value.subject == f"{tmp_path}/sections/part.md.j2:3"
    template = template_at(tmp_path, "# {{ title }}\n", part="")
    template = template_at(tmp_path, '# {{ title }}\n{% include "sections/part.md.j2" %}', part="a\nb\n{% else %}")
    with pytest.raises(TemplateError) as caught:
        laid_out(template)
    assert caught.value.subject == f"{tmp_path}/sections/part.md.j2:3"


def test_unknown_filter_lists_the_known(tmp_path: Path) -> None:
    """The hint names the filters there are, and the sections there are."""
    with pytest.raises(TemplateError) as caught:
        laid_out(template_at(tmp_path, "{{ title | shout }}"))
    assert caught.value.hint is not None
    assert "cite, cited, count" in caught.value.hint
    with pytest.raises(TemplateError) as caught:
        laid_out(template_at(tmp_path, '{% include "sections/no.md.j2" %}'))
    assert caught.value.hint is not None
    assert "sections/key-points.md.j2" in caught.value.hint


def test_what_one_render_used_does_not_count_for_the_next(tmp_path: Path) -> None:
    """Limits are for one render: a template that comes near them can be rendered again and again."""
    template = template_at(tmp_path, f"{{% for i in range({TEMPLATE_STEPS // 3}) %}}{{% endfor %}}x")
    assert [rendered(template, {}) for _ in range(3)] == ["x", "x", "x"]


FILTERED = {
    "first_words cuts": ('{{ "one two, three" | first_words(2) }}', "one two …"),
    "room of a text": ('{{ "eeeee eeeee" | room }}', "2"),
    "room of wide letters": (
        '{{ "MMMMM" | room }} {{ "\u4e2d\u4e2d\u4e2d" | room }} {{ "\u0430\u0430\u0430\u0430\u0430" | room }}',
        "2 1 1",
    ),
    "room of a long word": ("{{ word[:30] | room }}", "7"),
    "room of whole lines": ('{{ "eeeee eeeee" | room(13, 5) }}', "18"),
    "first_words keeps what fits": ('{{ "one two" | first_words(2) }}', "one two"),
    "first_words cuts an endless word": ("{{ word | first_words(2) }}", "x" * 6 + " …"),
    "first_words counts wide letters": ("{{ han | first_words(2) }}", "中" * 6 + " …"),
    "link": ('{{ "https://a.b/c_d?e=(f)" | link }}', "[https\\://a.b/c_d?e=(f)](<https://a.b/c_d?e=(f)>)"),
    "link with words": ('{{ "https://a.b" | link("*x*") }}', "[\\*x\\*](<https://a.b>)"),
    "link of no address": ('{{ "javascript:alert(1)" | link }}', "javascript:alert(1)"),
    "link with a bracket": ('{{ "https://a.b/>x" | link }}', "[https\\://a.b/>x](<https://a.b/%3Ex>)"),
    "cite": ('{{ ["p1.s2", "p3.s4"] | cite }}', "[@p1.s2; @p3.s4]"),
    "cite one": ('{{ "p1.s2" | cite }}', "[@p1.s2]"),
    "cite nothing": ("{{ [] | cite }}", ""),
    "date": ('{{ "2024-09-30" | date("en") }}', "30 September 2024"),
    "trim": ("{% set m %} x {% endset %}[{{ m | trim }}]", "[x]"),
}


@pytest.mark.parametrize(("source", "expected"), FILTERED.values(), ids=FILTERED)
def test_filters(source: str, expected: str, tmp_path: Path) -> None:
    """Each filter of our own gives what the name says."""
    assert rendered(template_at(tmp_path, source), {"word": "x" * 50, "han": "中" * 50}) == expected
