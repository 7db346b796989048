// In the frame: wears the colors that the host asks for, and says how tall the content is.

(() => {
  const root = document.documentElement;
  const wear = (theme) => {
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
    else delete root.dataset.theme;
  };
  wear(new URLSearchParams(location.search).get("theme"));
  if (window.parent === window) return;

  window.addEventListener("message", ({ source, data }) => {
    if (source === window.parent && data?.type === "handbook-theme") wear(data.theme);
  });
  window.addEventListener("DOMContentLoaded", () => {
    const tell = () => {
      const height = Math.ceil(root.getBoundingClientRect().height);
      // The height is no secret, and a host may have any origin.
      window.parent.postMessage({ type: "handbook-height", height }, "*");
    };
    new ResizeObserver(tell).observe(root); // tells at once, and at every change
  });
})();
