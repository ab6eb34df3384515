// crossfilter: a dimension and a group a question, changed only where an answer changed; the best from an ordered dimension.
import crossfilter from "crossfilter2";

export function build(world) {
  const rows = Uint32Array.from(world.ids.keys());
  const filter = crossfilter(Array.from(rows));
  const total = filter.groupAll();
  const questions = world.questions.map((question) => {
    if (!question.table) return { dimension: filter.dimension((row) => (Number.isNaN(world.price[row]) ? -1 : world.price[row])) };
    const dimension = filter.dimension((row) => question.codes[row]);
    return { dimension, group: dimension.group(), table: question.table };
  });
  const orders = world.places.map((places) => filter.dimension((row) => places[row]));
  const said = new Map();

  return (answers, taste) => {
    questions.forEach(({ dimension, table }, place) => {
      const answer = answers[place];
      const text = JSON.stringify(answer);
      if (said.get(place) === text) return;
      said.set(place, text);
      if (answer === undefined) dimension.filterAll();
      else if (table) dimension.filterFunction((code) => answer.passes[code]);
      else dimension.filterFunction((price) => price === -1 || (price >= answer.low && price <= answer.high));
    });
    const codes = {};
    questions.forEach(({ group, table }, place) => {
      if (!group) return;
      codes[place] = new Array(table).fill(0);
      for (const { key, value } of group.all()) codes[place][key] = value;
    });
    return { remaining: total.value(), codes, best: orders[taste].bottom(24).map((row) => world.ids[row]) };
  };
}
