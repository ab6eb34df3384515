// What the shopper was looking at, noted behind the token wherever that is kept, so that Back from a product comes back to the list.
const listView = (() => {
  const BEHIND = "~"; // stands in no token; the interface reads up to it
  const LONGEST = 2000; // characters of a note; ids may be long
  const SETTLING = 2000; // ms in which a shop may still fit the frame to the list

  // A page of its own keeps the text for as long as the tab lives; where storage is forbidden, in its entry of the history: none is added.
  const shelf = {
    get(key) {
      try {
        return sessionStorage.getItem(key) ?? history.state?.[key] ?? "";
      } catch {
        return history.state?.[key] ?? "";
      }
    },
    set(key, text) {
      try {
        if (text) sessionStorage.setItem(key, text);
        else sessionStorage.removeItem(key);
      } catch {
        history.replaceState({ ...history.state, [key]: text }, "");
      }
    },
  };

  const all = (selector) => [...document.querySelectorAll(selector)];

  // The token of what is shown with a note of the list, if it is one; a product that is about to be opened is noted too.
  const write = (kept, opened) => {
    const { kind, token } = document.querySelector("main").dataset;
    if (["about", "erasing"].includes(kind) && kept.split(BEHIND)[0] === token) return kept; // from there one goes back to the list
    if (!token || !["results", "compare"].includes(kind)) return token;
    const note = {
      deed: kind === "results" ? `results:${all(".product").length}` : kind,
      compare: kind === "results" ? all("[name=compare]:checked").map((box) => box.value) : all("th[data-product]").map((head) => head.dataset.product),
      ...(opened && { opened: opened.dataset.product, top: Math.round(opened.getBoundingClientRect().top) }),
    };
    const text = encodeURIComponent(JSON.stringify(note));
    return text.length > LONGEST ? token : token + BEHIND + text;
  };

  const read = (text) => {
    const [token, note] = text.split(BEHIND);
    try {
      const { deed, ...more } = JSON.parse(decodeURIComponent(note));
      if (/^(compare|results:\d+)$/.test(deed)) return { token, note: { deed, ...more } };
    } catch {
      // nothing is noted
    }
    return { token, note: { deed: "continue" } };
  };

  const bringBack = ({ opened, top }) => {
    // The product that was opened, where it stood; in a frame, into whatever part of the shop's page is in view.
    const product = opened && all("[data-product]").find((one) => one.dataset.product === opened);
    if (!product) return;
    if (window.parent === window) return window.scrollBy(0, product.getBoundingClientRect().top - top);
    const show = () => product.scrollIntoView({ block: "center" });
    show();
    window.addEventListener("resize", show);
    setTimeout(() => window.removeEventListener("resize", show), SETTLING);
  };

  return { shelf, write, read, bringBack };
})();
