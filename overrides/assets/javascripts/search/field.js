// The search of the site: the field in the header, its results, and the way to them and back.

import { clearMarks, keepMarks } from "./marks.js";
import { guessed } from "./concepts.js";
import { piecesOf } from "./pieces.js";
import { rank } from "./rank.js";
import { resultOf, textsOf } from "./results.js";

const BASE = new URL("../../../", import.meta.url);
/** Results that are shown at first, and with each wish for more. */
const SHOWN = 12;
/** How long typing pauses before the words count, in milliseconds. */
const PAUSE = 120;

async function read(name) {
  const answer = await fetch(new URL(`assets/search/${name}`, BASE));
  if (!answer.ok) throw new TypeError(`${name} is not there`);
  return answer.json();
}

/** Let a reader search who has come to the field, or by an address that asks for something. */
export function begin(finder, root, win) {
  const search = new Search(finder, root, win);
  search.listen();
  if (root.activeElement === search.field) search.open();
  search.follow();
}

class Search {
  constructor(finder, root, win) {
    const part = (name) => finder.querySelector(`.finder__${name}`);
    Object.assign(this, { finder, root, win, part, pieces: piecesOf(read), turn: 0, pages: [] });
    this.field = part("field");
    this.list = part("results");
  }

  listen() {
    const { field, finder, root, win, part } = this;
    field.addEventListener("focus", () => this.open());
    field.addEventListener("input", () => this.typed());
    finder.addEventListener("keydown", (event) => this.pressed(event));
    part("form").addEventListener("submit", (event) => this.go(event));
    part("form").addEventListener("reset", () => setTimeout(() => this.typed() ?? field.focus()));
    part("close").addEventListener("click", () => this.close());
    part("more").addEventListener("click", () => this.more());
    part("near").addEventListener("click", ({ target }) => this.take(target));
    this.list.addEventListener("click", ({ target }) => this.leave(target.closest("a")));
    root.addEventListener("pointerdown", ({ target }) => finder.contains(target) || this.close());
    root.addEventListener("focusin", ({ target }) => finder.contains(target) || this.close());
    root.addEventListener("keydown", (event) => {
      if (event.key === "Escape") clearMarks(root);
    });
    win.addEventListener("popstate", () => this.follow());
  }

  /** Search for what the address asks for. */
  follow() {
    const query = new URL(this.win.location).searchParams.get("q");
    if (!query) return;
    this.field.value = query;
    this.open();
    this.field.focus({ preventScroll: true });
    this.search();
  }

  open() {
    if (this.isOpen) return;
    this.isOpen = true;
    this.finder.dataset.open = "";
    this.pieces.index().catch(() => {});
    if (this.field.value.trim()) this.search();
  }

  close() {
    if (!this.isOpen) return;
    this.isOpen = false;
    delete this.finder.dataset.open;
    this.part("panel").hidden = true;
    this.field.setAttribute("aria-expanded", "false");
    this.turn++;
    this.busy(false);
    this.address("");
    if (this.finder.contains(this.root.activeElement)) this.root.activeElement.blur();
  }

  typed() {
    clearTimeout(this.timer);
    this.part("clear").hidden = !this.field.value;
    this.part("none").hidden = true;
    this.busy(true);
    this.timer = setTimeout(() => this.search(), this.field.value.trim() ? PAUSE : 0);
  }

  search() {
    return (this.searching = this.found());
  }

  async found() {
    const [turn, query] = [++this.turn, this.field.value.trim()];
    this.query = query;
    this.part("clear").hidden = !this.field.value;
    this.address(query);
    try {
      if (!query) return await this.show([]);
      const { pages, concepts } = await rank(this.field.value, this.pieces);
      const texts = await textsOf(pages.slice(0, SHOWN), this.pieces);
      if (turn !== this.turn) return;
      Object.assign(this, { pages, concepts, shown: SHOWN });
      await this.show(texts);
      if (!texts.length) await this.help(turn);
    } catch {
      if (turn === this.turn) this.fail();
    } finally {
      if (turn === this.turn) this.busy(false);
    }
  }

  /** Say to programs whether what is shown answers what stands in the field. */
  busy(is) {
    this.finder.setAttribute("aria-busy", String(is));
  }

  async show(texts, first = 0) {
    const { part, list, query, concepts } = this;
    part("panel").hidden = !query;
    part("none").hidden = !query || texts.length > 0;
    if (!first) list.replaceChildren();
    const { pages } = await this.pieces.index();
    for (const text of texts) {
      list.append(resultOf(text, pages[text.page], concepts, list.children.length, BASE));
    }
    part("more").hidden = this.pages.length <= this.shown || !texts.length;
    this.field.setAttribute("aria-expanded", String(list.children.length > 0));
    this.point(null);
    const count = list.children.length;
    const some = count === 1 ? "1 result" : `${count}${part("more").hidden ? "" : " or more"} results`;
    part("count").textContent = !query ? "" : count ? some : `Nothing found for “${query}”.`;
  }

  async more() {
    const from = this.shown;
    this.shown += SHOWN;
    const texts = await textsOf(this.pages.slice(from, this.shown), this.pieces, this.list);
    await this.show(texts, from);
  }

  /** What to try where nothing was found: the nearest words, and a form that knows the query. */
  async help(turn) {
    const lists = await Promise.all(
      this.concepts.map(({ word }) => guessed(word, this.pieces, Math.ceil(word.length / 3))),
    );
    if (turn !== this.turn) return;
    const near = [...new Set(lists.flat())].slice(0, 5);
    const buttons = near.map((word) => {
      const button = this.root.createElement("button");
      Object.assign(button, { type: "button", textContent: word });
      return button;
    });
    this.part("near").replaceChildren("Did you mean: ", ...buttons);
    this.part("near").hidden = !near.length;
    const answer = await fetch(new URL("search/", BASE)).then((page) => page.text(), () => "");
    const form = new DOMParser().parseFromString(answer, "text/html").querySelector("a[data-form]");
    const gap = this.part("none").querySelector("[data-gap]");
    if (form && turn === this.turn) gap.href = form.href.replace("QUERY", encodeURIComponent(this.query));
  }

  fail() {
    this.list.replaceChildren();
    this.part("panel").hidden = false;
    this.part("count").textContent = "The search cannot be loaded just now. Try again in a moment.";
  }

  take(button) {
    if (button.type !== "button") return;
    this.field.value = button.textContent;
    this.field.focus();
    this.search();
  }

  address(query) {
    const here = new URL(this.win.location);
    if ((here.searchParams.get("q") ?? "") === query) return;
    if (query) here.searchParams.set("q", query);
    else here.searchParams.delete("q");
    try {
      this.win.history.replaceState(this.win.history.state, "", here);
    } catch {
      // a browser may refuse the hundredth change within seconds
    }
  }

  pressed(event) {
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key === "Escape") {
      event.stopPropagation();
      this.close();
    } else if (event.target === this.field && event.key in steps && this.list.children.length) {
      event.preventDefault();
      const links = [...this.list.querySelectorAll("a")];
      const at = links.indexOf(this.pointed) + steps[event.key];
      this.point(links[at] ?? (at < 0 && this.pointed ? null : links.at(at < 0 ? -1 : 0)));
    }
  }

  point(link) {
    this.pointed?.setAttribute("aria-selected", "false");
    this.pointed = link;
    link?.setAttribute("aria-selected", "true");
    link?.scrollIntoView({ block: "nearest" });
    if (link) this.field.setAttribute("aria-activedescendant", link.id);
    else this.field.removeAttribute("aria-activedescendant");
  }

  /** Go to the result that is pointed at, or to the first. */
  async go(event) {
    event.preventDefault();
    clearTimeout(this.timer);
    const query = this.field.value.trim();
    if (query && query !== this.query) this.search();
    await this.searching;
    (this.pointed ?? this.list.querySelector("a"))?.click();
  }

  leave(link) {
    if (link) keepMarks(link, this.concepts, this.win);
  }
}
