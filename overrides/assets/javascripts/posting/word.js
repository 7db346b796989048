// A Word document made in the page: the parts of an empty one from the server, our paragraphs,
// and a zip file without compression. Styles are the same as in macros/files/job_descriptions.py.

const BOLD = "<w:b/>";
const CODE = '<w:rFonts w:ascii="Consolas" w:hAnsi="Consolas" w:cs="Consolas"/><w:sz w:val="15"/>';
const CLOSE = '<w:spacing w:after="0"/>'; // the lines of an exhibit stand together
const STYLES = { title: "Title", heading: "Heading1", item: "ListBullet" };

/** The document's bytes; `parts` are the files of an empty document by path. */
export function toWord(tree, parts) {
  const files = {
    ...parts,
    "word/document.xml": parts["word/document.xml"].replace("<!--body-->", () => body(tree)),
    "docProps/core.xml": parts["docProps/core.xml"].replace("[title]", () => escaped(tree.title)),
  };
  return zipped(files);
}

function body(tree) {
  const facts = tree.facts.map(({ label, value }) => paragraph(run(`${label}:`, BOLD) + run(` ${value}`)));
  const sections = tree.sections.flatMap((section) => [
    paragraph(run(section.title), STYLES.heading, section.newPage ? "<w:pageBreakBefore/>" : ""),
    ...section.blocks.flatMap(block),
  ]);
  return [paragraph(run(tree.title), STYLES.title), ...facts, ...sections].join("");
}

function block({ text, lead, items = [], code = [] }) {
  const plain = [text, lead].filter(Boolean).map((line) => paragraph(run(line)));
  const lines = code.map((line) => paragraph(run(line, CODE), "", CLOSE));
  return [...plain, ...items.map((item) => paragraph(run(item), STYLES.item)), ...lines];
}

function paragraph(runs, style = "", more = "") {
  const own = (style ? `<w:pStyle w:val="${style}"/>` : "") + more;
  return `<w:p>${own ? `<w:pPr>${own}</w:pPr>` : ""}${runs}</w:p>`;
}

function run(text, look = "") {
  return `<w:r>${look ? `<w:rPr>${look}</w:rPr>` : ""}<w:t xml:space="preserve">${escaped(text)}</w:t></w:r>`;
}

function escaped(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** A zip file of texts by path, stored as they are, with the earliest date a zip can hold. */
export function zipped(files) {
  const chunks = [];
  const directory = [];
  let offset = 0;
  for (const [path, text] of Object.entries(files)) {
    const name = new TextEncoder().encode(path);
    const content = new TextEncoder().encode(text);
    const shared = [20, 0x0800, 0, 0, 0x21, crc32(content), content.length, content.length, name.length, 0];
    const local = record(0x04034b50, shared, "22222444" + "22");
    directory.push(record(0x02014b50, [20, ...shared, 0, 0, 0, 0, offset], "222222444" + "2222244"), name);
    chunks.push(local, name, content);
    offset += local.length + name.length + content.length;
  }
  const count = Object.keys(files).length;
  const size = directory.reduce((sum, part) => sum + part.length, 0);
  const end = record(0x06054b50, [0, 0, count, count, size, offset, 0], "2222442");
  return joined([...chunks, ...directory, end]);
}

/** A signature and numbers, little-endian; `widths` gives each number's bytes (2 or 4). */
function record(signature, numbers, widths) {
  const bytes = [...widths].reduce((sum, width) => sum + Number(width), 4);
  const view = new DataView(new ArrayBuffer(bytes));
  view.setUint32(0, signature, true);
  let at = 4;
  numbers.forEach((number, index) => {
    if (widths[index] === "2") view.setUint16(at, number, true);
    else view.setUint32(at, number, true);
    at += Number(widths[index]);
  });
  return new Uint8Array(view.buffer);
}

function joined(parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  parts.reduce((at, part) => (whole.set(part, at), at + part.length), 0);
  return whole;
}

function crc32(bytes) {
  let sum = ~0;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (0xedb88320 & -(sum & 1));
  }
  return ~sum >>> 0;
}
