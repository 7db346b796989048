// Writers: one document tree to text, Markdown and HTML; the twin of macros/posting/write.py.

export function toText(tree) {
  const lines = [tree.title.toUpperCase(), "", ...tree.facts.map(({ label, value }) => `${label}: ${value}`)];
  for (const section of tree.sections) {
    lines.push("", section.title.toUpperCase());
    for (const block of section.blocks) lines.push("", ...running(block, (text) => text));
  }
  return lines.join("\n") + "\n";
}

export function toMarkdown(tree) {
  const facts = tree.facts.map(({ label, value }) => `**${label}:** ${marked(value)}  `);
  const lines = [`# ${marked(tree.title)}`, "", ...facts];
  for (const section of tree.sections) {
    lines.push("", `## ${section.title}`);
    for (const block of section.blocks) lines.push("", ...running(block, marked));
  }
  return lines.join("\n") + "\n";
}

/** Only the tags that applicant-tracking systems keep. */
export function toHtml(tree) {
  const lines = [strong(tree.title)];
  for (const { label, value } of tree.facts) {
    lines.push(`<p><strong>${escaped(label)}:</strong> ${escaped(value)}</p>`);
  }
  for (const section of tree.sections) {
    lines.push(strong(section.title));
    for (const { text, lead, items } of section.blocks) {
      if (text !== undefined) lines.push(`<p>${escaped(text)}</p>`);
      if (lead) lines.push(`<p>${escaped(lead)}</p>`);
      if (items) lines.push(`<ul>${items.map((item) => `<li>${escaped(item)}</li>`).join("")}</ul>`);
    }
  }
  return lines.join("\n") + "\n";
}

function running({ text, lead, items }, write) {
  if (text !== undefined) return [write(text)];
  return [...(lead ? [write(lead), ""] : []), ...items.map((item) => `- ${write(item)}`)];
}

function marked(text) {
  return text
    .replace(/[\\*_`<]/g, (mark) => `\\${mark}`)
    .replace(/^([#>+-]|[0-9]+[.)])/, (start) => `${start.slice(0, -1)}\\${start.slice(-1)}`);
}

function strong(text) {
  return `<p><strong>${escaped(text)}</strong></p>`;
}

function escaped(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
