// Patterns of the rules as regular expressions. Strict about escapes (u), so that a mistyped one
// is refused and not taken for a letter.

const made = new Map();

/** A pattern of the rules as a RegExp; one that finds nothing when its source is empty. */
export function compiled(source, flags = "iu") {
  const key = `${flags} ${source}`;
  if (!made.has(key)) made.set(key, new RegExp(source || "(?!)", flags));
  return made.get(key);
}

/** Every find of a pattern in a text, as [start, end, match]. */
export function finds(source, text, flags = "giu") {
  const found = text.matchAll(compiled(source, flags));
  return Array.from(found, (match) => [match.index, match.index + match[0].length, match]);
}

/** Whether the whole text is one find of the pattern. */
export function isWhole(source, text) {
  return compiled(`^(?:${source})$`).test(text);
}

/** Whether a pattern is found in a text. */
export function has(source, text) {
  return compiled(source).test(text);
}

/** The text with every find as spaces, line breaks kept, so that all positions hold. */
export function whitedOut(text, pattern, flags = "giu") {
  return text.replace(compiled(pattern, flags), (found) => found.replace(/[^\n]/g, " "));
}

/** The index of the first row of which something holds, when it holds of all rows behind it too. */
export function firstOf(rows, holds) {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(rows[middle])) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The text without some characters at its ends; / +$/ would take the square of a long line. */
export function stripped(text, characters) {
  let [start, end] = [0, text.length];
  while (start < end && characters.includes(text[start])) start += 1;
  while (start < end && characters.includes(text[end - 1])) end -= 1;
  return text.slice(start, end);
}

/** The first find of each pattern in each text: [number of the text, number of the pattern, words]. */
export function firstFinds(texts, patterns) {
  const any = compiled(patterns.join("|"));
  return texts.flatMap((text, number) => {
    if (!any.test(text)) return [];
    const found = patterns.map((pattern) => text.match(compiled(pattern)));
    return found.flatMap((match, index) => (match ? [[number, index, match[0]]] : []));
  });
}

/** What is wrong with each pattern, in the engine's words; "" for one that can be used. */
export function faultsOf(patterns) {
  return patterns.map((pattern) => {
    try {
      return compiled(pattern).test("") ? "it finds nothing at all, everywhere" : "";
    } catch (error) {
      return `it does not compile: ${error.message}`;
    }
  });
}
