// Copying: the address of a part, the text of a job description, a search string.

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

/** The buttons above a job description copy its downloads: what is pasted is what is filed. */
export function copyPosting(root) {
  for (const bar of root.querySelectorAll("[data-copy-bar]")) {
    const files = bar.nextElementSibling;
    const read = (end) => fetch(files.querySelector(`a[href$=".${end}"]`).href).then((r) => r.text());
    wireCopyBar(bar, read);
  }
}

/** The button of a bar copies the part that the bar names, to the letter. */
export function copyTexts(root) {
  for (const bar of root.querySelectorAll("[data-copy-text]")) {
    wireCopyBar(bar, () => root.getElementById(bar.dataset.copyText).textContent);
  }
}

/** Wire the copy buttons of a bar; `read(end)` gives the text of a format, or promises it. */
export function wireCopyBar(bar, read) {
  bar.hidden = false;
  for (const button of bar.querySelectorAll("[data-copy]")) {
    button.addEventListener("click", async () => {
      const rich = button.dataset.copy === "html";
      const content = { "text/plain": read(rich ? "txt" : button.dataset.copy) };
      if (rich) content["text/html"] = read("html");
      bar.querySelector(".copied").textContent = (await write(content))
        ? `Copied. ${bar.dataset.afterCopy ?? ""}`.trim()
        : "Your browser did not allow copying. Select the text instead.";
    });
  }
}
