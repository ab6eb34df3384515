// itemsjs: an index for each taste, its items in that order, so that nothing is sorted; facets by sets of choices where those are few.
import itemsjs from "itemsjs";

const FEW = 24;

export function build(world) {
  const questions = world.questions.filter((question) => question.table);
  const range = world.questions.find((question) => !question.table);
  const aggregations = {};
  for (const question of questions) {
    question.byCode = question.mode !== "all" && question.table <= FEW;
    const facet = { size: 1000, hide_zero_doc_count: false, chosen_filters_on_top: false };
    aggregations[`q${question.place}`] = { ...facet, conjunction: question.mode === "all" };
    if (!question.byCode && question.mode === "any") aggregations[`l${question.place}`] = { ...facet, conjunction: true };
  }
  const item = (row) => {
    const found = { id: world.ids[row], price: world.price[row] };
    for (const question of questions) {
      const code = question.codes[row];
      const values = question.byCode ? [`${code}`] : question.sets[code].map(String);
      found[`q${question.place}`] = values;
      if (`l${question.place}` in aggregations) found[`l${question.place}`] = values;
    }
    return found;
  };
  const engines = world.places.map((places) => {
    const order = new Uint32Array(places.length);
    places.forEach((place, row) => (order[place] = row));
    const engine = itemsjs(Array.from(order, item), { aggregations, native_search_enabled: false });
    return { engine, prices: Float64Array.from(order, (row) => world.price[row]) };
  });

  return (answers, taste) => {
    const filters = {};
    let _ids; // a range: the numbers that itemsjs gives to its items, from 1; its own `filter` needs the full text index
    for (const [key, answer] of Object.entries(answers)) {
      const question = world.questions[key];
      if (question === range) {
        _ids = [];
        engines[taste].prices.forEach((price, place) => {
          if (Number.isNaN(price) || (price >= answer.low && price <= answer.high)) _ids.push(place + 1);
        });
      } else if (question.byCode) {
        filters[`q${key}`] = answer.passes.flatMap((passes, code) => (passes ? [`${code}`] : []));
      } else filters[`q${key}`] = answer.picks.map(String);
    }
    const found = engines[taste].engine.search({ per_page: 24, page: 1, filters, _ids });
    const tallies = {};
    for (const [facet, { buckets }] of Object.entries(found.data.aggregations)) {
      tallies[facet] = Object.fromEntries(buckets.map((bucket) => [bucket.key, bucket.doc_count]));
    }
    return { remaining: found.pagination.total, tallies, best: found.data.items.map(({ id }) => id) };
  };
}
