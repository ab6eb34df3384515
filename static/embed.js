// Puts Salesclerk into a shop page: <div data-salesclerk="questionnaire"><a href="…">fallback</a></div>. See docs/embed.md.
(() => {
  "use strict";
  const before = window.salesclerk;
  if (before && before.loaded) return; // the script tag stands twice: the first one serves

  const base = new URL(".", document.currentScript.src);
  const PATIENCE = 5000; // ms until the fallback shows: a refused frame fires `load` like any other
  const MIN_HEIGHT = 420; // px kept free, so that the page does not jump
  const MAX_HEIGHT = 20000; // px; a frame that asks for more is not believed
  const SANDBOX = "allow-scripts allow-same-origin allow-forms allow-popups allow-top-navigation-by-user-activation";
  const RELAYED = ["start", "question", "answer", "results", "select", "close", "error"];
  const mounted = new Map(); // element → handle
  const released = new WeakSet(); // elements whose handle was destroyed: they stay as they are until mounted by name

  // ---- one token per questionnaire, for as long as the tab lives; storage may be forbidden, then in memory only

  const memory = new Map();
  const keep = (key, token) => {
    memory.set(key, token);
    try {
      if (token) sessionStorage.setItem(key, token);
      else sessionStorage.removeItem(key);
    } catch {
      // forbidden: memory has it
    }
  };
  const kept = (key) => {
    try {
      return sessionStorage.getItem(key) || memory.get(key) || "";
    } catch {
      return memory.get(key) || "";
    }
  };

  // ---- one widget

  const mount = (element) => {
    if (mounted.has(element)) return mounted.get(element);
    released.delete(element);
    const { salesclerk: questionnaire, lang, theme, minHeight } = element.dataset;
    if (!questionnaire) throw new TypeError("salesclerk: the element has no data-salesclerk");

    const key = `salesclerk:${base.origin}:${questionnaire}`;
    const least = Number(minHeight) > 0 ? Number(minHeight) : MIN_HEIGHT;
    const fallback = [...element.childNodes];
    const listeners = new Set();
    const address = new URL(`w/${encodeURIComponent(questionnaire)}`, base);
    if (lang) address.searchParams.set("lang", lang);
    if (theme) address.searchParams.set("theme", theme);

    const frame = document.createElement("iframe");
    frame.title = element.dataset.title || fallback.map((node) => node.textContent).join(" ").trim() || "Salesclerk";
    frame.src = address;
    if (base.origin !== location.origin) frame.setAttribute("sandbox", SANDBOX); // to one's own origin it is no fence
    frame.style.cssText = `display:block;width:100%;border:0;height:${least}px`;

    let arrived;
    let ready = false;
    const promise = new Promise((resolve) => (arrived = resolve));
    const fire = (type, detail) =>
      element.dispatchEvent(new CustomEvent(`salesclerk:${type}`, { bubbles: true, detail: { questionnaire, ...detail } }));
    const send = (type, data = {}) => {
      if (frame.contentWindow) frame.contentWindow.postMessage({ salesclerk: 1, type, ...data }, base.origin);
    };
    const fit = (height) => {
      if (Number.isFinite(height)) frame.style.height = `${Math.min(Math.max(Math.ceil(height), least), MAX_HEIGHT)}px`;
    };

    const onMessage = (event) => {
      if (event.source !== frame.contentWindow || event.origin !== base.origin) return;
      const { salesclerk, type, ...data } = event.data || {};
      if (salesclerk !== 1) return;
      if (type === "ready") {
        clearTimeout(timer);
        frame.style.display = "block";
        for (const node of fallback) node.remove();
        ready = true;
        fit(data.height);
        fire("ready", {});
        arrived(handle);
      } else if (type === "height") {
        if (ready) fit(data.height);
      } else if (type === "token") {
        if (typeof data.token === "string") keep(key, data.token);
      } else if (RELAYED.includes(type)) {
        fire(type, data);
      } else if (type === "top") {
        if (frame.getBoundingClientRect().top < 0) frame.scrollIntoView({ block: "start" });
      }
    };
    const onLoad = () => send("init", { token: kept(key) });
    const giveUp = () => {
      frame.style.display = "none"; // it may still arrive: then it takes its place
      element.append(...fallback);
      fire("error", { reason: "timeout" });
    };

    const handle = {
      ready: promise,
      send,
      on(type, listener) {
        const heard = (event) => listener(event.detail);
        element.addEventListener(`salesclerk:${type}`, heard);
        const off = () => element.removeEventListener(`salesclerk:${type}`, heard);
        listeners.add(off);
        return off;
      },
      restart() {
        keep(key, "");
        send("restart");
      },
      destroy() {
        if (mounted.get(element) !== handle) return;
        clearTimeout(timer);
        window.removeEventListener("message", onMessage);
        frame.removeEventListener("load", onLoad);
        for (const off of listeners) off();
        mounted.delete(element);
        released.add(element);
        element.replaceChildren(...fallback);
      },
    };

    mounted.set(element, handle);
    window.addEventListener("message", onMessage);
    frame.addEventListener("load", onLoad);
    const timer = setTimeout(giveUp, PATIENCE);
    element.replaceChildren(frame);
    return handle;
  };

  // ---- the page: what is there now, what a single-page shop adds, and what it takes away

  const scan = () => {
    for (const [element, handle] of mounted) {
      if (element.isConnected) continue;
      handle.destroy();
      released.delete(element); // put back into the page, it is mounted anew
    }
    for (const element of document.querySelectorAll("[data-salesclerk]:not([data-manual])")) {
      if (element.dataset.salesclerk && !released.has(element)) mount(element);
    }
  };
  let due = false;
  const soon = () => {
    if (due) return;
    due = true;
    queueMicrotask(() => {
      due = false;
      scan();
    });
  };

  const commands = {
    mount,
    on: (type, listener) => document.addEventListener(`salesclerk:${type}`, (event) => listener(event.detail, event.target)),
    destroy: (element) => mounted.get(element)?.destroy(),
  };
  const salesclerk = (command, ...values) => {
    if (!Object.hasOwn(commands, command)) throw new TypeError(`salesclerk: there is no command ${command}`);
    return commands[command](...values);
  };
  window.salesclerk = Object.assign(salesclerk, commands, { loaded: true });
  for (const call of before?.q || []) salesclerk(...call);

  const start = () => {
    scan();
    new MutationObserver(soon).observe(document.documentElement, { childList: true, subtree: true });
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
