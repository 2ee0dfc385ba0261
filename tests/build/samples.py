"""The Word, PDF and mail samples, made from the words below: run again only to change a sample.

    python tests/build/samples.py samples

The stories are invented. The Word file is one as Word users make them (styles, a table, a list, a header, a tracked
change); the PDF is typeset by WeasyPrint in two columns, justified and hyphenated, with running headers and page
numbers; the mail is a multipart message of a press office with an attachment, a signature and a disclaimer.
"""

import sys
from datetime import UTC, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from io import BytesIO
from pathlib import Path

import weasyprint
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt

DRINKING_WATER = [
    ("Title", "Ministry to replace lead water pipes in 2,300 schools by 2029"),
    (
        "Subtitle",
        "A national programme of €410 million pays for new pipes, free testing and a public register of results.",
    ),
    ("Normal", "For immediate release · Dublin, 9 October 2025"),
    (
        "Normal",
        "The Department of Public Works will replace lead pipes in 2,300 schools and nurseries by the end of 2029, the Minister for Public Works, Aoife Brannigan, announced today. The programme will cost €410 million over four years and will be the largest of its kind since the state took over the maintenance of school buildings in 1998.",
    ),
    (
        "Normal",
        "Work will begin in January 2026 with the 190 buildings in which lead was found above the legal limit of 10 micrograms a litre. Pupils in these buildings have been given bottled water since the results of a national survey were published on 3 June 2025.",
    ),
    (
        "Normal",
        "“No parent should have to ask whether the water in a classroom is safe,” said Minister Brannigan. “We know where these pipes are, we know what they cost, and we will not spend another ten years measuring them.”",
    ),
    ("Heading 1", "What schools can expect"),
    ("List Bullet", "Every school built before 1975 will be tested free of charge by March 2026."),
    ("List Bullet", "Where a limit is exceeded, filters will be fitted within ten working days."),
    (
        "List Bullet",
        "Pipes will be replaced in the summer holidays wherever possible, so that no school loses more than three days of teaching.",
    ),
    ("List Bullet", "Results will be entered in a public register, school by school, from 1 May 2026."),
    ("Heading 1", "Funding by region"),
    ("table", ""),
    (
        "Normal",
        "Local authorities will carry 15% of the cost, and may apply for loans from the National Investment Bank. Three of them, among them Cork, had asked for full funding. The department rejected the request in September, arguing that the authorities own the buildings and had not set aside reserves for repairs.",
    ),
    (
        "Normal",
        "Dr Fergal Keane-Whelan, who chairs the Association of Water Engineers, welcomed the programme but warned of a shortage of plumbers. “The money is there. The people are not,” he said. According to the association, some 1,100 additional fitters would be needed each summer, about twice as many as complete their training in a year.",
    ),
    ("Heading 1", "Background"),
    (
        "Normal",
        "Lead pipes were forbidden in new buildings in 1970, but were not removed from existing ones. A first programme, started in 2007, had replaced pipes in 640 schools before it was stopped in the budget of 2011. The limit for lead will fall to 5 micrograms a litre in 2036 under the European drinking water directive, which would put at least 900 further buildings over the limit.",
    ),
    (
        "Normal",
        "The survey of 2025 was the first to test every tap in a sample of 1,450 schools. It was carried out by the Geological and Water Survey between October 2024 and April 2025.",
    ),
    ("Normal", "ENDS"),
    ("Normal", "Media contact: Press Office, Department of Public Works, press@publicworks.example, +353 1 555 0142"),
]
REGIONS = (
    ("Region", "Schools", "Funding"),
    ("Dublin and the East", "870", "€162 million"),
    ("South", "610", "€104 million"),
    ("West", "480", "€83 million"),
    ("Midlands and the North", "340", "€61 million"),
)

HEAT_NETWORKS = """
<h1>District heating after the price shock: what 40 cities did next</h1>
<p class="authors">Lena Brandvold, Mateo Ferrer Ruiz</p>
<p class="series">Northern Energy Observatory · Research Note 14 · February 2025</p>
<p><b>Summary.</b> Forty European cities with district heating were surveyed between May and November 2024. Thirty-one of
them have brought forward the date by which their networks are to run without gas, on average by six years. Large heat
pumps and the waste heat of data centres account for two thirds of the capacity that is now planned. Prices for households
fell in 2024 for the first time in four years, but remain 43% above their level of 2020.</p>
<h2>1. Why the plans changed</h2>
<p>Before 2021, most operators regarded gas-fired boilers as the cheapest way to meet demand on the coldest days. The price
shock of 2022 ended that certainty. Wholesale gas prices rose from an average of 16 euros a megawatt-hour in 2019 to more
than 120 euros in 2022, and networks that bought gas on the spot market passed the increase on within months. In eleven of
the forty cities, municipal councils intervened to cap bills; in three, the operator had to be recapitalised with public
money.</p>
<p>“The argument for diversification used to be about carbon, and it was lost in the budget round every year,” said Ingrid
Thoresen, who led the network in Trondheim until 2023 and advised the survey. “After that winter it was about solvency, and
it was won in an afternoon.”</p>
<p>The response was quick by the standards of a sector that plans in decades. By November 2024, operators in 31 cities had
adopted a new target year for operation without gas. The median target moved from 2045 to 2039. Nine cities kept their
earlier date, and none moved it back.</p>
<h2>2. What is being built</h2>
<p>Large heat pumps are the most frequent choice. The plans reviewed for this note contain 5.4 gigawatts of thermal capacity
from heat pumps by 2035, against 0.9 gigawatts in operation at the end of 2023. Rivers, treated waste water and the sea
supply most of the heat; ambient air is used where water isn’t available, at a loss of efficiency of about a quarter in
January.</p>
<p>Waste heat from data centres comes second, with 1.7 gigawatts. It is cheap where it can be had, but it is tied to the
decisions of few companies: in four cities a single data centre is to supply more than 30% of the heat by 2030. Only two of
these four operators have agreed on compensation should the data centre close or move.</p>
<table><caption>Planned heat capacity by 2035, gigawatts</caption>
<thead><tr><th>Source</th><th>2023</th><th>2035</th></tr></thead><tbody>
<tr><td>Large heat pumps</td><td>0.9</td><td>5.4</td></tr>
<tr><td>Data centres</td><td>0.2</td><td>1.7</td></tr>
<tr><td>Geothermal</td><td>0.6</td><td>1.5</td></tr>
<tr><td>Biomass</td><td>3.8</td><td>2.9</td></tr>
<tr><td>Gas boilers</td><td>11.2</td><td>4.1</td></tr></tbody></table>
<p>Geothermal projects have grown more slowly than announced. Of fourteen wells that were to be drilled in 2023 and 2024,
five have been completed, and two of those were abandoned because the flow was too weak. Operators name insurance as the
main obstacle: no private insurer covers the risk of a dry well at a premium that a municipal company could pay.</p>
<h2>3. What households pay</h2>
<p>The average bill for a flat of 70 square metres was 1,180 euros in 2024, after 1,270 euros in 2023 and 825 euros in 2020.
The spread is wide. Customers in the cheapest network, in Aarhus, paid 690 euros; those in the most expensive, 2,040 euros.
Networks with more than half of their heat from sources other than gas were on average 29% cheaper than the rest.</p>
<p>Social tariffs exist in seven cities. In the other 33, low-income households depend on general housing support, which in
most countries follows prices with a delay of a year or more. Consumer associations in Vienna and Ghent have therefore asked
for a right to leave the network, which operators oppose: each customer who leaves raises the cost for those who stay.</p>
<h2>4. Background</h2>
<p>District heating supplies about 67 million people in the European Union. Most networks were built between 1950 and 1985
around coal-fired power stations, and were converted to gas from the 1990s onwards. Since 2018, the Energy Efficiency
Directive has required operators to publish the share of renewable and waste heat; the revision of 2023 sets minimum shares
that rise in steps from 2028 to 2050.</p>
<p>The Observatory had surveyed the same cities in 2019. At that time, 26 of them expected gas consumption to stay constant
or to grow until 2030.</p>
<h2>5. What to watch</h2>
<p>Three decisions will show whether the new plans hold. The revised state-aid guidelines, expected in the autumn of 2025,
will decide whether cities may guarantee the risk of geothermal wells. Grid operators must confirm by June 2026 that they can
connect heat pumps of more than 50 megawatts in eight cities. And the first compensation agreement for a data centre that
closes, under negotiation in Helsinki since 2024, may become a model for others.</p>
<p>In conclusion, the survey shows a sector that has changed its plans faster than its plants. Thirty-one cities have a new
date; fewer than ten have signed the contracts that it requires.</p>
"""
HEAT_STYLE = """
@page { size: A4; margin: 30mm 24mm 28mm;
  @top-left { content: "Northern Energy Observatory"; font: 8pt sans-serif }
  @top-right { content: "Research Note 14 · February 2025"; font: 8pt sans-serif }
  @bottom-center { content: counter(page); font: 8pt sans-serif } }
@page :first { @top-left { content: none } @top-right { content: none } }
body { font: 12.5pt/1.6 serif; text-align: justify; hyphens: auto; columns: 2; column-gap: 8mm }
h1 { font: bold 20pt/1.2 sans-serif; text-align: left; column-span: all; margin: 0 0 4mm; hyphens: none }
.authors, .series { column-span: all; font: 10pt sans-serif; margin: 0 0 3mm }
h2 { font: bold 12pt sans-serif; margin: 5mm 0 2mm; text-align: left; hyphens: none; break-after: avoid }
p { margin: 0 0 2.5mm } table { width: 100%; font: 9pt sans-serif; margin: 3mm 0; break-inside: avoid }
td, th { text-align: left; border-bottom: .3pt solid #999 } caption { font-weight: bold; text-align: left }
"""

RECALL = """\
PRESS NOTICE

Sesame spread recalled in seven countries after salmonella finding

BRUSSELS, 22 July 2025 - The European Food Alert Office has ordered the recall of about 86,000 jars of sesame spread after
salmonella was found in two production batches. The jars were sold in Belgium, France, Germany, Italy, Luxembourg, the
Netherlands and Spain between 2 June and 18 July 2025.

Consumers should not eat the product and can return it without a receipt. The recall covers jars of 340 grams of the brand
Sabra Verde with the lot numbers L5148 and L5153 and a best-before date in November 2026.

Nineteen people are known to have fallen ill, eleven of them in the Netherlands. Four were treated in hospital; all have
been discharged. "The number of cases may still rise, because salmonella can take up to two weeks to be reported," said
Dr. Elke Vandamme, who heads the Office's outbreak unit.

The manufacturer, Molino Levante of Murcia, stopped production on 17 July. The company said that the contamination had
probably entered its plant with a delivery of hulled sesame in May. "We informed the authorities within hours of the
laboratory result, and we apologise to everyone affected," said its managing director, Joaquín Abellán. The Office has not
confirmed the source of the contamination.

Spanish inspectors had found fault with the plant's cleaning records in November 2023, but a second inspection in February
2024 raised no objections. Since 2019, the European Union has registered 34 alerts for salmonella in sesame products, most
of them for imported seed.

The Office will publish the results of its sequencing of the bacteria by 8 August 2025. Until then, it asks laboratories to
report every salmonella case of the serotype Mbandaka.
"""
SIGNATURE = """
--\x20
Nora Lindqvist
Press Officer
European Food Alert Office
Rue des Halles 12, 1000 Brussels
press@foodalert.example | +32 2 555 01 99

This e-mail and any attachments are confidential and intended solely for the addressee. If you have received it in error,
please delete it and notify the sender.
"""


def drinking_water(folder: Path) -> None:
    """Write the press release of a ministry as a Word file."""
    document = Document()
    properties = document.core_properties
    properties.author, properties.title = "Press Office, Department of Public Works", DRINKING_WATER[0][1]
    properties.language = "en-IE"
    properties.created = properties.modified = datetime(2025, 10, 9, 8, 0)  # noqa: DTZ001  Word files hold naive UTC
    document.sections[0].header.paragraphs[0].text = "Department of Public Works · Press release 118/2025"
    document.sections[0].footer.paragraphs[0].text = "www.publicworks.example"
    for style, text in DRINKING_WATER:
        if style == "table":
            table = document.add_table(rows=0, cols=3, style="Light Grid Accent 1")
            for row in REGIONS:
                for cell, value in zip(table.add_row().cells, row, strict=True):
                    cell.text = value
            continue
        paragraph = document.add_paragraph(text, style=style)
        if style == "Normal":
            paragraph.paragraph_format.space_after = Pt(8)
        if text.startswith("The survey of 2025"):
            paragraph._p.append(tracked("ins", "w:t", " A second survey is planned for 2028."))
            paragraph._p.append(tracked("del", "w:delText", " It cost €2.1 million."))
    buffer = BytesIO()
    document.save(buffer)
    (folder / "source.docx").write_bytes(buffer.getvalue())


def tracked(kind: str, tag: str, text: str) -> object:
    """Return a tracked insertion or deletion of `text`."""
    return parse_xml(
        f'<w:{kind} {nsdecls("w")} w:id="9{len(kind)}{len(text)}" w:author="A. Editor" w:date="2025-10-08T10:00:00Z">'
        f'<w:r><{tag} xml:space="preserve">{text}</{tag}></w:r></w:{kind}>'
    )


def heat_networks(folder: Path) -> None:
    """Write the research note as a PDF in two columns."""
    html = f'<html lang="en"><head><title>District heating after the price shock</title></head><body>{HEAT_NETWORKS}</body></html>'
    pdf = weasyprint.HTML(string=html).write_pdf(stylesheets=[weasyprint.CSS(string=HEAT_STYLE)])
    (folder / "source.pdf").write_bytes(pdf)


def recall(folder: Path) -> None:
    """Write the mail of a press office, with an attachment."""
    mail = EmailMessage()
    mail["From"] = Address("Nora Lindqvist", "press", "foodalert.example")
    mail["To"] = Address("Press list", "list", "foodalert.example")
    mail["Subject"] = "Sesame spread recalled in seven countries after salmonella finding – press notice 41/2025"
    mail["Date"] = format_datetime(datetime(2025, 7, 22, 9, 15, tzinfo=UTC))
    mail["Message-ID"] = "<41-2025@foodalert.example>"
    mail["Organization"] = "European Food Alert Office"
    body = RECALL + SIGNATURE
    mail.set_content(body, cte="quoted-printable")
    paragraphs = "".join(f"<p>{part.replace(chr(10), ' ')}</p>" for part in body.split("\n\n"))
    mail.add_alternative(f"<html><body style='font-family:Calibri'>{paragraphs}</body></html>", subtype="html")
    mail.add_attachment(
        b"lot;best_before\nL5148;2026-11\nL5153;2026-11\n", maintype="text", subtype="csv", filename="lots.csv"
    )
    data = mail.as_bytes()
    for number, boundary in enumerate(part.get_boundary() for part in mail.walk() if part.is_multipart()):
        data = data.replace(str(boundary).encode(), f"part-{number}-41-2025".encode())
    (folder / "source.eml").write_bytes(data)


if __name__ == "__main__":
    samples = Path(sys.argv[1])
    drinking_water(samples / "drinking-water")
    heat_networks(samples / "heat-networks")
    recall(samples / "recall")
