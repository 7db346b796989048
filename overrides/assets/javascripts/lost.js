// The page for addresses that do not answer: it tries what was probably meant, and fills in the search.

/** What an address may have been before it was mistyped, likeliest first. */
export function meant(path) {
  const tidy = path.toLowerCase().replace(/[.,;:)\]>"']+$/, "").replace(/(\/index)?\.(html?|md)$/, "");
  const whole = tidy.endsWith("/") || /\.[a-z]+$/.test(tidy) ? tidy : `${tidy}/`;
  return [...new Set([whole, whole.replaceAll("_", "-").replace(/\/{2,}/g, "/")])].filter((one) => one !== path);
}

/** The words that an address is made of. */
export function wordsOf(path) {
  return decodeURIComponent(path)
    .replace(/\.[a-z]+$/, "")
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 1)
    .join(" ");
}

/** Go to what answers, or leave the words of the address in the field. */
export async function findLost(root, win) {
  const base = new URL("../../", import.meta.url);
  const below = win.location.pathname.slice(base.pathname.length);
  const field = root.querySelector(".lost [name=q]");
  try {
    field.value = wordsOf(below);
  } catch {
    // An address that is no text has no words.
  }
  const moved = await win.fetch(new URL("redirects.json", base)).then((answer) => answer.json());
  for (const path of meant(`/${below}`)) {
    const place = new URL((Object.hasOwn(moved, path) ? moved[path] : path).slice(1), base);
    const answer = await win.fetch(place, { method: "HEAD" });
    if (answer.ok) return win.location.replace(place.href + win.location.search + win.location.hash);
  }
}
