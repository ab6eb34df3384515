// The page: what is on it, and the next one put in its place.
const status = document.getElementById("status");
const trouble = document.getElementById("trouble");
const key = `salesclerk:${location.origin}:${document.body.dataset.questionnaire}`; // as the embed names it
const main = () => document.querySelector("main");
const framed = window.parent !== window;
const address = () => document.body.dataset.action; // where the forms go: a shared list stands under another address

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
  for (const name of ["lang", "dir"]) document.documentElement[name] = page.documentElement[name];
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

const dress = (root) => {
  for (const part of root.querySelectorAll(".sliders, [data-copies]")) part.hidden = false;
};

// A picture that does not arrive: its words stay.
const pictures = () => {
  for (const image of document.images) if (image.complete && !image.naturalWidth) image.classList.add("missing");
};

document.addEventListener("error", ({ target }) => target.localName === "img" && target.classList.add("missing"), true);
