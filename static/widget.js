// Posts the widget's own forms by fetch and swaps <main>; tells the host what happened. The page works without it.
// Its parts, widget-*.js, share one scope with it: docs/tools/embed/build.py makes one script of them all.
const PAUSE = 250; // ms after the last tick or slide before the numbers are asked for

let timer = 0;

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

pictures();
trouble.querySelector("button").onclick = () => (wake ? wake() : again());
window.addEventListener("online", () => wake?.());
dress(document);
count();
if (!framed && !main().dataset.token && !document.querySelector("[name=shared]")) {
  const text = listView.shelf.get(key);
  if (text) restore(text);
}
