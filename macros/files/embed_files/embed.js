// One script tag puts a part of a role where the tag stands:
//   <script src="https://…/embed/embed.js" data-role="…" data-part="…" async></script>
// data-theme="light" or "dark" sets the colors, data-title the frame's name.
// No cookie, no storage, no style attribute: only a frame, and attributes of that frame.

(() => {
  const script = document.currentScript;
  const home = new URL("./", script.src);
  const { role = "", part = "", theme = "", title } = script.dataset;
  const place = script.parentElement ?? document.documentElement;
  const schemes = ["light", "dark"];
  const frame = document.createElement("iframe");
  let worn = scheme();
  let ready = false;

  /** What the tag says, else what the host's page says; empty when both leave it to the system. */
  function scheme() {
    if (schemes.includes(theme)) return theme;
    const meta = document.querySelector("meta[name=color-scheme]")?.content ?? "";
    const computed = getComputedStyle(place).colorScheme;
    const said = (computed === "normal" ? meta : computed).split(/\s+/);
    const named = schemes.filter((one) => said.includes(one));
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

  window.addEventListener("message", ({ source, origin, data }) => {
    if (source !== frame.contentWindow || origin !== home.origin) return;
    if (data?.type !== "handbook-height" || !(data.height > 0 && data.height < 20000)) return;
    ready = true;
    frame.setAttribute("height", String(Math.ceil(data.height)));
  });
  const attributes = {
    title: title ?? `${role.replaceAll("-", " ")}: ${part}`,
    width: "100%",
    height: "480", // until the frame says how tall it is
    frameborder: "0",
    loading: "lazy",
    referrerpolicy: "no-referrer",
    src: address(),
  };
  for (const [name, value] of Object.entries(attributes)) frame.setAttribute(name, value);
  script.after(frame);
  const watch = new MutationObserver(follow);
  for (const element of [document.documentElement, document.body]) {
    if (element) watch.observe(element, { attributes: true });
  }
})();
