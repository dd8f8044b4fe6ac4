// A PDF's text by pdf.js, as npm's pdf-parse writes it.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const { PDFParse } = createRequire(import.meta.url)("pdf-parse");
const parser = new PDFParse({ data: new Uint8Array(readFileSync(process.argv[2])) });
process.stdout.write((await parser.getText()).text);
