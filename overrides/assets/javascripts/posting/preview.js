// Shows a document tree on the page, blanks marked, as _job_description.html.j2 does.

/** Put the tree into an element. */
export function preview(target, tree) {
  const facts = tree.facts.map(({ id, label, value }) => {
    const fact = element("p", "advert-fact");
    const name = element("strong");
    name.textContent = `${label}:`;
    fact.id = `advert-${id}`;
    fact.append(name, " ", ...marked(value));
    return fact;
  });
  target.replaceChildren(line("p", tree.title, "advert-title"), ...facts, ...tree.sections.flatMap(section));
}

function section({ id, title, blocks }) {
  const heading = line("h3", title);
  heading.id = `advert-${id}`;
  return [heading, ...blocks.flatMap(block)];
}

function block({ text, lead, items }) {
  const lines = [text, lead].filter(Boolean).map((said) => line("p", said));
  if (!items) return lines;
  const list = element("ul");
  list.append(...items.map((item) => line("li", item)));
  return [...lines, list];
}

function line(name, text, style = "") {
  const made = element(name, style);
  made.append(...marked(text));
  return made;
}

/** A text with its blanks as marks. */
function marked(text) {
  return text.split(/(\[[^[\]]+\])/).filter(Boolean).map((part) => {
    if (!/^\[[^[\]]+\]$/.test(part)) return part;
    const mark = element("mark", "slot");
    mark.textContent = part;
    return mark;
  });
}

function element(name, style = "") {
  const made = document.createElement(name);
  if (style) made.className = style;
  return made;
}
