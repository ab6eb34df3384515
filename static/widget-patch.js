// Brings <main> up to date in place: what the shopper has in hand (a caret, a handle, a tick, an opened part) is never taken away.
const patchPage = (() => {
  const STATE = ["value", "checked", "disabled", "min", "max", "aria-valuetext"]; // of an input: the shopper's, where it is held
  let grabbed = null; // a handle under the pointer; Safari does not focus it

  document.addEventListener("pointerdown", ({ target }) => {
    if (target.type === "range") grabbed = target;
  });
  for (const type of ["pointerup", "pointercancel"]) document.addEventListener(type, () => (grabbed = null));

  const inHand = () => [grabbed, document.activeElement].filter((element) => element && element !== document.body);

  const key = (node) => node.nodeType !== Node.ELEMENT_NODE ? node.nodeType : JSON.stringify([
    node.localName, node.id, node.name, node.type, node.dataset.for, node.dataset.product, node.getAttribute("href"),
    node.className.split?.(" ")[0], ["checkbox", "radio", "submit"].includes(node.type) && node.value]);

  const attributes = (old, next, spared) => {
    for (const { name } of [...old.attributes]) if (!spared.includes(name) && !next.hasAttribute(name)) old.removeAttribute(name);
    for (const { name, value } of next.attributes) if (!spared.includes(name) && old.getAttribute(name) !== value) old.setAttribute(name, value);
  };

  const children = (old, next, fresh) => {
    // Each child that has its like stays the same element; one that is in hand is not even moved, the others move around it.
    const rest = [...old.childNodes];
    const kept = inHand().map((element) => rest.find((node) => node.contains(element))).find(Boolean);
    let place = old.firstChild;
    for (const child of [...next.childNodes]) {
      const like = rest.findIndex((node) => key(node) === key(child));
      const node = like < 0 ? child : rest.splice(like, 1)[0];
      if (node !== child) patch(node, child, fresh);
      if (node === place || node === kept) place = node.nextSibling;
      else old.insertBefore(node, place);
    }
    for (const node of rest) node.remove();
  };

  const patch = (old, next, fresh) => {
    if (old.nodeType !== Node.ELEMENT_NODE) return void (old.data !== next.data && (old.data = next.data));
    const input = old.localName === "input" && old.type !== "hidden";
    const held = input && (!fresh || inHand().includes(old));
    attributes(old, next, held ? STATE : ["open"]);
    if (input && !held) {
      if (old.value !== next.value) old.value = next.value;
      if (old.checked !== next.checked) old.checked = next.checked;
    }
    children(old, next, fresh);
  };

  // `fresh` says that nothing was entered since `next` was asked for; else what the inputs hold is newer than what it says.
  return patch;
})();
