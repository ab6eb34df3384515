// The host: what it is told, and what it says. A page of its own is its own host, and keeps the token for as long as the tab lives.
const CONSENTS = ["none", "session", "profile"];
const MOST_CONTEXT = 20; // entries of the host's context, as the server takes them
const LONGEST = 500; // characters of each

const origins = document.body.dataset.origins.split(" ").filter(Boolean); // as in frame-ancestors: `http://localhost:*` too
const allows = (origin) => origin === location.origin ||
  origins.some((one) => (one.endsWith(":*") ? `${origin}:`.startsWith(one.slice(0, -1)) : origin === one));
let beginning = ""; // JSON: how the host wants a session to begin
let host = ""; // the host's origin, once it has said hello
let kept = ""; // the token, and what is noted behind it

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

// One wrapper is watched; the frame's own height never counts.
const sheet = document.getElementById("sheet");
const height = () => Math.ceil(sheet.getBoundingClientRect().height);
if (framed) new ResizeObserver(() => tell("height", { height: height() })).observe(sheet);
