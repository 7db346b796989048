// Copying: the address of a part, and the text of a job description.

import { write } from "./clipboard.js";

const SHOWN_FOR = 1600; // milliseconds a confirmation stays

/** A click on a `#` beside a heading or line follows it and copies its full address. */
export function copyLinks(root, say) {
  root.addEventListener("click", async (event) => {
    const link = event.target.closest?.("a.headerlink");
    if (!link || event.metaKey || event.ctrlKey) return;
    const address = location.origin + location.pathname + link.getAttribute("href");
    const done = await write({ "text/plain": address });
    say(done ? "Link copied" : "Your browser did not allow copying. The address bar shows the link.");
    if (!done) return;
    link.classList.add("is-copied");
    setTimeout(() => link.classList.remove("is-copied"), SHOWN_FOR);
  });
}

/** The buttons above a job description copy it with or without formatting. */
export function copyAdvert(root) {
  for (const bar of root.querySelectorAll("[data-copy-bar]")) {
    bar.hidden = false;
    for (const button of bar.querySelectorAll("button")) {
      button.addEventListener("click", async () => {
        const advert = root.querySelector(button.dataset.copyFrom);
        const content = { "text/plain": plainText(advert) };
        if (button.dataset.copy === "rich") content["text/html"] = cleanHtml(advert);
        const done = await write(content);
        bar.querySelector(".copied").textContent = done
          ? "Copied. Fill in the brackets before you post."
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
