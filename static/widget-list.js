// The list: what is ticked for comparing stays ticked whatever else is done.
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
