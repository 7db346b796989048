// What a word of the trade means, in a card beside it. Without this, the word leads to the glossary.

const PAUSES = { open: 120, close: 250 }; // milliseconds; a pointer that only passes by opens nothing

/** Open a card for the link of a term: on hover, on focus by keyboard, and on the first tap. */
export function explainTerms(root, win) {
  if (!root.querySelector(".term-link") || !("popover" in win.HTMLElement.prototype)) return;
  const base = new URL("../../api/v1/terms/", import.meta.url);
  const { card, title, text, more } = cardIn(root);
  const read = new Map();
  let shown = null; // the link whose card is open, or is about to be
  let timer = 0;
  let tapped = null; // the link of a finger whose card was not yet open

  const term = (id) => {
    if (!read.has(id)) read.set(id, win.fetch(new URL(`${id}.json`, base)).then((answer) => answer.json()));
    return read.get(id);
  };
  const close = () => {
    clearTimeout(timer);
    shown?.removeAttribute("aria-describedby");
    shown = null;
    card.remove();
  };
  const open = async (link) => {
    clearTimeout(timer);
    if (link === shown) return;
    close();
    shown = link;
    const { title: name, plain } = await term(link.hash.slice(1));
    if (shown !== link) return;
    title.textContent = name;
    text.textContent = plain.replace(/\[([^\]]*)\]\([^)]*\)|[`*]/g, "$1"); // Markdown of the data
    more.href = link.href;
    link.after(card); // so that Tab goes from the word to its card
    link.setAttribute("aria-describedby", text.id);
    card.showPopover();
    place(card, link, win);
  };
  const partOf = (target) => {
    const link = target?.closest?.(".term-link");
    return link ?? (card.contains(target) ? shown : null);
  };

  root.addEventListener("pointerover", ({ target, pointerType }) => {
    if (pointerType !== "mouse") return;
    clearTimeout(timer);
    const link = partOf(target);
    if (link) timer = setTimeout(() => open(link).catch(close), PAUSES.open);
    else if (shown && !partOf(root.activeElement)) timer = setTimeout(close, PAUSES.close);
  });
  root.addEventListener("focusin", ({ target }) => {
    const link = partOf(target);
    if (!link) close();
    else if (target.matches(":focus-visible")) open(link).catch(close);
  });
  root.addEventListener("pointerdown", ({ target, pointerType }) => {
    const link = partOf(target);
    tapped = pointerType === "touch" && link !== shown ? link : null;
    if (!link) close();
  });
  root.addEventListener("click", (event) => {
    if (!tapped || event.target.closest(".term-link") !== tapped) return;
    event.preventDefault();
    const { href } = tapped;
    open(tapped).catch(() => win.location.assign(href));
    tapped = null;
  });
  root.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape" || !shown) return;
    if (card.contains(root.activeElement)) shown.focus();
    close();
  });
}

/** The one card of a page. Its parts are spans, since it stands in a sentence. */
function cardIn(root) {
  const make = (tag, name) => Object.assign(root.createElement(tag), { className: name });
  const [title, text, more] = [make("strong", ""), make("span", "term-card-text"), make("a", "")];
  const card = make("span", "term-card");
  card.popover = "manual";
  text.id = "term-card-text";
  more.textContent = "Glossary";
  card.append(title, text, more);
  return { card, title, text, more };
}

/** Put the card below its word, or above it where there is no room, and inside the window. */
function place(card, link, win) {
  const word = link.getClientRects()[0];
  const { width, height } = card.getBoundingClientRect();
  const room = win.document.documentElement;
  const left = Math.max(8, Math.min(word.left, room.clientWidth - width - 8));
  const below = word.bottom + height + 8 < room.clientHeight || word.top < height;
  card.style.left = `${left + win.scrollX}px`;
  card.style.top = `${(below ? word.bottom : word.top - height) + win.scrollY}px`;
}
