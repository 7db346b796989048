// A question as the kit and the bank show it: made from its file of the API.

const ROOT = new URL("../../../", import.meta.url);
const fetched = new Map();

/** The record that all of this chooses from. */
export async function loadBook(win) {
  return (await win.fetch(new URL("kit/kit.json", ROOT))).json();
}

/** A question in full, by its id; each is fetched once. */
export function loadQuestion(win, id) {
  if (!fetched.has(id)) {
    const asked = win.fetch(new URL(`api/v1/questions/${id}.json`, ROOT)).then((answer) => answer.json());
    asked.catch(() => fetched.delete(id)); // asked for again when the network is back
    fetched.set(id, asked);
  }
  return fetched.get(id);
}

/** The address of a page of the site, with what stands behind it. */
export function addressOf(path) {
  return new URL(path, ROOT).href;
}

/** The parts of a question below its title; `level` is the role's, `language` that of the code. */
export function partsOf(question, { level, language, labels }) {
  const shown = question.exhibits.filter((one) => !one.on_request);
  const later = question.exhibits.filter((one) => one.on_request);
  const figures = (all) => all.map((one) => exhibit(one, language));
  const given = [...bullets(question.evidence), ...figures(later)];
  return [
    element("blockquote", "ask", question.ask),
    ...figures(shown),
    folded("Follow-ups, and what to listen for", [
      ...(given.length ? [element("h4", "", "Give when asked"), ...given] : []),
      pair([element("h4", "", "Listen for"), ...bullets(question.listen_for)], [
        element("h4", "", "Follow-ups"),
        ...bullets(question.follow_ups),
      ]),
    ]),
    folded("Scores", scores(question, level, labels)),
  ];
}

function scores(question, level, labels) {
  const table = element("table", "scorecard-scores");
  Object.values(question.scores).forEach((text, index) => {
    const row = element("tr", "");
    const [tick, score] = [element("td", "tick"), element("th", "", String(index + 1))];
    tick.ariaHidden = "true";
    score.scope = "row";
    const said = element("td", "", text);
    if (index === 2) said.prepend(element("strong", "", "What the level asks for. "));
    row.append(tick, score, said);
    table.append(row);
  });
  const more = question.at_level[level];
  const line = more ? [element("p", "at-level", `For a ${labels[level].toLowerCase()} role, a 3 also needs this: ${more}`)] : [];
  return [table, ...line, element("p", "evidence-lines", "Evidence: what was said or done, in their words")];
}

/** An exhibit as the other pages have it: to the letter, scrolling inside itself. */
function exhibit(one, language) {
  const figure = element("figure", "exhibit");
  const block = document.createElement("pre");
  const code = document.createElement("code");
  code.textContent = one.twins[language] ?? one.text;
  code.tabIndex = 0; // it is what scrolls
  block.append(code);
  figure.append(element("figcaption", "", one.title), block);
  return figure;
}

function folded(title, parts) {
  const details = element("details", "");
  details.append(element("summary", "", title), ...parts);
  return details;
}

/** Two blocks, side by side where there is room. */
function pair(...blocks) {
  const made = element("div", "pair");
  for (const parts of blocks) {
    const block = element("div", "");
    block.append(...parts);
    made.append(block);
  }
  return made;
}

function bullets(lines) {
  if (!lines.length) return [];
  const list = element("ul", "");
  list.append(...lines.map((line) => element("li", "", line)));
  return [list];
}

/** A labelled piece of a line. */
export function chip(text, style = "plain") {
  return element("span", `chip chip--${style}`, text);
}

/** A button that does something. */
export function button(text, act, label = "") {
  const made = element("button", "button button--quiet", text);
  made.type = "button";
  if (label) made.setAttribute("aria-label", label);
  made.addEventListener("click", act);
  return made;
}

/** An element with text, in which backquotes set code. */
export function element(name, className, text = "") {
  const made = document.createElement(name);
  if (className) made.className = className;
  text.split("`").forEach((part, index) => {
    const piece = index % 2 ? document.createElement("code") : document.createTextNode(part);
    if (index % 2) piece.textContent = part;
    if (part) made.append(piece);
  });
  return made;
}
