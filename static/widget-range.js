// The handles of a range: each writes its field as the language of the page writes numbers, and says the same. The server reads fields.
const slideRange = (() => {
  const written = ({ decimal, group }, value) => {
    // As app/web/numerals.py writes: three decimals get a zero more, or they could be taken for thousands.
    const [, sign, whole, part = ""] = /^(-?)(\d+)\.?(\d*)$/.exec(Number(value.toPrecision(12)));
    const end = part.length === 3 && whole.length <= 3 && whole !== "0" ? `${part}0` : part;
    return sign + whole.replace(/\B(?=(\d{3})+$)/g, group) + (end && decimal + end);
  };

  const shade = (range, handles) => {
    const bound = (name, open) => {
      const handle = handles.find((one) => one.dataset.for === name);
      return handle && range.querySelector(`[name=${name}]`).value ? Number(handle.value) : open;
    };
    const low = bound("min", -Infinity);
    const high = bound("max", Infinity);
    for (const bar of range.querySelectorAll("rect")) bar.classList.toggle("in", bar.dataset.high > low && bar.dataset.low <= high);
  };

  // A handle was moved: not past its partner, by whole steps; at its end of the scale there is no bound, and the field is empty.
  return (range, handle) => {
    const handles = [...range.querySelectorAll("[type=range]")];
    const partner = handles.find((other) => other !== handle);
    const lower = handle.dataset.for === "min";
    const step = Number(handle.dataset.step) || (handle.max - handle.min) / 100;
    let value = Number(handle.value);
    if (lower) handle.classList.toggle("over", value * 2 > Number(handle.min) + Number(handle.max)); // where both meet, the one that can move is on top
    if (partner) value = lower ? Math.min(value, partner.value) : Math.max(value, partner.value);
    handle.value = value;
    const open = Math.abs(value - (lower ? handle.min : handle.max)) < step / 2;
    const text = open ? "" : written(range.dataset, Math.round(value / step) * step);
    range.querySelector(`[name=${handle.dataset.for}]`).value = text;
    handle.setAttribute("aria-valuetext", open ? range.dataset.open : range.dataset.say.replace("{}", text));
    shade(range, handles);
  };
})();
