// Copying: the address of a part, the text of a job description, a search string.

const SHOWN_FOR = 1600; // milliseconds a confirmation stays

/** A click on a `#` beside a heading or line follows it and copies its full address. */
export function copyLinks(root) {
  root.addEventListener("click", async (event) => {
    const link = event.target.closest?.("a.headerlink");
    if (!link || event.metaKey || event.ctrlKey) return;
    await write({ "text/plain": location.origin + location.pathname + link.getAttribute("href") });
    link.classList.add("is-copied");
    setTimeout(() => link.classList.remove("is-copied"), SHOWN_FOR);
  });
}

/** What a button may put in the clipboard, by its `data-copy`. */
const CONTENTS = {
  rich: (part) => ({ "text/plain": plainText(part), "text/html": cleanHtml(part) }),
  plain: (part) => ({ "text/plain": plainText(part) }),
  exact: (part) => ({ "text/plain": part.textContent }),
};

/** The buttons of a bar copy the part they name; the bar says what to do next. */
export function copyBars(root) {
  for (const bar of root.querySelectorAll("[data-copy-bar]")) {
    bar.hidden = false;
    for (const button of bar.querySelectorAll("button")) {
      button.addEventListener("click", async () => {
        const part = root.querySelector(button.dataset.copyFrom);
        const done = await write(CONTENTS[button.dataset.copy](part));
        bar.querySelector(".copied").textContent = done
          ? bar.dataset.copied
          : "Your browser did not allow copying. Select the text instead.";
      });
    }
  }
}

/** Only the tags that applicant-tracking systems keep. */
export function cleanHtml(advert) {
  const copy = advert.cloneNode(true);
  copy.querySelectorAll(".headerlink").forEach((link) => link.remove());
  copy.querySelectorAll("mark").forEach((mark) => mark.replaceWith(mark.textContent));
  copy.querySelectorAll(".advert-title").forEach((title) => {
    const heading = document.createElement("h2");
    heading.textContent = title.textContent;
    title.replaceWith(heading);
  });
  copy.querySelectorAll("*").forEach((element) => {
    for (const { name } of [...element.attributes]) {
      if (name !== "href") element.removeAttribute(name);
    }
  });
  return copy.innerHTML;
}

/** The advert line by line, bullets marked with a hyphen. */
export function plainText(advert) {
  const lines = [];
  for (const block of advert.querySelectorAll("p, h3, li")) {
    const text = block.textContent.replace(/\s+/g, " ").trim();
    if (block.matches("h3")) lines.push("", text.toUpperCase());
    else lines.push(block.matches("li") ? `- ${text}` : text);
  }
  return lines.join("\n").trim() + "\n";
}

async function write(content) {
  try {
    const blobs = Object.entries(content).map(([type, text]) => [type, new Blob([text], { type })]);
    await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
    return true;
  } catch {
    return false;
  }
}
