// One peer in a process of its own: reads a world from a folder, then a step a line, and answers each with a line.
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";

const [name, folder] = process.argv.slice(2);
const world = JSON.parse(readFileSync(`${folder}/world.json`));
const array = (file, type) => {
  const bytes = readFileSync(`${folder}/${file}`);
  return new type(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
};
world.ids = array("ids", Float64Array);
world.price = array("price", Float64Array);
for (const question of world.questions) if (question.table) question.codes = array(`q${question.place}`, Uint16Array);
world.places = world.tastes.map((taste) => array(`s${taste}`, Int32Array));

const { build } = await import(`./${name}.mjs`);
const engine = await build(world);
console.log(JSON.stringify({ ready: true, bytes: process.memoryUsage().rss }));

for await (const line of createInterface({ input: process.stdin })) {
  const { answers, taste } = JSON.parse(line);
  const start = performance.now();
  const found = engine(answers, taste);
  found.milliseconds = performance.now() - start;
  console.log(JSON.stringify(found));
}
