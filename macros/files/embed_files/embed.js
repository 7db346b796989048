// A link, and a script tag behind it that puts a part of a role in its place:
//   <a href="https://…/embed/…/…/">
//   <script src="https://…/embed/embed.js" data-role="…" data-part="…" async>
// data-theme="light" or "dark" sets the colors, data-title the frame's name. Where anything keeps
// the part away, the link stays.
// No cookie, no storage, no style attribute: only a frame, and what no host's style may take from it.

(() => {
  const FILE = /\bembed\/embed\.js(?=$|[?#])/;
  const SCHEMES = ["light", "dark"];

  /** The link before a tag, which tells where the handbook is when the tag no longer does. */
  function linkOf(tag) {
    const before = tag.previousElementSibling;
    return before?.matches("a[href*='/embed/']") ? before : null;
  }

  /** The address of this file: in src, or in the attribute that an optimizer moved it to. */
  function homeOf(tag) {
    const source = [...tag.attributes].map(({ value }) => value).find((value) => FILE.test(value));
    const named = source ?? linkOf(tag)?.href.replace(/\/embed\/.*$/, "/embed/");
    return named && new URL("./", new URL(named, document.baseURI));
  }

  /** Every tag of ours, those in open shadow trees too. */
  function* tagsIn(root) {
    for (const element of root.querySelectorAll("*")) {
      if (element.matches("script[data-role]") && homeOf(element)) yield element;
      if (element.shadowRoot) yield* tagsIn(element.shadowRoot);
    }
  }

  function show(tag) {
    const home = homeOf(tag);
    const link = linkOf(tag);
    const { role = "", part = "", theme = "", title } = tag.dataset;
    const place = tag.parentElement ?? tag.getRootNode().host ?? document.documentElement;
    const frame = document.createElement("iframe");
    let worn = scheme();
    let ready = false;

    /** What the tag says, else what the host's page says; empty when both leave it to the system. */
    function scheme() {
      if (SCHEMES.includes(theme)) return theme;
      const meta = document.querySelector("meta[name=color-scheme]")?.content ?? "";
      const computed = getComputedStyle(place).colorScheme;
      const said = (computed === "normal" ? meta : computed).split(/\s+/);
      const named = SCHEMES.filter((one) => said.includes(one));
      return named.length === 1 ? named[0] : "";
    }

    function address() {
      const url = new URL(home);
      url.search = new URLSearchParams({ role, part, ...(worn && { theme: worn }) });
      return url.href;
    }

    /** A host that changes its colors takes the frame along. */
    function follow() {
      const now = scheme();
      if (now === worn) return;
      worn = now;
      if (ready) frame.contentWindow.postMessage({ type: "handbook-theme", theme: worn }, home.origin);
      else frame.src = address();
    }

    /** Pixels; a rule of the host such as `iframe { height: auto }` would fold the frame up. */
    function setHeight(pixels) {
      const firm = { height: `${pixels}px`, "max-height": "none", width: "100%", "max-width": "100%", "min-width": "0" };
      frame.setAttribute("height", String(pixels));
      for (const [name, value] of Object.entries(firm)) frame.style.setProperty(name, value, "important");
    }

    window.addEventListener("message", ({ source, origin, data }) => {
      if (source !== frame.contentWindow || origin !== home.origin) return;
      if (data?.type !== "handbook-height" || !(data.height > 0 && data.height < 20000)) return;
      ready = true;
      link?.remove();
      setHeight(Math.ceil(data.height));
    });
    const attributes = {
      title: title ?? `${role.replaceAll("-", " ")}: ${part}`,
      width: "100%",
      frameborder: "0",
      loading: "lazy",
      referrerpolicy: "no-referrer",
      src: address(),
    };
    for (const [name, value] of Object.entries(attributes)) frame.setAttribute(name, value);
    setHeight(480); // until the frame says how tall it is
    tag.after(frame);
    const watch = new MutationObserver(follow);
    for (const element of [document.documentElement, document.body]) {
      if (element) watch.observe(element, { attributes: true });
    }
  }

  // In a module, a shadow tree or a bundle nobody says which tag runs: then all of them are shown.
  const running = document.currentScript;
  const known = running && homeOf(running) ? [running] : [];
  const tags = running?.dataset.role && known.length ? known : [...tagsIn(document)];
  for (const tag of tags.length ? tags : known) {
    if (tag.dataset.shown) continue;
    tag.dataset.shown = "yes";
    show(tag);
  }
})();
