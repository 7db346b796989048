// A Word document made in the page: the parts of an empty one from the server, our paragraphs,
// and a zip file without compression. Styles are the same as in macros/files/job_descriptions.py.

const [TITLE, HEADING, ITEM] = ["Title", "Heading1", "ListBullet"].map((id) => `<w:pStyle w:val="${id}"/>`);
const KEPT = "<w:keepNext/>";
const CLOSE = '<w:spacing w:after="0"/>'; // the lines of an exhibit stand together
const NEW_PAGE = "<w:pageBreakBefore/>";
const [BOLD, CODE] = ["<w:b/>", '<w:rFonts w:ascii="Consolas" w:hAnsi="Consolas" w:cs="Consolas"/><w:sz w:val="15"/>'];
const LINK =
  /(?:https?:\/\/|www\.)[^\s<>"]*[^\s<>".,;:!?)\]]|[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+|(?<![A-Za-z0-9_.@/-])(?:[a-z0-9-]+\.)+[a-z]{2,}\/[^\s<>"]*[^\s<>".,;:!?)\]]/g;
const RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/**
 * The document's bytes; `parts` are the files of an empty document by path. `language` is what Word
 * spells by, and `author` who stands in the document's properties.
 */
export function toWord(tree, parts, { language = "en-US", author = "" } = {}) {
  const links = [];
  const text = body(tree, links);
  const relations = links.map(
    (address, at) =>
      `<Relationship Id="link${at}" Type="${RELATION}/hyperlink" Target="${escaped(address)}" TargetMode="External"/>`,
  );
  return zipped({
    ...parts,
    "word/document.xml": parts["word/document.xml"].replace("<!--body-->", () => text),
    "word/_rels/document.xml.rels": parts["word/_rels/document.xml.rels"].replace(
      "</Relationships>",
      (end) => relations.join("") + end,
    ),
    "word/styles.xml": parts["word/styles.xml"].replace('<w:lang w:val="en-US"', `<w:lang w:val="${language}"`),
    "docProps/core.xml": parts["docProps/core.xml"]
      .replace("[title]", () => property(tree.title))
      .replaceAll("[author]", () => property(author)),
  });
}

/** What a draft says about its document: the English that Word spells by, and whose it is. */
export function dressOf(filler) {
  const language = filler.value("english") === "british" ? "en-GB" : "en-US";
  return { language, author: filler.says.company ?? "" };
}

/** A text as a property of the document, which holds 255 characters. */
function property(text) {
  return escaped([...text].slice(0, 255).join(""));
}

function body(tree, links) {
  const say = (text) => linked(text, links);
  const facts = tree.facts.map(({ label, value }) => paragraph(run(`${label}:`, BOLD) + say(` ${value}`)));
  const sections = tree.sections.flatMap((section) => [
    paragraph(run(section.title), HEADING + (section.newPage ? NEW_PAGE : "")),
    ...section.blocks.flatMap((one) => block(one, say)),
  ]);
  return [paragraph(run(tree.title), TITLE), ...facts, ...sections].join("");
}

function block({ text, lead, items = [], code = [] }, say) {
  if (text !== undefined) return [paragraph(say(text))];
  const lines = [...items.map((item) => paragraph(say(item), ITEM)), ...code.map((line) => paragraph(run(line, CODE), CLOSE))];
  return [...(lead ? [paragraph(say(lead), KEPT)] : []), ...lines];
}

function paragraph(runs, dress = "") {
  return `<w:p>${dress ? `<w:pPr>${dress}</w:pPr>` : ""}${runs}</w:p>`;
}

function run(text, dress = "") {
  return `<w:r>${dress ? `<w:rPr>${dress}</w:rPr>` : ""}<w:t xml:space="preserve">${escaped(text)}</w:t></w:r>`;
}

/** A text whose addresses are links; where each leads is added to `links`. */
function linked(text, links) {
  let end = 0;
  let made = "";
  for (const { 0: words, index } of text.matchAll(LINK)) {
    if (index > end) made += run(text.slice(end, index));
    const id = links.push(words.includes("://") ? words : (words.includes("@") ? "mailto:" : "https://") + words) - 1;
    made += `<w:hyperlink r:id="link${id}">${run(words, '<w:u w:val="single"/>')}</w:hyperlink>`;
    end = index + words.length;
  }
  return end < text.length ? made + run(text.slice(end)) : made;
}

function escaped(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
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
