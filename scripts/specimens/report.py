"""A report written once: what is printed, and the gold labels of a perfect reading of it.

A report is a list of blocks made by the functions below. Text carries its atoms inline, `{kind:raw|value}`, the value left
out where it is the raw text: `{n:61.590|61590}`, `{y:2019}`, `{memo:IESS-DPSE-2019-0412-M}`. `**bold**` is bold.
"""
import re

KINDS = {"usd": "money", "pct": "percent", "n": "number", "y": "year", "date": "date", "per": "period", "memo": "memo",
         "res": "resolution", "art": "article", "url": "url", "code": "code", "rec": "recommendation", "obj": "objective"}
ATOM = re.compile(r"\{(\w+):([^{}|]*)(?:\|([^{}]*))?\}")


def plain(text):
    """The text as printed."""
    return ATOM.sub(lambda m: m.group(2), text).replace("**", "")


def reading(text):
    """The text as gold labels hold it."""
    return re.sub(r"\s+", " ", plain(text)).strip()


def atoms(text):
    out = []
    for kind, raw, value in ATOM.findall(text):
        atom = {"kind": KINDS[kind], "raw": raw, "value": value or raw}
        if kind == "usd":
            atom["currency"] = "USD"
        out.append(atom)
    return out


def value(cell):
    """The value of the one atom of a cell."""
    return atoms(cell)[0]["value"] if cell else None


def h1(number, title, section):
    return {"type": "h1", "number": number, "title": title, "section": section}


def h2(title, letter=None):
    """A subtitle: lettered, or on a bullet of its own."""
    return {"type": "h2", "number": letter, "title": title}


def p(text, tight=False):
    return {"type": "p", "text": text, "tight": tight}


def item(text, *children, more=()):
    """An item of a list: dashed children, and paragraphs that seem to go on with it."""
    return {"text": text, "children": [c if isinstance(c, dict) else item(c) for c in children], "more": list(more)}


def ul(*items, marker="bullet", tight=False):
    return {"type": "ul", "marker": marker, "tight": tight, "items": [i if isinstance(i, dict) else item(i) for i in items]}


def table(columns, rows, widths, caption=None, bare=False, stacked=None, facts=None, body=None, small=False, bullet=False):
    """widths: percent of the page. stacked: header rows of (text, colspan, rowspan). bullet: the caption stands on one."""
    return {"type": "table", "columns": columns, "rows": rows, "widths": widths, "caption": caption, "bare": bare,
            "stacked": stacked, "facts": facts, "body": body, "small": small, "bullet": bullet}


PROCUREMENT = [[("TIPO DE CONTRATACIÓN", 1, 3), ("ESTADO ACTUAL", 4, 1)], [("Adjudicados", 2, 1), ("Finalizados", 2, 1)],
               [("Número Total", 1, 1), ("Valor Total", 1, 1), ("Número Total", 1, 1), ("Valor Total", 1, 1)]]


def procurement(rows, widths, caption=None):
    columns = ["TIPO DE CONTRATACIÓN"] + [f"ESTADO ACTUAL / {stage} / {what}" for stage in ("Adjudicados", "Finalizados")
                                          for what in ("Número Total", "Valor Total")]
    return table(columns, rows, widths, caption=caption, stacked=PROCUREMENT, facts="procurement")


def signatory(name, title):
    return {"type": "signatory", "name": name, "title": title}


def gold(doc, blocks):
    out = {"document": doc, "headings": [], "atoms": [], "lists": [], "tables": [],
           "facts": {"budget_execution": [], "procurement": [], "asset_disposals": None, "recommendations": [], "signatories": []}}
    facts, section = out["facts"], None

    def take(text):
        out["atoms"] += atoms(text or "")

    def items(entries):
        made = []
        for i in entries:
            take(i["text"])
            label = {"text": reading(i["text"]), "children": items(i["children"])}
            for m in i["more"]:
                take(m)
            if i["more"]:
                label["more"] = [reading(m) for m in i["more"]]
            made.append(label)
        return made

    for b in blocks:
        if b["type"] in ("h1", "h2"):
            if b["type"] == "h1":
                section = b["section"]
            out["headings"].append({"number": b["number"], "level": int(b["type"][1]), "title": b["title"],
                                    "section": section if b["type"] == "h1" else None})
        elif b["type"] == "p":
            take(b["text"])
            if section == "asset_disposals":
                facts["asset_disposals"] = {"declared_none": True}
        elif b["type"] == "ul":
            out["lists"].append({"section": section or "achievements", "marker": b["marker"], "items": items(b["items"])})
        elif b["type"] == "table":
            take(b["caption"])
            for row in b["rows"]:
                for cell in row:
                    take(cell)
            out["tables"].append({"section": section, "caption": b["caption"] and reading(b["caption"]),
                                  "columns": [] if b["bare"] else b["columns"],
                                  "rows": [[None if c is None else reading(c) for c in row] for row in b["rows"]]})
            for row in b["rows"]:
                if b["facts"] and not re.match("total", row[0], re.I):
                    add_fact(facts, b, row)
        elif b["type"] == "signatory":
            facts["signatories"].append({"name": b["name"], "title": b["title"]})
    return out


def add_fact(facts, b, row):
    if b["facts"] == "fund":
        facts["budget_execution"].append({"unit": reading(row[0]), "codified": value(row[1]), "planned": value(row[2]),
                                          "executed": value(row[3]), "percent": None})
    elif b["facts"] == "unit":
        facts["budget_execution"].append({"unit": reading(row[0]), "codified": value(row[1]), "planned": None,
                                          "executed": value(row[2]), "percent": value(row[3])})
    elif b["facts"] == "procurement":
        count = [None if v is None else int(v) for v in (value(row[1]), value(row[3]))]
        facts["procurement"].append({"procedure": reading(row[0]), "awarded_count": count[0], "awarded_total": value(row[2]),
                                     "finished_count": count[1], "finished_total": value(row[4])})
    elif b["facts"] == "examinations":
        facts["recommendations"].append({"body": b["body"], "examination": reading(row[0]), "dates": [], "items": [], "evidence": [],
                                         "memos": [a["value"] for a in atoms(row[1]) if a["kind"] == "memo"]})
    elif b["facts"] == "recommendations":
        wanted = {k: [a["value"] for a in atoms(row[1] + row[2]) if a["kind"] == k] for k in ("memo", "date", "url")}
        said = re.split(r"Respaldos:", row[2])[0]
        found = [(value(m.group(1)), reading(m.group(2)))
                 for m in re.finditer(r"Rec\.?:? (\{rec:[^}]*\}): (.*?)(?=\s*Rec\.?:? \{rec:|\s*\Z)", said, re.S)]
        facts["recommendations"].append({"body": reading(row[0]), "examination": None, "memos": wanted["memo"], "dates": wanted["date"],
                                         "items": [{"number": n, "text": t} for n, t in found], "evidence": wanted["url"]})
