// Sends what a form holds, one request after the other; only the newest one's page is shown.
let sending = Promise.resolve(); // requests go out one after the other
let sequence = 0;
let again = () => {}; // sends what was sent last once more

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
