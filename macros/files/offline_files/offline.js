// In a copy of the site that lies in a folder: below file:// a browser fetches no file and
// finds no index.html of a folder. Scripts bring the files (`<file>.js`, which call `handbookFile`),
// and links get the name of the page's file.

(() => {
  const brought = new Map();
  const load = (address, page = document) =>
    new Promise((resolve, reject) => {
      const script = page.createElement("script");
      script.onload = resolve;
      script.onerror = () => reject(new TypeError(`${address} is not in this copy`));
      script.src = address;
      page.head.append(script);
    });

  window.handbookFile = (text) => brought.set(document.currentScript.src, text);
  window.fetch = async (address) => {
    const script = `${new URL(address, location.href)}.js`;
    if (!brought.has(script)) await load(script);
    return new Response(brought.get(script));
  };

  const finish = ({ target }) => {
    const link = target.closest?.("a[href]");
    if (link?.protocol === "file:" && link.pathname.endsWith("/")) link.pathname += "index.html";
  };
  for (const event of ["pointerdown", "click"]) addEventListener(event, finish, { capture: true });
})();
