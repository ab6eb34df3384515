// A request on its way: how long it is waited for, when it is sent again, and what the shopper is told meanwhile.
const RETRIES = [500, 1000, 2000, 4000, 8000, 15000, 30000]; // ms to wait after each failure: a server that starts anew is back by then
const TOO_LONG = 30000; // ms after which an answer is not waited for any more
const PATIENCE = 400; // ms until it is said that something takes a moment
const LOOK = 200; // ms between looks at where the shop's page is looked at

let latest = 0; // the newest request; what comes back from an older one is dropped
let submitting = false;
let wake = null; // while a request waits to be sent again: sends it now

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
