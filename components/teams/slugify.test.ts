import { expect, it } from "vitest";
import { slugify } from "#components/teams/slugify.ts";

it.each([
  ["Hosco Popak", "hosco-popak"],
  ["  Ada’s  Café & Co. ", "adas-cafe-co"],
  ["Đà Nẵng Straße", "da-nang-strasse"],
  ["فروشگاه", ""],
  [`${"a".repeat(62)} b`, "a".repeat(62)],
])("%s becomes %s", (name, slug) => {
  expect(slugify(name)).toBe(slug);
});
