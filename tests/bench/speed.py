"""Figures of speed, as ratios within one run: start-up, a cold render, one more briefing in a warm process.

    python tests/bench/speed.py [--runs 15] [--data FOLDER]

Each figure is a median over pairs that are run in turn, so that a machine that slows down slows both sides.
"""

import argparse
import json
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import weasyprint
from weasyprint.text.fonts import FontConfiguration

from reportkit.brief import brief
from reportkit.layout import load_template, load_theme
from reportkit.model.artefact import OutputFormat
from reportkit.model.source import Source
from reportkit.pipeline import render
from reportkit.settings import Settings
from reportkit.text.words import count_words
from tests.bench.adapters import article_of_row

SAMPLE = Path(__file__).parents[2] / "samples/coalition/source.txt"
_WORDS = range(550, 651)


def pairs(left: Callable[[], object], right: Callable[[], object], runs: int) -> tuple[float, float, float]:
    """Median seconds of each side, and the median of the ratios left/right, over `runs` pairs after one warm-up."""
    left(), right()
    times = []
    for _ in range(runs):
        row = []
        for side in (left, right):
            start = time.perf_counter()
            side()
            row.append(time.perf_counter() - start)
        times.append(row)
    return (
        statistics.median(a for a, _ in times),
        statistics.median(b for _, b in times),
        statistics.median(a / b for a, b in times),
    )


def process(*command: str) -> Callable[[], object]:
    """A call that runs `python …` to its end, in an empty folder, its output thrown away."""

    def run() -> None:
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run([sys.executable, *command], cwd=folder, check=True, capture_output=True)

    return run


def report(label: str, figures: tuple[float, float, float], asked: str) -> None:
    """Print one row of the table."""
    ours, base, ratio = figures
    print(f"{label:<62}{ours * 1000:8.1f} ms{base * 1000:8.1f} ms{ratio:8.2f}   {asked}")


def theme_faces(html: str, faces: str) -> str:
    """The HTML output with the theme's TTF faces in place of its embedded WOFF2 subsets: what WeasyPrint reads fastest."""
    return re.sub(r"@font-face\s*\{[^}]*\}", "", html).replace("</head>", f"<style>{faces}</style></head>", 1)


def warm(runs: int) -> None:
    """One more briefing in a warm process, beside WeasyPrint alone."""
    settings = Settings()
    template, theme = load_template(settings.template), load_theme(settings.theme)
    source = Source(name=SAMPLE.name, data=SAMPLE.read_bytes())

    def ours() -> None:
        render(source, settings, template, theme, {})

    html_settings = Settings(to=(OutputFormat.HTML,))
    html = render(source, html_settings, template, theme, {}).artefacts[0].data.decode()
    report(
        "PDF, DOCX and Markdown / WeasyPrint on the HTML as written",
        pairs(ours, lambda: weasyprint.HTML(string=html).write_pdf(pdf_variant="pdf/ua-1"), runs),
        "<= 1.5, aim 1.3",
    )
    with tempfile.TemporaryDirectory() as folder:
        faces = []
        for face in theme.fonts:
            path = Path(folder, Path(face.file).name)
            path.write_bytes(theme.files[face.file])
            style = "italic" if face.italic else "normal"
            faces.append(
                f"@font-face{{font-family:'{face.family}';font-weight:{face.weight};font-style:{style};src:url({path.as_uri()})}}"
            )
        bare = theme_faces(html, "")
        configuration = FontConfiguration()
        sheet = weasyprint.CSS(string="".join(faces), font_config=configuration)

        def alone() -> None:
            document = weasyprint.HTML(string=bare)
            document.write_pdf(pdf_variant="pdf/ua-1", stylesheets=[sheet], font_config=configuration)

        report("  … / WeasyPrint alone, warm, same static fonts", pairs(ours, alone, runs), "the harder base")
    for only in (OutputFormat.PDF, OutputFormat.DOCX, OutputFormat.MD):
        alone_settings = Settings(to=(only,))
        one = pairs(lambda s=alone_settings: render(source, s, template, theme, {}), ours, runs)  # type: ignore[misc]
        report(f"  {only.value} only / all three", one, "")


def briefing_alone(data: Path) -> None:
    """The briefings of articles of 550 to 650 words, each made once: what is kept of one must not answer for another."""
    file = data / "bench/summaries/cnn.jsonl"
    if not file.is_file():
        print(f"brief(): skipped, no benchmark data in {data}")
        return
    articles = [article_of_row(json.loads(line)) for line in file.read_text(encoding="utf-8").splitlines()]
    fit = [article for article in articles if count_words(article.text) in _WORDS]
    settings = Settings()
    brief(articles[0], settings)  # loads the lists of the language and the weights
    times = []
    for article in fit:
        start = time.process_time()  # of the processor: others on the machine don't count
        brief(article, settings)
        times.append(time.process_time() - start)
    label = f"brief() of {len(fit)} articles of {_WORDS.start} to {_WORDS.stop - 1} words, warm, median"
    print(f"{label:<62}{statistics.median(times) * 1000:8.1f} ms{'':11}{'':8}   <= 15 ms")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--data", type=Path, default=Path(__file__).parents[3] / "shared")
    options = parser.parse_args()
    runs = options.runs
    print(f"{'speed: medians of ' + str(runs) + ' pairs':<62}{'ours':>11}{'base':>11}{'ratio':>8}   asked")
    base = process("-c", "import typer")
    report("reportkit --help / import typer", pairs(process("-m", "reportkit", "--help"), base, runs), "<= 1.5")
    report("reportkit --version / import typer", pairs(process("-m", "reportkit", "--version"), base, runs), "<= 1.5")
    weasy = process("-c", "import weasyprint")
    cold = pairs(process("-m", "reportkit", "render", str(SAMPLE), "-q"), weasy, runs)
    report("reportkit render, cold / import weasyprint", cold, "dominated by it")
    markdown = process("-m", "reportkit", "render", str(SAMPLE), "--to", "md", "-q")
    report("reportkit render --to md, cold / import weasyprint", pairs(markdown, weasy, runs), "")
    briefing_alone(options.data)
    warm(runs)


if __name__ == "__main__":
    main()
