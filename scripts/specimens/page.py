"""A report as a web page (for Chromium) and as a flat OpenDocument text (for LibreOffice), both with the looks of Word."""
import html
import re
from report import ATOM

HEADER = ("INSTITUTO ECUATORIANO DE SEGURIDAD SOCIAL", "SUBDIRECCIÓN NACIONAL DE SEGUIMIENTO Y EVALUACIÓN", "INFORME DE RENDICIÓN DE CUENTAS")
FORM = ("CÓD: DNPL-SDNSE-GPL-P02-F01", "FECHA DE VIGENCIA: 30/08/2019", "VERSIÓN: 1.0", "PÁG: ")
DASH = "-"


def runs(text):
    """(text, bold) pieces of inline text, atoms taken away."""
    text = ATOM.sub(lambda m: m.group(2), text)
    return [(part, n % 2 == 1) for n, part in enumerate(text.split("**")) if part]


# ---------------------------------------------------------------- web page

CSS = """
@font-face { font-family: Marks; src: url(marks.ttf); }
@page { size: A4; margin: MARGIN; }
body { font-family: Carlito, Calibri; font-size: 12pt; line-height: 1.5; margin: 0; white-space: SPACES; LIGATURES }
p { margin: 0 0 10pt; text-align: justify; }
p.tight { line-height: 1.15; }
h1, h2 { font-size: 12pt; margin: 12pt 0 8pt; break-after: avoid; }
.li { padding-left: 36pt; text-indent: -18pt; margin-bottom: 4pt; }
.li.two { padding-left: 54pt; }
.li.more { text-indent: 0; }
.mark { display: inline-block; width: 18pt; text-indent: 0; font-family: Marks, Carlito; }
table { border-collapse: collapse; margin: 6pt auto 12pt; table-layout: fixed; font-size: 11pt; line-height: 1.15; }
td, th { border: 0.5pt solid #000; padding: 1pt 4pt; vertical-align: middle; text-align: left; }
tbody.head { break-inside: avoid; break-after: avoid; }
th { font-weight: bold; text-align: center; }
td.n { text-align: right; }
table.small { font-size: 8pt; }
table.small td, table.small th { padding: 1pt 2pt; overflow-wrap: anywhere; }
.caption { text-align: center; font-weight: bold; margin: 6pt 0 0; break-after: avoid; line-height: 1.15; }
.sign { margin-top: 40pt; text-align: left; line-height: 1.5; }
.break { break-after: page; }
"""


def span(text, space=" "):
    out = "".join(f"<b>{html.escape(t)}</b>" if bold else html.escape(t) for t, bold in runs(text))
    return out.replace("\n", "<br>") + space


def to_html(blocks, marks, margin="2.5cm 2.5cm 2.5cm 3cm", word=True):
    """word: each line ends in its blank, and no letters are joined, as Word prints."""
    out = []

    def items(entries, depth, mark):
        for i in entries:
            out.append(f'<p class="li{" two" if depth else ""}"><span class="mark">{mark} </span>{span(i["text"])}</p>')
            items(i["children"], depth + 1, DASH)
            for m in i["more"]:
                out.append(f'<p class="li more">{span(m)}</p>')

    for b in blocks:
        kind = b["type"]
        if kind == "h1":
            number = b["number"] + ". " if b["number"] else ""
            out.append(f"<h1>{number}{span(b['title'])}</h1>")
        elif kind == "h2":
            lead = b["number"] + ". " if b["number"] else f'<span class="mark">{marks["bullet"]} </span>'
            out.append(f'<h2{"" if b["number"] else " class=li"}>{lead}{span(b["title"])}</h2>')
        elif kind == "p":
            out.append(f'<p{" class=tight" if b["tight"] else ""}>{span(b["text"])}</p>')
        elif kind == "ul":
            items(b["items"], 0, marks[b["marker"]])
        elif kind == "table":
            out.append(html_table(b, marks))
        elif kind == "signatory":
            out.append(f'<p class=sign>{span(b["name"])}<br>{span(b["title"])}</p>')
    css = CSS.replace("MARGIN", margin).replace("SPACES", "break-spaces" if word else "pre-wrap")
    css = css.replace("LIGATURES", "font-variant-ligatures: none;" if word else "")
    return f"<!doctype html><html lang=es><meta charset=utf-8><style>{css}</style><body>" + "".join(out)


def html_table(b, marks):
    out = []
    if b["caption"]:
        lead = f'<span class="mark">{marks["bullet"]} </span>' if b["bullet"] else ""
        out.append(f'<p class="{"li" if b["bullet"] else "caption"}">{lead}{span(b["caption"])}</p>')
    out.append(f'<table{" class=small" if b["small"] else ""} style="width:{sum(b["widths"])}%"><colgroup>')
    out += [f'<col style="width:{w / sum(b["widths"]) * 100:.2f}%">' for w in b["widths"]]
    out.append("</colgroup>")
    if not b["bare"]:
        rows = b["stacked"] or [[(c, 1, 1) for c in b["columns"]]]
        out.append("<tbody class=head>")
        out += ["<tr>" + "".join(f"<th colspan={w} rowspan={h}>{span(c)}</th>" for c, w, h in row) + "</tr>" for row in rows]
        out.append("</tbody>")
    for row in b["rows"]:
        cells = []
        for cell in row:
            number = cell and re.fullmatch(r"\{(n|usd|pct):[^}]*\}", cell)
            cells.append(f'<td{" class=n" if number else ""}>{" " if cell is None else span(cell)}</td>')
        out.append("<tr>" + "".join(cells) + "</tr>")
    return "".join(out) + "</table>"


def header_template():
    left = ["<td>" + HEADER[0] + "</td><td>" + FORM[0] + "</td>", "<td>" + HEADER[1] + "</td><td>" + FORM[1] + "</td>",
            "<td rowspan=2>" + HEADER[2] + "</td><td>" + FORM[2] + "</td>",
            "<td>" + FORM[3] + "<span class=pageNumber></span> de <span class=totalPages></span></td>"]
    return ("<style>table{font:8pt Carlito;border-collapse:collapse;margin:0 2.5cm 0 3cm;width:15.5cm}td{border:.5pt solid #000;"
            "padding:1pt 4pt;white-space:pre-wrap}</style><table>" + "".join(f"<tr>{row}</tr>" for row in left) + "</table>")


# ---------------------------------------------------------------- flat OpenDocument text

NS = " ".join(f'xmlns:{k}="urn:oasis:names:tc:opendocument:xmlns:{v}:1.0"' for k, v in (
    ("office", "office"), ("style", "style"), ("text", "text"), ("table", "table"), ("fo", "xsl-fo-compatible"), ("svg", "svg-compatible")))


def odt_text(text, space=" "):
    out = []
    for t, bold in runs(text):
        t = html.escape(t).replace("\n", "<text:line-break/>")
        out.append(f'<text:span text:style-name="B">{t}</text:span>' if bold else t)
    return "".join(out) + space


def odt_p(style, body):
    return f'<text:p text:style-name="{style}">{body}</text:p>'


def paragraph(name, extra="", text="", align="justify", size=12):
    return (f'<style:style style:name="{name}" style:family="paragraph"><style:paragraph-properties fo:text-align="{align}" {extra}/>'
            f'<style:text-properties style:font-name="Carlito" fo:font-size="{size}pt" {text}/></style:style>')


def to_fodt(blocks, marks, header=False):
    tables, out = [], []

    def items(entries, style, depth=0):
        body = "".join(f"<text:list-item>{odt_p('L', odt_text(i['text']))}"
                       + (items(i["children"], style, depth + 1) if i["children"] else "")
                       + "".join(odt_p("LM", odt_text(m)) for m in i["more"]) + "</text:list-item>" for i in entries)
        return f'<text:list text:style-name="{style}">{body}</text:list>'

    for b in blocks:
        kind = b["type"]
        if kind == "h1":
            number = b["number"] + ". " if b["number"] else ""
            out.append(f'<text:h text:style-name="H" text:outline-level="1">{number}{odt_text(b["title"])}</text:h>')
        elif kind == "h2" and b["number"]:
            out.append(odt_p("H", b["number"] + ". " + odt_text(b["title"])))
        elif kind == "h2":
            out.append(f'<text:list text:style-name="bullet"><text:list-item>{odt_p("H", odt_text(b["title"]))}</text:list-item></text:list>')
        elif kind == "p":
            out.append(odt_p("PT" if b["tight"] else "P", odt_text(b["text"])))
            if not b["tight"]:
                out.append(odt_p("P", " "))
        elif kind == "ul":
            out.append(items(b["items"], b["marker"]))
        elif kind == "table":
            out.append(odt_table(b, tables))
        elif kind == "signatory":
            out.append(odt_p("S", odt_text(b["name"])) + odt_p("SN", odt_text(b["title"])))
    lists = "".join(
        f'<text:list-style style:name="{name}">' + "".join(
            f'<text:list-level-style-bullet text:level="{n}" text:bullet-char="{mark}"><style:list-level-properties '
            f'text:list-level-position-and-space-mode="label-alignment"><style:list-level-label-alignment text:label-followed-by="listtab" '
            f'fo:margin-left="{n * 0.63 + 0.6:.2f}cm" fo:text-indent="-0.63cm"/></style:list-level-properties>'
            f'<style:text-properties style:font-name="{font}"/></text:list-level-style-bullet>'
            for n, mark, font in ((1, marks[name], "Marks" if marks[name] > "\ue000" else "Carlito"), (2, DASH, "Carlito"))) + "</text:list-style>"
        for name in ("bullet", "check"))
    styles = (paragraph("P", 'fo:line-height="150%"') + paragraph("PT", 'fo:margin-bottom="0.2cm"')
              + paragraph("H", 'fo:keep-with-next="always" fo:margin-top="0.3cm" fo:margin-bottom="0.2cm"', 'fo:font-weight="bold"', "left")
              + paragraph("L", 'fo:line-height="150%"') + paragraph("LM", 'fo:line-height="150%" fo:margin-left="1.23cm"')
              + paragraph("C", 'fo:keep-with-next="always"', 'fo:font-weight="bold"', "center")
              + paragraph("S", 'fo:margin-top="1.5cm"', align="left") + paragraph("SN", align="left")
              + "".join(paragraph(f"{name}{size}", "", weight, align, pt)
                        for size, pt in (("", 11), ("s", 8), ("h", 8))
                        for name, weight, align in (("TD", "", "left"), ("TN", "", "end"), ("TH", 'fo:font-weight="bold"', "center")))
              + '<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'
              '<style:style style:name="cell" style:family="table-cell"><style:table-cell-properties fo:border="0.5pt solid #000000" '
              'fo:padding="0.06cm" style:vertical-align="middle"/></style:style>' + "".join(tables) + lists)
    head = ""
    if header:
        rows = "".join("<table:table-row>" + "".join(odt_cell(t, "TDh") for t in pair) + "</table:table-row>" for pair in (
            (HEADER[0], FORM[0]), (HEADER[1], FORM[1]), (HEADER[2], FORM[2]),
            ("", FORM[3] + '<text:page-number text:select-page="current"/> de <text:page-count/>')))
        head = ('<style:header><table:table table:name="head" table:style-name="head"><table:table-column table:style-name="head.0"/>'
                f'<table:table-column table:style-name="head.1"/>{rows}</table:table>{odt_p("TD", "")}</style:header>')
        styles += column_styles("head", [11, 4.5])
    return (f'<?xml version="1.0" encoding="UTF-8"?><office:document {NS} office:version="1.3" '
            'office:mimetype="application/vnd.oasis.opendocument.text"><office:font-face-decls><style:font-face style:name="Carlito" '
            'svg:font-family="Carlito"/><style:font-face style:name="Marks" svg:font-family="Marks"/></office:font-face-decls>'
            f"<office:automatic-styles>{styles}"
            '<style:page-layout style:name="A4"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" '
            'fo:margin-top="1.5cm" fo:margin-bottom="2cm" fo:margin-left="3cm" fo:margin-right="2.5cm"/><style:header-style>'
            '<style:header-footer-properties fo:min-height="1cm" fo:margin-bottom="0.4cm"/></style:header-style></style:page-layout>'
            f'</office:automatic-styles><office:master-styles><style:master-page style:name="Standard" style:page-layout-name="A4">{head}'
            "</style:master-page></office:master-styles><office:body><office:text>" + "".join(out)
            + "</office:text></office:body></office:document>")


def column_styles(name, widths):
    return (f'<style:style style:name="{name}" style:family="table"><style:table-properties style:width="{sum(widths)}cm" '
            'table:align="center"/></style:style>' + "".join(
                f'<style:style style:name="{name}.{n}" style:family="table-column"><style:table-column-properties '
                f'style:column-width="{w}cm"/></style:style>' for n, w in enumerate(widths)))


def odt_cell(body, style, wide=1, high=1):
    more = (f' table:number-columns-spanned="{wide}"' if wide > 1 else "") + (f' table:number-rows-spanned="{high}"' if high > 1 else "")
    return f'<table:table-cell table:style-name="cell"{more}>' + "".join(odt_p(style, part) for part in body.split("\n")) + "</table:table-cell>"


def odt_table(b, tables):
    name, size = f"T{len(tables)}", "s" if b["small"] else ""
    tables.append(column_styles(name, [round(w * (0.135 if b["small"] else 0.155), 2) for w in b["widths"]]))
    out = []
    if b["caption"]:
        if b["bullet"]:
            out.append(f'<text:list text:style-name="bullet"><text:list-item>{odt_p("L", odt_text(b["caption"]))}</text:list-item></text:list>')
        else:
            out.append(odt_p("C", odt_text(b["caption"])))
    out.append(f'<table:table table:name="{name}" table:style-name="{name}">')
    out += [f'<table:table-column table:style-name="{name}.{n}"/>' for n in range(len(b["widths"]))]
    if not b["bare"]:
        rows = b["stacked"] or [[(c, 1, 1) for c in b["columns"]]]
        for n, row in enumerate(rows):
            hidden = "<table:covered-table-cell/>"
            cells = "".join(odt_cell(odt_text(c), "TH" + size, w, h) + hidden * (w - 1) for c, w, h in row)
            out.append("<table:table-row>" + (hidden if b["stacked"] and n else "") + cells + "</table:table-row>")
    for row in b["rows"]:
        cells = []
        for cell in row:
            number = cell and re.fullmatch(r"\{(n|usd|pct):[^}]*\}", cell)
            cells.append(odt_cell(" " if cell is None else "\n".join(odt_text(part) for part in cell.split("\n")), ("TN" if number else "TD") + size))
        out.append("<table:table-row>" + "".join(cells) + "</table:table-row>")
    return "".join(out) + f"</table:table>{odt_p('P', ' ')}"
