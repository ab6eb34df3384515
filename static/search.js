// The demo shop's search page: puts all that was found in the shopper's order, and shows more of it. For a stranger the shop's own stays.
(() => {
  "use strict";
  const list = document.querySelector("[data-found]");
  const status = document.querySelector("[data-sorted]");
  const { clerk, cart: root } = document.querySelector("[data-cart]").dataset;
  const { query } = list.dataset;
  const key = `salesclerk:${location.origin}:${clerk}`; // where the embed keeps its token
  const PATIENCE = 1500; // ms in which what was done before arrives; then the list is ranked without it
  const more = document.querySelector("[data-more]");
  const rest = document.querySelector("[data-rest]");
  const step = list.children.length;
  const own = [...list.children, ...(rest?.content.children ?? [])]; // in the shop's order
  let order = own;
  let shown = history.state?.shown ?? step; // as many as before, when one comes back

  const token = () => {
    try {
      return sessionStorage.getItem(key) || localStorage.getItem(key);
    } catch {
      return ""; // a browser that keeps nothing
    }
  };

  const draw = () => {
    const held = document.activeElement;
    const kept = list.contains(held) ? order.indexOf(held.closest("[data-id]")) : -1;
    shown = Math.max(shown, kept + 1); // what has the focus is not taken away
    const wanted = order.slice(0, shown);
    const same = wanted.length === list.children.length && wanted.every((card, place) => card === list.children[place]);
    if (!same) list.replaceChildren(...wanted);
    if (kept >= 0) held.focus({ preventScroll: true });
    if (!more || shown < own.length) return;
    const beyond = new URL(more.href); // the shop's order goes on where the shopper's ends
    beyond.searchParams.set("page", Math.floor(own.length / step) + 1);
    more.href = beyond;
    more.hidden = !("beyond" in more.dataset);
  };

  more?.addEventListener("click", (event) => {
    if (shown >= own.length || event.ctrlKey || event.metaKey || event.shiftKey) return; // beyond: a page of its own
    event.preventDefault();
    const first = order[shown];
    shown += step;
    history.replaceState({ ...history.state, shown }, "");
    draw();
    first.querySelector("a").focus();
  });

  const show = (products) => {
    const says = (text) => ({ reasons }) => reasons.some((reason) => reason.text === text);
    // A reason that comes from what was done, not from an answer; what is said of all is why of none.
    const tells = ({ question, state, text }) => !question && state === "meets" && !products.every(says(text));
    const cards = new Map(own.map((card) => [card.dataset.id, card]));
    order = products.map(({ id }) => cards.get(id));
    order.push(...own.filter((card) => !order.includes(card)));
    const moved = order.some((card, place) => card !== own[place]);
    for (const { id, label, reasons } of products) {
      const note = cards.get(id).querySelector(".note");
      note.textContent = label || (moved && reasons.find(tells)?.text) || "";
      note.hidden = !note.textContent;
    }
    draw();
    const said = moved ? status.dataset.said : "";
    if (status.textContent !== said) status.textContent = said;
  };

  const rank = async () => {
    const known = token();
    if (!known) return;
    const answer = await fetch(`${root}/api/v1/session/rank`, {
      method: "POST",
      headers: { Authorization: `Bearer ${known}`, "Content-Type": "application/json" },
      body: JSON.stringify({ products: own.map(({ dataset }) => dataset.id), query }),
    });
    if (answer.ok) show((await answer.json()).products);
  };

  let begun = false;
  const begin = () => {
    if (begun) return;
    begun = true;
    rank()
      .catch(() => {}) // no connection: the shop's own order stays
      .finally(() => {
        const products = [...list.children].map(({ dataset }) => ({ id: dataset.id }));
        window.salesclerk("event", "view_item_list", { list: "search", products });
      });
  };
  window.salesclerk("on", "events", begin); // what was done has arrived
  window.salesclerk("event", "search", { term: query });
  if (token()) setTimeout(begin, PATIENCE);
  else begin();
  draw();
  addEventListener("pageshow", ({ persisted }) => persisted && rank().catch(() => {}));
})();
