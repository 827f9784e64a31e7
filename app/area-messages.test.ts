import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";

/** What app/layout.tsx sends to every page. */
const EVERYWHERE = ["common", "ui", "shell"];
const pages = globSync("app/**/page.tsx");

test("there are pages", () => expect(pages.length).toBeGreaterThan(15));

test.each(pages)("%s is sent every message that its components read", (page) => {
  const around = [page, ...layoutsOf(page)];
  const sent = new Set([...EVERYWHERE, ...around.flatMap(areasOf)]);
  const read = new Set(around.flatMap((file) => [...areasReadBy(file)]));
  const missing = [...read].filter((area) => !sent.has(area) && !sent.has(area.split(".")[0] ?? "") && !isPart(area));
  expect(missing).toEqual([]);

  function isPart(area: string) {
    return [...sent].some((one) => area.startsWith(`${one}.`));
  }
});

function layoutsOf(page: string): string[] {
  const layouts: string[] = [];
  for (let folder = dirname(page); folder !== "app"; folder = dirname(folder)) {
    const layout = join(folder, "layout.tsx");
    if (existsSync(layout)) layouts.push(layout);
  }
  return layouts;
}

function areasOf(file: string): string[] {
  const listed = /<AreaMessages\s+areas=\{\[([^\]]*)\]\}/.exec(readFileSync(file, "utf8"))?.[1] ?? "";
  return [...listed.matchAll(/"([^"]+)"/g)].map(([, area]) => area ?? "");
}

/** The namespaces that a file's components read, through whatever it imports. */
function areasReadBy(file: string, seen = new Set<string>(), areas = new Set<string>()): Set<string> {
  if (seen.has(file) || !existsSync(file)) return areas;
  seen.add(file);
  const text = readFileSync(file, "utf8");
  for (const [, area] of text.matchAll(/useTranslations\(\s*"([^"]+)"/g)) areas.add(area ?? "");
  for (const [, imported] of text.matchAll(
    /^(?!\s*import type).*(?:from|import\()\s*"#((?:components|app)\/[^"]+)"/gm,
  )) {
    areasReadBy(imported ?? "", seen, areas);
  }
  return areas;
}
