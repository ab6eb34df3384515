// The demo shop's search page: puts what was found in the shopper's order, in place. For a stranger the shop's own stays.
(() => {
  "use strict";
  const list = document.querySelector("[data-found]");
  const status = document.querySelector("[data-sorted]");
  const { clerk, cart: root } = document.querySelector("[data-cart]").dataset;
  const { query } = list.dataset;
  const key = `salesclerk:${location.origin}:${clerk}`; // where the embed keeps its token
  const PATIENCE = 1500; // ms in which what was done before arrives; then the list is ranked without it
  const own = [...list.children]; // in the shop's order

  const token = () => {
    try {
      return sessionStorage.getItem(key) || localStorage.getItem(key);
    } catch {
      return ""; // a browser that keeps nothing
    }
  };

  const show = (products) => {
    const says = (text) => ({ reasons }) => reasons.some((reason) => reason.text === text);
    // A reason that comes from what was done, not from an answer; what is said of all is why of none.
    const tells = ({ question, state, text }) => !question && state === "meets" && !products.every(says(text));
    const cards = new Map(own.map((card) => [card.dataset.id, card]));
    const order = products.map(({ id }) => cards.get(id));
    order.push(...own.filter((card) => !order.includes(card)));
    const moved = order.some((card, place) => card !== own[place]);
    for (const { id, label, reasons } of products) {
      const note = cards.get(id).querySelector(".note");
      note.textContent = label || (moved && reasons.find(tells)?.text) || "";
      note.hidden = !note.textContent;
    }
    const held = document.activeElement;
    if (order.some((card, place) => card !== list.children[place])) list.replaceChildren(...order);
    if (list.contains(held)) held.focus({ preventScroll: true });
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
  addEventListener("pageshow", ({ persisted }) => persisted && rank().catch(() => {}));
})();
