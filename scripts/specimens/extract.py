"""One PDF read by many extractors: each function gives a text, or raises where its program is missing."""
import os
import re
import subprocess
from pathlib import Path

HERE = Path(__file__).resolve().parent


def run(*command):
    done = subprocess.run(command, capture_output=True)
    if done.returncode:
        raise RuntimeError(f"{command[0]} ended with {done.returncode}: " + done.stderr.decode("utf-8", "replace").strip()[-200:])
    return done.stdout.decode("utf-8", "replace")


def pdftotext(*flags):
    return lambda pdf: run("pdftotext", "-enc", "UTF-8", *flags, str(pdf), "-")


def pypdf(pdf):
    import pypdf
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(pdf).pages)


def pypdf_layout(pdf):
    import pypdf
    return "\n".join(page.extract_text(extraction_mode="layout") for page in pypdf.PdfReader(pdf).pages)


def pdfminer(pdf):
    from pdfminer.high_level import extract_text
    return extract_text(pdf)


def pymupdf(pdf):
    import pymupdf
    return "".join(page.get_text() for page in pymupdf.open(pdf))


def pymupdf_sorted(pdf):
    import pymupdf
    return "\n".join(page.get_text(sort=True) for page in pymupdf.open(pdf))


def pdfplumber(**how):
    def read(pdf):
        import pdfplumber
        with pdfplumber.open(pdf) as book:
            return "\n".join(page.extract_text(**how) for page in book.pages)
    return read


def pdfium(pdf):
    import pypdfium2
    return "\r\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))


def mutool(pdf):
    return run("mutool", "draw", "-q", "-F", "txt", str(pdf))


def pdfjs(pdf):
    return run("node", str(HERE / "pdfjs.mjs"), str(pdf))


def java(mode):
    """Tika or PDFBox: the apps' jars in $JARS, or Debian's libpdfbox2-java with our stand-in for Tika's way of writing."""
    def read(pdf):
        jars = sorted(Path(os.environ.get("JARS", "jars")).glob(f"{mode}-app-*.jar"))
        if jars and mode == "tika":
            return run("java", "-jar", str(jars[-1]), "--text", str(pdf))
        if jars:
            target = pdf.with_suffix(".pdfbox")
            run("java", "-jar", str(jars[-1]), "export:text", "-i", str(pdf), "-o", str(target))
            return target.read_text()
        path = ":".join(str(p) for name in ("pdfbox2", "fontbox2", "commons-logging", "bcprov", "bcmail", "bcpkix")
                        for p in Path("/usr/share/java").glob(f"{name}.jar"))
        return run("java", "-cp", path, str(HERE / "Strip.java"), mode, str(pdf))
    return read


def other(program):
    """A program of yours that prints a PDF's text: $PDF_EXTRACT, $LOPDF, $OXIDIZE_PDF."""
    return lambda pdf: run(os.environ[program], str(pdf))


HEADER = r"INSTITUTO ECUATORIANO DE SEGURIDAD SOCIAL\s[\s\S]{0,300}?PÁG: \d+ de \d+ *"


def corpus(tika):
    """Tika's text as the corpus has it: marks of private use dropped, which leaves a blank at the head of their line; page break
    and running header cut down to a newline and one blank. The third page's break and header are missed."""
    text = re.sub(r"[\ue000-\uf8ff] ?", " ", tika.strip("\n"))
    text = re.sub(r"\n  +", "\n ", text)
    out = ""
    for n, page in enumerate(re.split(r"\n{4,}", text)):
        if n != 2:
            page = re.sub(r"\A\s*" + HEADER + r"|\s*" + HEADER + r"\s*\Z", "", page)
        if not out:
            out = page
        elif n == 2:
            out += "\n\n\n\n" + page
        else:
            out = out.rstrip("\n") + "\n " + page.lstrip()
    return out


ALL = {
    "tika": java("tika"), "pdfbox": java("pdfbox"), "pypdf": pypdf, "pypdf-layout": pypdf_layout,
    "pdftotext": pdftotext(), "pdftotext-layout": pdftotext("-layout"), "pdftotext-raw": pdftotext("-raw"),
    "pdfminer": pdfminer, "pymupdf": pymupdf, "pymupdf-sorted": pymupdf_sorted, "pdfplumber": pdfplumber(),
    "pdfplumber-layout": pdfplumber(layout=True), "pdfium": pdfium, "mutool": mutool, "pdfjs": pdfjs,
    "pdf-extract": other("PDF_EXTRACT"), "lopdf": other("LOPDF"), "oxidize": other("OXIDIZE_PDF"),
}
