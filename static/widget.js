// Posts the widget's own forms by fetch and swaps <main>; tells the host what happened. The page works without it.
(() => {
  "use strict";
  const RETRIES = [500, 1000, 2000, 4000, 8000, 15000, 30000]; // ms to wait after each failure: a server that starts anew is back by then
  const CONSENTS = ["none", "session", "profile"];
  const TOO_LONG = 30000; // ms after which an answer is not waited for any more
  const PATIENCE = 400; // ms until it is said that something takes a moment
  const LOOK = 200; // ms between looks at where the shop's page is looked at
  const MOST_CONTEXT = 20; // entries of the host's context, as the server takes them
  const LONGEST = 500; // characters of each
  const PAUSE = 250; // ms after the last tick or slide before the numbers are asked for

  const status = document.getElementById("status");
  const trouble = document.getElementById("trouble");
  const key = `salesclerk:${location.origin}:${document.body.dataset.questionnaire}`; // as the embed names it
  const main = () => document.querySelector("main");
  const framed = window.parent !== window;
  const address = () => document.body.dataset.action; // where the forms go: a shared list stands under another address
  const origins = document.body.dataset.origins.split(" ").filter(Boolean); // as in frame-ancestors: `http://localhost:*` too
  const allows = (origin) => origin === location.origin ||
    origins.some((one) => (one.endsWith(":*") ? `${origin}:`.startsWith(one.slice(0, -1)) : origin === one));
  let beginning = ""; // JSON: how the host wants a session to begin
  let host = ""; // the host's origin, once it has said hello
  let latest = 0; // the newest request; what comes back from an older one is dropped
  let sending = Promise.resolve(); // requests go out one after the other
  let submitting = false;
  let sequence = 0;
  let timer = 0;
  let kept = ""; // the token, and what is noted behind it

  // ---- the host; a page of its own is its own host, and keeps the token for as long as the tab lives

  const keep = (text) => {
    kept = text;
    if (framed) return tell("token", { token: text });
    if (text) history.replaceState(history.state, "", address()); // a shared list is gone on with, not opened anew
    listView.shelf.set(key, text);
  };

  const remember = (opened) => {
    const text = listView.write(kept, opened);
    if (text !== kept) keep(text);
  };

  const tell = (type, data = {}) => {
    if (host) window.parent.postMessage({ salesclerk: 1, type, ...data }, host);
  };

  const describe = (first) => {
    const page = main().dataset;
    const data = { first, remaining: Number(page.remaining), answered: Number(page.answered), expected: Number(page.expected) };
    if (page.kind === "question") tell("question", { ...data, question: page.question });
    if (page.kind === "results") {
      const products = [...document.querySelectorAll("[data-product]")].map((product) => product.dataset.product);
      tell("results", { ...data, total: Number(page.total), products });
    }
    if (page.kind === "ended") tell("close", data);
  };

  const said = (entries) => {
    // What was answered, for the host; of a sensitive question only that it was.
    const deed = entries.get("do");
    const leaves = /^(results|look|continue)\b/.test(deed) && entries.has("filled-in"); // kept or not, the page that answers says
    if (!leaves && !["answer", "update", "skip", "seen"].includes(deed)) return null;
    const data = { question: entries.get("question") };
    if ("sensitive" in main().dataset) return { ...data, sensitive: true };
    if (deed === "skip") return { ...data, skip: true };
    if (entries.has("choices")) data.choices = entries.getAll("choices");
    for (const name of ["min", "max", "value", "importance"]) if (entries.get(name)) data[name] = entries.get(name);
    if (deed === "answer" && main().dataset.type === "range" && !data.min && !data.max) data.skip = true;
    return data;
  };

  window.addEventListener("message", (event) => {
    const nothing = main().dataset.kind === "sorry"; // that there is no clerk here, whoever looks here may know
    if (event.source !== window.parent || !(nothing || allows(event.origin))) return;
    const message = event.data;
    if (!message || message.salesclerk !== 1) return;
    const token = main().dataset.token;
    if (message.type === "init" && !host) {
      host = event.origin;
      if (nothing) return tell("error", { reason: "missing" });
      begin(message, {});
      tell("ready", { height: height(), questionnaire: document.body.dataset.questionnaire });
      if (token) tell("token", { token });
      else if (typeof message.token === "string" && message.token) return void restore(message.token);
      else if (message.prefill && Object.keys(message.prefill).length) return void prefill(message);
      describe(true);
    } else if (message.type === "init" && typeof message.token === "string" && message.token && listView.read(message.token).token !== token) {
      restore(message.token); // the same questionnaire stands elsewhere on the page: they have one conversation
    } else if (message.type === "restart") {
      post(new FormData(), "restart");
    } else if (message.type === "rerank" && main().dataset.kind === "results" && main().dataset.token && !submitting) {
      post(ticks(new FormData()), `results:${document.querySelectorAll(".product").length}`, { stay: true, calm: true });
    }
  });

  const begin = ({ context, consent }, prefill) => {
    const texts = Object.entries(context ?? {}).slice(0, MOST_CONTEXT).map((pair) => pair.map((text) => String(text).slice(0, LONGEST)));
    beginning = JSON.stringify({ prefill, context: Object.fromEntries(texts), consent: CONSENTS.includes(consent) ? consent : "session" });
  };

  const prefill = async (message) => {
    begin(message, message.prefill);
    await post(new FormData(), "continue", { quiet: true });
    begin(message, {}); // once: after a restart nothing is prefilled
    if (main().dataset.token) tell("start");
    else tell("error", { reason: "refused" });
    describe(true);
  };

  const restore = async (text) => {
    const { token, note } = listView.read(text);
    const entries = new FormData();
    entries.set("token", token);
    for (const id of note.compare ?? []) entries.append("compare", id);
    await post(entries, note.deed, { quiet: true });
    listView.bringBack(note);
    describe(true);
  };

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") tell("escape"); // the host closes its popup; inline it does nothing
  });

  // ---- height: one wrapper is watched; the frame's own height never counts

  const sheet = document.getElementById("sheet");
  const height = () => Math.ceil(sheet.getBoundingClientRect().height);
  if (framed) new ResizeObserver(() => tell("height", { height: height() })).observe(sheet);

  // ---- requests

  let wake = null; // while a request waits to be sent again: sends it now
  let again = () => {}; // sends what was sent last once more

  const pause = (ms) => new Promise((resolve) => {
    wake = () => resolve(true);
    setTimeout(resolve, ms);
  }).finally(() => (wake = null));

  const fetched = async (body, mine) => {
    // The page that answers, or null when a newer request took over or the network stayed away.
    for (let attempt = 0; mine === latest; attempt += 1) {
      try {
        const response = await fetch(address(), { method: "POST", body, credentials: "omit", cache: "no-store", signal: AbortSignal.timeout(TOO_LONG) });
        const html = response.headers.get("content-type")?.startsWith("text/html");
        if (html && response.status < 500 && response.status !== 429) return { status: response.status, text: await response.text() };
      } catch {
        // no connection: the same as a server that is away
      }
      if (mine !== latest) return null;
      if (attempt >= RETRIES.length) {
        complain(document.body.dataset.failed);
        tell("error", { reason: "network" });
        return null;
      }
      complain(document.body.dataset.retry);
      if (await pause(RETRIES[attempt])) attempt -= 1; // asked for by the shopper: costs no patience
    }
    return null;
  };

  const complain = (text) => {
    const words = trouble.firstElementChild;
    const first = text && trouble.hidden;
    trouble.hidden = !text;
    if (words.textContent !== text) words.textContent = text;
    if (first && framed) trail();
  };

  const trail = () => {
    // A frame is as tall as its page, so nothing sticks in it: the notice moves to what is in view of the shop's page.
    new IntersectionObserver(([{ intersectionRect, boundingClientRect }], observer) => {
      observer.disconnect();
      trouble.style.translate = `0 ${Math.max(0, intersectionRect.top - boundingClientRect.top)}px`;
      if (!trouble.hidden) setTimeout(trail, LOOK);
    }).observe(sheet);
  };

  const busy = (yes) => {
    submitting = yes;
    main().ariaBusy = yes ? "true" : null;
    for (const button of main().querySelectorAll("button")) button.ariaDisabled = yes ? "true" : null;
    for (const fields of main().querySelectorAll(".choices, .range, .field, .scale")) fields.inert = yes; // what is changed now would be lost
    if (yes) setTimeout(() => submitting && trouble.hidden && (status.textContent = document.body.dataset.wait), PATIENCE);
  };

  const post = (entries, deed, options = {}) => {
    const { pressed = false, quiet = false, stay = false, calm = false } = options;
    clearTimeout(timer);
    const mine = ++latest;
    again = () => post(entries, deed, options);
    wake?.(); // what waited has been overtaken
    if (pressed) busy(true);
    const entered = inputs();
    entries.set("do", deed);
    sending = sending.then(async () => {
      if (mine !== latest) return;
      if (beginning) entries.set("beginning", beginning);
      const known = main().dataset.token;
      if (!entries.get("token")) entries.set("token", deed === "restart" ? "" : known);
      const shared = document.querySelector("[name=shared]")?.value;
      if (shared && deed !== "restart") entries.set("shared", shared);
      sequence = Math.max(sequence + 1, Date.now());
      entries.set("seq", sequence);
      const told = said(entries);
      const answer = await fetched(new URLSearchParams(entries), mine);
      if (!answer) return;
      const page = new DOMParser().parseFromString(answer.text, "text/html");
      if (mine !== latest) return begun(page, quiet); // its numbers are old, but the session that it began is the one to go on with
      complain("");
      if (quiet && answer.status !== 200) return void keep(""); // the token is of no use any more
      swap(page, { stay, quiet, calm, entered });
      const token = main().dataset.token;
      const { consent } = main().dataset;
      if (consent) beginning = JSON.stringify({ ...JSON.parse(beginning || "{}"), consent }); // the next session keeps to it
      remember();
      if (token && token !== known && !quiet) tell("start");
      const stored = ["answer", "update", "skip", "seen"].includes(deed) || "kept" in main().dataset;
      if (told && !told.sensitive) Object.assign(told, JSON.parse(main().dataset.said ?? "{}")); // as numbers, whatever the language
      if (told && stored && answer.status === 200) tell("answer", { ...told, remaining: Number(main().dataset.remaining) });
      if (answer.status !== 200) tell("error", { reason: answer.status === 401 ? "expired" : "refused" });
      if (calm || (!quiet && !stay)) describe(false); // new numbers are no new question
    }).finally(() => {
      if (mine === latest) busy(false);
    });
    return sending;
  };

  const begun = (page, quiet) => {
    const { token } = page.querySelector("main").dataset;
    if (!token || main().dataset.token) return;
    main().dataset.token = token;
    for (const input of document.querySelectorAll("input[name=token]")) input.value = token;
    keep(token);
    if (!quiet) tell("start");
  };

  const inputs = () => [...document.querySelectorAll("main input:not([type=hidden], [type=range])")].map((input) => input.value + input.checked).join();

  const swap = (page, { stay, quiet, calm, entered }) => {
    const next = page.querySelector("main");
    for (const stopgap of next.querySelectorAll("noscript")) stopgap.remove(); // parsed as if there were no scripts
    const focused = document.activeElement;
    const held = main().contains(focused); // a handle in Safari has no focus
    const same = stay && next.dataset.kind === main().dataset.kind && next.dataset.question === main().dataset.question;
    dress(next);
    if (same) patchPage(main(), next, entered === inputs());
    else main().replaceWith(document.adoptNode(next));
    document.title = page.title;
    document.documentElement.lang = page.documentElement.lang;
    count();
    pictures();
    const unfinished = same && document.activeElement.matches("[aria-invalid]"); // who is still typing is told at the field only
    if (!unfinished) status.textContent = main().dataset.announce ?? "";
    const lost = held && !main().contains(focused);
    if (quiet || ((same || calm) && !lost)) return;
    const mark = main().querySelector("[data-focus]");
    (mark || main().querySelector("h1"))?.focus({ preventScroll: calm });
    if (mark || stay) return;
    if (framed) tell("top");
    window.scrollTo(0, 0); // in a frame too: one in a popup scrolls by itself
  };

  // ---- pictures that do not arrive: their words stay

  const pictures = () => {
    for (const image of document.images) if (image.complete && !image.naturalWidth) image.classList.add("missing");
  };

  document.addEventListener("error", ({ target }) => target.localName === "img" && target.classList.add("missing"), true);

  // ---- the form

  document.addEventListener("submit", (event) => {
    event.preventDefault();
    if (submitting && !wake) return; // on its way
    if (submitting && event.target.id !== "answer") return wake(); // what waits holds an answer, perhaps, and this form does not
    const entries = new FormData(event.target);
    event.submitter?.classList.add("pressed");
    post(entries.has("compare") ? entries : ticks(entries), event.submitter?.value ?? "answer", { pressed: true });
  });

  document.addEventListener("change", (event) => {
    const input = event.target;
    if (input.name === "importance" || input.id === "only") return;
    if (input.name === "compare") return count(), remember();
    if (input.type === "radio") return line(input);
    if (input.type === "checkbox") exclude(input);
    if (input.form?.id === "answer" && (input.type === "checkbox" || input.matches(".range [type=text]"))) refresh();
  });

  document.addEventListener("input", (event) => {
    if (event.target.id === "value") main().dataset.entered = ""; // how many it leaves is not known yet
    const range = event.target.closest?.(".range");
    if (!range) return;
    if (event.target.type === "range") slideRange(range, event.target);
    refresh();
  });

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("[data-product] a");
    if (link) {
      remember(link.closest("[data-product]"));
      tell("select", { product: link.closest("[data-product]").dataset.product, url: link.href });
    }
    const copies = event.target.closest?.("[data-copies] button");
    if (!copies) return;
    document.getElementById(copies.parentNode.dataset.copies).select();
    if (document.execCommand("copy")) copies.textContent = status.textContent = copies.dataset.done; // navigator.clipboard is closed to frames
  });

  const refresh = () => {
    if (submitting) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      const form = document.getElementById("answer");
      if (form && !submitting) post(new FormData(form), "update", { stay: true });
    }, PAUSE);
  };

  const line = (radio) => {
    // A picked choice says how many products it leaves: nothing needs to be asked.
    const match = document.getElementById("match");
    match.textContent = status.textContent = radio.closest("label").dataset.line;
    document.getElementById("see").textContent = radio.closest("li").dataset.see;
  };

  const exclude = (box) => {
    if (!box.checked) return;
    for (const other of box.form.querySelectorAll("input[type=checkbox]")) {
      if (other !== box && ("exclusive" in box.dataset || "exclusive" in other.dataset)) other.checked = false;
    }
  };

  // ---- the list: what is ticked for comparing stays ticked whatever else is done

  const ticked = () => [...document.querySelectorAll("[name=compare]:checked")];

  const ticks = (entries) => {
    for (const { value } of ticked()) entries.append("compare", value);
    return entries;
  };

  const count = () => {
    const most = Number(document.getElementById("compare")?.dataset.most);
    const many = ticked().length;
    for (const box of document.querySelectorAll("input[type=checkbox][name=compare]")) box.disabled = !box.checked && many >= most;
    for (const list of document.querySelectorAll(".products")) list.dataset.ticked = many;
  };

  const dress = (root) => {
    for (const part of root.querySelectorAll(".sliders, [data-copies]")) part.hidden = false;
  };

  pictures();
  trouble.querySelector("button").onclick = () => (wake ? wake() : again());
  window.addEventListener("online", () => wake?.());
  dress(document);
  count();
  if (!framed && !main().dataset.token && !document.querySelector("[name=shared]")) {
    const text = listView.shelf.get(key);
    if (text) restore(text);
  }
})();
