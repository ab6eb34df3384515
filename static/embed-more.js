// What only some shops use: popup, slide-in and full page, <sales-clerk>, page events. embed.js loads it when it is asked for.
"use strict";
window.salesclerk.plug(({ base, script, prefix, memory, mount, commands, consented }) => {
  // ---- popup, slide-in, full page: a modal dialog, so the page behind is inert and the focus returns by itself

  const PANELS = {
    popup: "margin:auto;width:min(760px,100%);max-height:92%;border-radius:16px",
    "slide-in": "margin:0 0 0 auto;width:min(480px,100%);height:100%",
    page: "width:100%;height:100%",
  };
  const dress = (element, css) => {
    element.style.cssText = `all:initial;${css};`.replaceAll(";", "!important;");
    return element;
  };
  const make = (name, css) => dress(document.createElement(name), css);
  let dialog;

  // The page behind stays where it is, scrollbar and all, and scrolls as before once nothing is open.
  const page = document.documentElement;
  let before;
  const lock = () => {
    before ||= ["overflow", "scrollbar-gutter"].map((name) => [name, page.style.getPropertyValue(name), page.style.getPropertyPriority(name)]);
    if (innerWidth > page.clientWidth) page.style.setProperty("scrollbar-gutter", "stable", "important");
    page.style.setProperty("overflow", "hidden", "important");
  };
  const unlock = () => {
    for (const property of before) page.style.setProperty(...property);
    before = dialog = undefined;
  };

  commands.close = () => dialog?.close();
  commands.open = (opener) => {
    commands.close();
    const { salesclerkOpen: questionnaire, mode, label, ...rest } = opener.dataset;
    const title = rest.title || opener.textContent.trim();
    // The frame gives way to the panel and scrolls by itself, so that what it keeps at its lower edge is seen.
    const spot = make("div", "display:flex;flex-direction:column;min-height:0");
    Object.assign(spot.dataset, { ...rest, title, salesclerk: questionnaire, manual: "" });
    const link = document.createElement("a");
    link.href = new URL(`w/${encodeURIComponent(questionnaire)}`, base);
    link.textContent = title;
    spot.append(link);

    const shut = make("button", "color-scheme:inherit;display:block;margin-left:auto;min-width:44px;height:44px;flex:none;font:28px/1 sans-serif;text-align:center;cursor:pointer;color:CanvasText");
    shut.type = "button";
    shut.textContent = "×";
    shut.ariaLabel = label || "Close";
    shut.onfocus = () => shut.style.setProperty("outline", "3px solid", "important");
    shut.onblur = () => shut.style.removeProperty("outline");
    const panel = make("div", `display:flex;flex-direction:column;overflow:auto;overscroll-behavior:contain;background:Canvas;color-scheme:${["light", "dark"].includes(rest.theme) ? rest.theme : "light dark"};${PANELS[mode] || PANELS.popup}`);
    panel.append(shut, spot);

    const mine = make("dialog", "display:flex;position:fixed;inset:0;width:100%;height:100%;background:rgb(0 0 0/50%)");
    dialog = mine;
    mine.ariaLabel = title;
    mine.append(panel);
    document.body.append(mine);
    mine.showModal();
    lock();
    const handle = mount(spot);
    const { destroy } = handle;
    handle.destroy = () => {
      destroy(); // also when the shop has taken the dialog out without closing it
      if (mine === dialog) unlock();
    };
    handle.ready.then(() => spot.querySelector("iframe")?.focus());
    handle.on("escape", () => mine.close());
    shut.onclick = () => mine.close();
    mine.onclick = (event) => event.target === mine && mine.close();
    mine.onclose = () => {
      handle.destroy();
      mine.remove();
      opener.focus();
    };
    return handle;
  };

  document.addEventListener("click", (event) => {
    const opener = event.target.closest?.("[data-salesclerk-open]");
    if (!opener || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    commands.open(opener);
  });

  // ---- <sales-clerk questionnaire="…">: the same element by another name

  customElements.define("sales-clerk", class extends HTMLElement {
    connectedCallback() {
      for (const { name, value } of this.attributes) {
        if (name === "questionnaire") this.dataset.salesclerk = value;
        else if (["lang", "theme", "title", "prefill", "context", "product", "min-height"].includes(name)) {
          this.setAttribute(`data-${name}`, value);
        }
      }
      if (!this.style.display) this.style.display = "block";
      if (this.dataset.salesclerk) mount(this);
    }
  });

  // ---- page events: to every questionnaire's session of this tab; kept until there is one, sent again until they arrive

  const NAMES = ["view_item_list", "select_item", "view_item", "add_to_cart", "remove_from_cart", "purchase", "search"];
  const MOST = 100; // events of one request, and that are kept for later
  const ROOM = 30000; // bytes: browsers refuse what may outlive the page beyond 64 KiB in flight, the shop's own included
  const KEY = `${prefix}~events`;
  const stored = () => {
    try {
      return sessionStorage;
    } catch {
      return {};
    }
  };
  let waiting = [];
  try {
    waiting = [].concat(JSON.parse(stored()[KEY] || "[]"));
  } catch {
    // not ours
  }
  const save = () => {
    try {
      sessionStorage.setItem(KEY, JSON.stringify(waiting));
    } catch {
      // forbidden: memory has them
    }
  };
  const tokens = () => {
    const found = new Set(memory.values());
    for (const key of Object.keys(stored())) if (key.startsWith(prefix) && key !== KEY) found.add(stored()[key]);
    return [...found].filter(Boolean);
  };

  const bytes = (value) => new Blob([JSON.stringify(value)]).size + 1;
  const warn = ({ refused }) => refused?.length && console.warn("salesclerk: events left out", refused);

  let sending = false;
  const flush = async () => {
    const to = tokens();
    if (sending || !to.length || !waiting.length || consented() === "none") return;
    sending = true;
    let arrived = false;
    const room = ROOM / to.length;
    let size = 0;
    const rest = waiting.findIndex((event) => (size += bytes(event)) > room);
    const events = waiting.slice(0, rest < 0 ? MOST : rest || 1);
    const post = (token) =>
      fetch(new URL("api/v1/session/events", base), {
        method: "POST",
        keepalive: bytes(events) < room, // a shopper who leaves the page has still seen it
        credentials: "omit",
        headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
        body: JSON.stringify({ events }),
      });
    try {
      const answers = await Promise.all(to.map(post));
      for (const answer of answers) await answer.json().then(warn, () => {}); // and it is in flight no more
      if (answers.every(({ status }) => status < 500 && status !== 429)) {
        waiting = waiting.filter((event) => !events.includes(event));
        save();
        arrived = true;
        for (const element of document.querySelectorAll("[data-salesclerk]>iframe")) mount(element.parentNode).send("rerank");
      }
    } catch {
      // no connection: with the next event, under the same ids
    }
    sending = false;
    if (!arrived) return;
    document.dispatchEvent(new CustomEvent("salesclerk:events", { detail: { events } }));
    flush(); // what was done meanwhile
  };

  commands.event = (name, data) => {
    if (!NAMES.includes(name)) throw new TypeError(`salesclerk: there is no event ${name}`);
    if (consented() === "none") return;
    const id = [...crypto.getRandomValues(new Uint32Array(4))].map((part) => part.toString(36)).join("");
    const event = JSON.parse(JSON.stringify({ id, name, at: new Date().toISOString(), ...data })); // or it throws here
    waiting = [...waiting, event].slice(-MOST);
    save();
    flush();
  };
  document.addEventListener("salesclerk:start", flush);

  // ---- the shop's dataLayer: heard if the script tag has data-events, spoken to if it has data-push and the shopper agrees

  const number = (value) => (value != null && value !== "" && +value >= 0 && Number.isFinite(+value) ? +value : undefined);
  const text = (value, longest) => (value == null ? undefined : String(value).slice(0, longest));
  const hear = (entry) => {
    if (!entry || entry.salesclerk) return;
    const [name, data] = entry[0] === "event" ? [entry[1], entry[2]] : [entry.event, entry.ecommerce];
    if (!NAMES.includes(name)) return;
    const { items, transaction_id, item_list_id, search_term = entry.search_term } = data || {};
    const named = [].concat(items ?? []).filter((item) => item?.item_id != null || item?.id != null);
    commands.event(name, {
      products: named.slice(0, MOST).map(({ item_id, id, quantity, price }) => ({
        id: String(item_id ?? id), quantity: number(quantity), price: number(price),
      })),
      order: text(transaction_id, 200), list: text(item_list_id, 200), term: text(search_term, 500),
    });
  };
  const listen = (entry) => {
    try {
      hear(entry);
    } catch {
      // of another form: what the shop pushes is for others too, and its push never fails
    }
  };
  if ("events" in script.dataset) {
    const layer = (window.dataLayer ||= []);
    const push = layer.push;
    layer.push = (...entries) => {
      const length = push.apply(layer, entries);
      entries.forEach(listen);
      return length;
    };
    [...layer].forEach(listen);
  }
  const say = (event, questionnaire, products) => {
    if (!("push" in script.dataset) || consented() !== "profile") return;
    const items = products.map((item_id, index) => ({ item_id, index }));
    const layer = (window.dataLayer ||= []);
    layer.push({ ecommerce: null }); // else the last items stay
    layer.push({ event, salesclerk: true, ecommerce: { item_list_id: `salesclerk:${questionnaire}`, items } });
  };
  commands.on("results", ({ questionnaire, products }) => say("view_item_list", questionnaire, products));
  commands.on("select", ({ questionnaire, product }) => say("select_item", questionnaire, [product]));

  Object.assign(window.salesclerk, commands);
  flush();
});
