// What a page does while it is served: it asks for news of itself, and shows an edit. Where only
// words changed they take the place of the old ones; for anything else the page is loaded anew.
(async () => {
  let epoch = Number(document.currentScript.dataset.reload); // when the page was built
  // Not from the cache: it also makes one tab wait for the answer that another has asked for.
  const text = async (address, options) => (await fetch(address, { cache: "no-store", ...options })).text();
  const parsed = async () => new DOMParser().parseFromString(await text(location.href), "text/html");
  const kept = ":not(:is(script, style, template, textarea, option))";
  const unseen = "meta, script[data-reload], script[type='application/ld+json']";

  /** The pieces of text that a reader sees, in the order of the page. */
  function pieces(doc) {
    const found = [];
    const walker = doc.createTreeWalker(doc.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const { currentNode: piece } = walker;
      if (piece.data.trim() && piece.parentElement.matches(kept)) found.push(piece);
    }
    return found;
  }

  /** Put the words of `after` in the place of those of `before`; false when that is not enough. */
  function reworded(before, after) {
    const [old, now, here] = [before, after, document].map(pieces);
    const edits = [...old.keys()].filter((index) => old[index].data !== now[index]?.data);
    const places = edits.map((index) => {
      const same = (piece) => piece.data === old[index].data;
      const shown = here.filter(same);
      return shown.length === old.filter(same).length && shown[old.slice(0, index).filter(same).length];
    });
    const words = edits.map((index) => now[index]?.data ?? "");
    edits.forEach((index, count) => (old[index].data = words[count]));
    for (const doc of [before, after]) for (const part of doc.querySelectorAll(unseen)) part.remove();
    const alike = before.documentElement.outerHTML === after.documentElement.outerHTML;
    if (!alike || !places.every(Boolean)) return false;
    places.forEach((piece, count) => (piece.data = words[count]));
    return true;
  }

  /** When the page changed last, as soon as that is later than the number of the page here. */
  async function news() {
    const asked = new AbortController();
    const stop = () => document.hidden && asked.abort();
    document.addEventListener("visibilitychange", stop);
    try {
      return Number(await text(`/livereload/${epoch}`, { signal: asked.signal }));
    } catch {
      await new Promise((wait) => setTimeout(wait, 1000)); // hidden, or the server is away
      return epoch;
    } finally {
      document.removeEventListener("visibilitychange", stop);
    }
  }

  await new Promise((loaded) => addEventListener("load", loaded));
  let here = parsed();
  for (;;) {
    const seen = document.hidden ? await new Promise((wait) => setTimeout(wait, 1000, epoch)) : await news();
    if (seen <= epoch) continue;
    const now = await parsed();
    const before = await here;
    const same = Number(before.querySelector("[data-reload]").dataset.reload) === epoch;
    if (!same || !reworded(before, now)) return location.reload();
    [epoch, here] = [seen, parsed()];
  }
})();
