// The questions of a kit as a list to read and to put in order, by keys, buttons or dragging.

import { button, chip, element, loadQuestion, partsOf, addressOf } from "./card.js";
import { clock, startsOf } from "./choose.js";

export class Questions {
  #win;
  #book;
  #cards = new Map(); // by id, so that what was unfolded stays so

  /** Called with the ids in their new order, and with what to say of the change. */
  onOrder = () => {};

  constructor(win, book) {
    this.#win = win;
    this.#book = book;
    this.element = element("ol", "kit-list");
  }

  /** Show the questions of a kit, their exhibits in a language. */
  show(kit, language) {
    const cards = startsOf(kit.questions).map(({ at, question }, index) => this.#card(kit, language, question, at, index));
    cards.forEach((card, index) => this.element.children[index] !== card && this.element.insertBefore(card, this.element.children[index] ?? null));
    while (this.element.childElementCount > cards.length) this.element.lastElementChild.remove();
  }

  /** Once the text of every question shown is there. */
  loaded() {
    return Promise.all([...this.element.children].map((card) => card.ready));
  }

  #card({ role, questions }, language, question, at, index) {
    const card = this.#cards.get(question.id) ?? this.#made(question);
    const skill = this.#book.skills.find((one) => one.id === question.skill).title;
    const { labels } = this.#book;
    card.querySelector(".chips").replaceChildren(
      ...[skill, labels[question.kind], `${question.minutes} min`, `at ${clock(at)}`].flatMap((text) => [chip(text), " "]),
    );
    const [up, down] = card.querySelectorAll(".kit-move");
    up.disabled = index === 0;
    down.disabled = index === questions.length - 1;
    const shown = `${role.level} ${language}`;
    if (card.dataset.shown !== shown) {
      card.dataset.shown = shown;
      card.ready = this.#fill(card, question.id, { level: role.level, language, labels });
    }
    return card;
  }

  #made({ id, title, skill }) {
    const card = element("li", "");
    const article = element("article", "question");
    const heading = element("h3", "", title);
    const order = element("p", "kit-order");
    const grip = element("span", "kit-grip", "⠿");
    grip.title = "Drag to another place";
    grip.ariaHidden = "true";
    this.#drag(grip, card);
    const up = button("Up", () => this.#move(card, -1, up, down), `Move up: ${title}`);
    const down = button("Down", () => this.#move(card, 1, down, up), `Move down: ${title}`);
    const out = button("Take out", () => this.#takeOut(card, title), `Take out: ${title}`);
    [up, down].forEach((one) => one.classList.add("kit-move"));
    order.append(grip, up, down, out);
    const header = element("header", "");
    header.append(heading, element("p", "chips"), order);
    const link = element("a", "kit-whole", "The whole question, with its red flag and variant");
    link.href = addressOf(`skills/${skill}/#${id}`);
    article.append(header, element("div", "kit-text", "Loading the question …"), link);
    card.append(article);
    card.dataset.question = id;
    this.#cards.set(id, card);
    return card;
  }

  async #fill(card, id, choice) {
    const text = card.querySelector(".kit-text");
    const open = [...text.querySelectorAll(":scope > details")].map((one) => one.open);
    try {
      const parts = partsOf(await loadQuestion(this.#win, id), choice);
      text.replaceChildren(...parts);
      [...text.querySelectorAll(":scope > details")].forEach((one, index) => (one.open = open[index] ?? false));
    } catch {
      card.dataset.shown = "";
      text.textContent = "The question could not be loaded. Change anything above to try again.";
    }
  }

  #ids() {
    return [...this.element.children].map((card) => card.dataset.question);
  }

  #move(card, by, pressed, other) {
    const ids = this.#ids();
    const from = ids.indexOf(card.dataset.question);
    const to = from + by;
    ids.splice(to, 0, ...ids.splice(from, 1));
    this.onOrder(ids, `Question ${to + 1} of ${ids.length}.`);
    (pressed.disabled ? other : pressed).focus();
  }

  #takeOut(card, title) {
    const next = card.nextElementSibling ?? card.previousElementSibling;
    this.onOrder(this.#ids().filter((id) => id !== card.dataset.question), `Taken out: ${title}.`);
    [...(next?.querySelectorAll("button") ?? [])].at(-1)?.focus();
  }

  /** Dragging by mouse, pen or finger: the card goes where the pointer is, and stays there. */
  #drag(grip, card) {
    grip.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      grip.setPointerCapture(event.pointerId);
      card.classList.add("is-dragged");
    });
    grip.addEventListener("pointermove", ({ clientY }) => {
      if (!card.classList.contains("is-dragged")) return;
      const middle = (one) => one.getBoundingClientRect().top + one.getBoundingClientRect().height / 2;
      const before = card.previousElementSibling;
      const after = card.nextElementSibling;
      if (before && clientY < middle(before)) before.before(card);
      else if (after && clientY > middle(after)) after.after(card);
    });
    const drop = () => {
      if (!card.classList.contains("is-dragged")) return;
      card.classList.remove("is-dragged");
      this.onOrder(this.#ids(), "");
    };
    grip.addEventListener("pointerup", drop);
    grip.addEventListener("lostpointercapture", drop);
  }
}
