// Copying: the text of a job description, a search string.

import { write } from "./clipboard.js";

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
