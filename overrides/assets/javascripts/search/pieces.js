// The index, of which only the pieces that a query needs are loaded, each once.

const SIGN = "0";

/** CRC-32, as macros/search/documents.py sorts words and pages into pieces by it. */
function checksum(text) {
  let sum = ~0;
  for (const byte of new TextEncoder().encode(text)) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return ~sum >>> 0;
}

/** The pieces below an address; `read` gives the JSON of one. */
export function piecesOf(read) {
  const kept = new Map();
  const load = (name) => {
    if (!kept.has(name)) {
      const piece = read(name);
      kept.set(name, piece);
      piece.catch(() => kept.delete(name));
    }
    return kept.get(name);
  };
  const index = () => load("index.json");
  return {
    index,
    /** Where every word stands that begins with the same three letters as this one. */
    async beside(word) {
      const { pieces } = await index();
      return load(`words/${checksum(word.slice(0, 3)) % pieces}.json`);
    },
    /** The known words that begin with a letter. */
    async known(letter) {
      return (await load(`near/${/[a-z]/.test(letter) ? letter : SIGN}.json`)).split(" ");
    },
    /** A document as it is shown: its anchor, title, label and text. */
    async shown(page, document) {
      const { pieces, pages } = await index();
      const held = await load(`shown/${(checksum(pages[page][0]) + document) % pieces}.json`);
      return held[`${page}.${document}`];
    },
  };
}
