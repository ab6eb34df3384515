// Puts Salesclerk into a shop page: <div data-salesclerk="questionnaire"><a href="…">fallback</a></div>. See docs/embed.md.
// Readable source: `make embed` writes what is served, static/embed/VERSION.js. What only some shops use is in embed-more.js.
(() => {
  const before = window.salesclerk;
  if (before?.loaded) return; // the script tag stands twice: the first one serves

  const script = document.currentScript;
  const base = new URL(/embed\/(v1|[\d.]+)\.js/.test(script.src) ? ".." : ".", script.src);
  const PATIENCE = 5000; // ms until the fallback shows: a refused frame fires `load` like any other
  const MIN_HEIGHT = 640; // px kept free, so that the page does not jump
  const MAX_HEIGHT = 200000; // px; a frame that asks for more is not believed
  const SANDBOX = "allow-scripts allow-same-origin allow-forms allow-popups allow-top-navigation-by-user-activation";
  const RELAYED = "start question answer results select close error escape".split(" ");
  const mounted = new Map(); // element → handle
  const released = new WeakSet(); // elements whose handle was destroyed: they stay as they are until mounted by name
  let consent = script.dataset.consent || "session"; // none | session | profile

  // ---- one token per questionnaire, for as long as the tab lives (longer with consent to a profile); storage may be forbidden

  const prefix = `salesclerk:${base.origin}:`;
  const memory = new Map();
  const attempt = (deed) => {
    try {
      return deed();
    } catch {
      // storage is forbidden, or the text is no JSON
    }
  };
  const lasting = () => (consent === "profile" ? localStorage : sessionStorage);
  const keep = (questionnaire, token) => {
    const key = prefix + questionnaire;
    memory.set(key, token);
    attempt(() => (token ? lasting().setItem(key, token) : (sessionStorage.removeItem(key), localStorage.removeItem(key))));
  };
  const kept = (key) => attempt(() => sessionStorage.getItem(key) || lasting().getItem(key)) || memory.get(key) || "";

  // ---- one widget

  const read = (text) => attempt(() => JSON.parse(text));

  const mount = (element) => {
    if (mounted.has(element)) return mounted.get(element);
    released.delete(element);
    const { salesclerk: questionnaire, lang, theme, minHeight, title, prefill, context, product } = element.dataset;
    if (!questionnaire) throw TypeError("data-salesclerk");

    const least = +minHeight || MIN_HEIGHT;
    const fallback = [...element.childNodes];
    const stop = new AbortController();
    const { signal } = stop;
    const address = new URL(`w/${encodeURIComponent(questionnaire)}`, base);
    if (lang) address.searchParams.set("lang", lang);
    if (theme) address.searchParams.set("theme", theme);

    const frame = document.createElement("iframe");
    const show = (display, height) => {
      // `all` and `!important`: the shop's resets shall not reach the frame
      frame.style.cssText = `all:initial!important;width:100%!important;display:${display}!important;height:${height}px!important`;
    };
    frame.title = title || element.textContent.trim() || "Salesclerk";
    frame.src = address;
    if (base.origin !== location.origin) frame.sandbox = SANDBOX; // to one's own origin it is no fence
    show("block", least);

    let arrived;
    let ready = false;
    let loaded = false; // before that another page stands in the frame
    const fire = (type, detail) =>
      element.dispatchEvent(new CustomEvent(`salesclerk:${type}`, { bubbles: true, detail: { questionnaire, ...detail } }));
    const send = (type, data) => loaded && frame.contentWindow?.postMessage({ salesclerk: 1, type, ...data }, base.origin);
    const fit = (height) => {
      if (height > 0) show("block", Math.min(Math.max(Math.ceil(height), least), MAX_HEIGHT));
    };

    const onMessage = (event) => {
      if (event.source !== frame.contentWindow || event.origin !== base.origin) return;
      const { salesclerk, type, ...data } = event.data || {};
      if (salesclerk !== 1) return;
      if (type === "ready") {
        clearTimeout(timer);
        for (const node of fallback) node.remove();
        ready = true;
        fit(data.height);
        fire(type, data);
        arrived(handle);
      } else if (type === "height") {
        if (ready) fit(data.height);
      } else if (type === "token") {
        if (typeof data.token !== "string") return;
        keep(questionnaire, data.token);
        // one conversation, wherever on the page it stands
        for (const [{ dataset }, { send }] of mounted) if (dataset.salesclerk === questionnaire) send("init", data);
      } else if (type === "error" && !ready) {
        giveUp(data.reason);
      } else if (RELAYED.includes(type)) {
        if (!/^https?:/.test(data.url)) delete data.url;
        fire(type, data);
      } else if (type === "top") {
        if (frame.getBoundingClientRect().top < 0) frame.scrollIntoView({ block: "start" });
      }
    };
    const onLoad = () => {
      loaded = true;
      send("init", {
        token: kept(prefix + questionnaire),
        consent,
        prefill: read(prefill),
        context: { ...read(context), ...(product && { product }) },
      });
    };
    const giveUp = (reason) => {
      clearTimeout(timer);
      show("none", 0); // it may still arrive: then it takes its place
      element.append(...fallback);
      fire("error", { reason });
    };

    const handle = {
      frame,
      ready: new Promise((resolve) => (arrived = resolve)),
      send,
      on(type, listener) {
        const heard = (event) => listener(event.detail);
        element.addEventListener(`salesclerk:${type}`, heard, { signal });
        return () => element.removeEventListener(`salesclerk:${type}`, heard);
      },
      restart() {
        keep(questionnaire, "");
        send("restart");
      },
      destroy() {
        if (signal.aborted) return;
        clearTimeout(timer);
        stop.abort();
        mounted.delete(element);
        released.add(element);
        if (frame.parentNode === element) element.replaceChildren(...fallback); // else the shop has put something in its place
      },
    };

    mounted.set(element, handle);
    addEventListener("message", onMessage, { signal });
    frame.onload = onLoad;
    const timer = setTimeout(giveUp, PATIENCE, "timeout");
    element.replaceChildren(frame);
    return handle;
  };

  // ---- the second file: loaded when something asks for it, and only with the bytes that this one was built with

  let more;
  const load = () =>
    (more ||= new Promise((onload, onerror) => {
      const tag = Object.assign(document.createElement("script"), {
        integrity: "__INTEGRITY__",
        crossOrigin: "", // anonymous
        nonce: script.nonce,
        src: new URL("embed/__VERSION__.more.js", base),
        onload,
        onerror,
      });
      document.head.append(tag);
    }));

  // ---- the page: what is there now, what a single-page shop adds, and what it takes away

  const scan = () => {
    for (const [element, { frame, destroy }] of mounted) {
      if (frame.isConnected) continue;
      destroy();
      released.delete(element); // put back into the page, or emptied and still there, it is mounted anew
    }
    for (const element of document.querySelectorAll("[data-salesclerk]:not([data-manual])")) {
      if (element.dataset.salesclerk && !released.has(element)) mount(element);
    }
    if (document.querySelector("sales-clerk,[data-salesclerk-open],script[data-events],script[data-push]")) load();
  };

  const commands = {
    mount,
    on: (type, listener) => document.addEventListener(`salesclerk:${type}`, (event) => listener(event.detail, event.target)),
    destroy: (element) => mounted.get(element)?.destroy(),
    consent: (given) => (consent = given),
  };
  const salesclerk = (command, ...values) => {
    const obey = () => commands[command](...values);
    return commands[command] ? obey() : load().then(obey); // it may be one of the second file's
  };
  const plug = (extend) => (more = Promise.resolve(extend({ base, script, prefix, memory, mount, commands, consented: () => consent })));
  window.salesclerk = Object.assign(salesclerk, commands, { loaded: true, plug });
  for (const call of before?.q || []) setTimeout(salesclerk, 0, ...call); // whatever is wrong with one, the next is heard

  const start = () => {
    scan();
    new MutationObserver(scan).observe(document.documentElement, { childList: true, subtree: true });
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
