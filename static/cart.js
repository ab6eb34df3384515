// The demo shop's cart, and its count on every page. It is kept in this browser alone; the clerk hears of it by events, as from any shop.
(() => {
  "use strict";
  const place = document.querySelector("[data-cart]");
  if (!place) return;
  const { catalog, clerk, lang } = place.dataset;
  const kept = `salesclerk-shop:${catalog}:cart`;
  const key = `salesclerk:${location.origin}:${clerk}`; // where the embed keeps its token
  const root = place.dataset.cart;
  const waiting = []; // what is said before the embed is there
  window.salesclerk ||= Object.assign((...said) => waiting.push(said), { q: waiting });

  const attempt = (deed) => {
    try {
      return deed();
    } catch {
      return undefined; // a browser that keeps nothing
    }
  };
  const cart = () => attempt(() => JSON.parse(localStorage.getItem(kept))) || [];
  const keep = (lines) => {
    attempt(() => localStorage.setItem(kept, JSON.stringify(lines)));
    for (const count of document.querySelectorAll("[data-cart-count]")) count.textContent = lines.length || "";
  };
  const tell = (name, ids) => clerk && window.salesclerk("event", name, { products: ids.map((id) => ({ id })) });

  // The session of the clerk, begun here if there is none yet.
  const token = async (anew) => {
    const found = attempt(() => sessionStorage.getItem(key) || localStorage.getItem(key));
    if (found && !anew) return found;
    const begun = await fetch(`${root}/api/v1/sessions`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ questionnaire: clerk, language: lang }),
    });
    if (!begun.ok) throw new Error(begun.statusText);
    const { token: made } = await begun.json();
    attempt(() => sessionStorage.setItem(key, made));
    document.dispatchEvent(new CustomEvent("salesclerk:start", { detail: { questionnaire: clerk } })); // the embed sends what it kept
    return made;
  };
  const call = async (path, body) => {
    for (const anew of [false, true]) {
      const headers = { Authorization: `Bearer ${await token(anew)}`, "Content-Type": "application/json" };
      const sent = body ? { method: "POST", body: JSON.stringify(body) } : {};
      const answer = await fetch(`${root}/api/v1/session/${path}`, { headers, ...sent });
      if (answer.status !== 401) return answer;
      attempt(() => [sessionStorage, localStorage].forEach((store) => store.removeItem(key)));
    }
    throw new Error("no session");
  };

  const address = (id) => `${root}/shop/${encodeURIComponent(catalog)}/${encodeURIComponent(id)}`;
  const made = (template, { id, title, price, image, note }) => {
    const node = document.getElementById(template).content.cloneNode(true).firstElementChild;
    const link = node.querySelector("a");
    link.textContent = title;
    link.href = address(id) + (lang ? `?lang=${lang}` : "");
    node.querySelector("img").src = image || `${address(id)}.svg`;
    node.querySelector(".price").textContent = price;
    const said = node.querySelector(".note");
    if (said) said.textContent = note || "";
    return node;
  };

  const offers = document.querySelector("[data-offers]");
  const offer = async (query) => {
    if (!offers || !clerk) return;
    const answer = await call(`recommendations?${query}`);
    if (!answer.ok) return;
    const { groups } = await answer.json();
    offers.replaceChildren(
      ...groups.map(({ kind, title, offers: found }) => {
        const group = document.getElementById("group").content.cloneNode(true).firstElementChild;
        group.dataset.kind = kind;
        group.querySelector("h2").textContent = title;
        const cards = found.map(({ product, because }) =>
          made("offer", { ...product, price: product.price_text, note: because }),
        );
        group.querySelector("ul").replaceChildren(...cards);
        return group;
      }),
    );
  };
  const about = (lines) => `for=cart&${lines.slice(0, 100).map(({ id }) => `product=${encodeURIComponent(id)}`).join("&")}`;

  const add = document.querySelector("[data-add]");
  if (add) {
    const line = { ...add.dataset };
    tell("view_item", [line.id]);
    add.hidden = false;
    add.addEventListener("click", () => {
      keep([line, ...cart().filter(({ id }) => id !== line.id)]);
      tell("add_to_cart", [line.id]);
      document.querySelector("[data-added]").hidden = false;
      if (clerk) token().catch(() => {}); // who puts something in the cart is no stranger
    });
    const known = attempt(() => sessionStorage.getItem(key) || localStorage.getItem(key));
    if (known) offer(`for=product&product=${encodeURIComponent(line.id)}`).catch(() => {});
  }

  const list = document.querySelector("[data-lines]");
  const draw = () => {
    const lines = cart();
    list.replaceChildren(
      ...lines.map((line) => {
        const node = made("line", line);
        const remove = node.querySelector("button");
        remove.setAttribute("aria-label", `${remove.textContent}: ${line.title}`);
        remove.addEventListener("click", () => {
          keep(cart().filter(({ id }) => id !== line.id));
          tell("remove_from_cart", [line.id]);
          draw();
          document.getElementById("content").querySelector("h1").focus();
        });
        return node;
      }),
    );
    document.querySelector("[data-empty]").hidden = lines.length > 0;
    const buy = document.querySelector("[data-buy]");
    buy.hidden = !lines.length;
    const shown = lines.map(({ id }) => id).slice(0, 100);
    offer(lines.length ? about(lines) : "for=home")
      .then(() => tell("view_item_list", shown)) // now there is a session, what was done before is sent too
      .catch(() => {});
  };
  const bought = async () => {
    const products = cart().map(({ id }) => ({ id }));
    const id = attempt(() => crypto.randomUUID()) || String(Math.random());
    const event = { id, order: id, name: "purchase", at: new Date().toISOString(), products: products.slice(0, 100) };
    if (clerk) await call("events", { events: [event] });
    keep([]);
    draw();
    document.querySelector("[data-empty]").hidden = true;
    document.querySelector("[data-thanks]").hidden = false;
  };
  if (list) {
    document.querySelector("[data-buy]").addEventListener("click", (event) => {
      event.target.disabled = true;
      bought()
        .catch(() => {})
        .finally(() => (event.target.disabled = false));
    });
    draw();
  }
  keep(cart());
})();
