import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sessionCookieName } from "#lib/auth/session-cookie.ts";
import { closeInfra } from "#lib/infra/close-infra.ts";
import { getDb } from "#lib/infra/db.ts";
import { callAdmin } from "#tests/factories/admin-client.ts";
import { createKey } from "#tests/factories/create-key.ts";
import { createMembership } from "#tests/factories/create-membership.ts";
import { createSession } from "#tests/factories/create-session.ts";
import { createTeam } from "#tests/factories/create-team.ts";
import { createUser } from "#tests/factories/create-user.ts";

let session: string;
let teamId: string;
let revokedKeyId: string;
let operator: string;

beforeAll(async () => {
  const user = await createUser();
  const team = await createTeam();
  teamId = team.id;
  await createMembership({ userId: user.id, teamId, role: "OWNER" });
  session = (await createSession(user)).cookie;
  operator = (await createKey(null)).raw;
  const { id } = (await createKey(teamId)).key;
  revokedKeyId = id;
  await getDb().apiKey.update({ where: { id }, data: { revokedAt: new Date() } });
});
afterAll(closeInfra);

const SAYS = {
  en: {
    conflict: "The key is revoked: create a new one instead.",
    empty: "must not be empty",
    long: "must have at most 100 characters",
    builtIn: "Invalid input: expected string, received number",
    missing: "must be given",
    tooBig: "must be at most 99",
    unknown: "The team was not found.",
    ended: "You have been signed out. Sign in again.",
    title: "Not found",
    got: '(got "owl")',
  },
  fa: {
    conflict: "این کلید باطل شده است: به‌جای آن کلیدی تازه بسازید.",
    empty: "نباید خالی باشد",
    long: "باید حداکثر ۱۰۰ نویسه داشته باشد",
    builtIn: "ورودی نامعتبر: می‌بایست string می‌بود، عدد دریافت شد",
    missing: "باید داده شود",
    tooBig: "باید حداکثر ۹۹ باشد",
    unknown: "تیم پیدا نشد.",
    ended: "از حساب خود خارج شده‌اید. دوباره وارد شوید.",
    title: "پیدا نشد",
    got: '(مقدار داده‌شده: \u2068"owl"\u2069)',
  },
  vi: {
    conflict: "Khóa đã bị thu hồi: hãy tạo khóa mới.",
    empty: "Không được để trống",
    long: "Chỉ được tối đa 100 ký tự",
    builtIn: "Đầu vào không hợp lệ: mong đợi string, nhận được số",
    missing: "Phải được điền",
    tooBig: "Chỉ được tối đa 99",
    unknown: "Không tìm thấy nhóm.",
    ended: "Bạn đã bị đăng xuất. Hãy đăng nhập lại.",
    title: "Không tìm thấy",
    got: '(đã nhập "owl")',
  },
  ru: {
    conflict: "Ключ отозван: создайте новый.",
    empty: "Не должно быть пустым",
    long: "Не более 100 символов",
    builtIn: "Неверный ввод: ожидалось string, получено число",
    missing: "Нужно указать",
    tooBig: "Должно быть не больше 99",
    unknown: "Команда не найдена.",
    ended: "Сеанс завершён. Войдите снова.",
    title: "Не найдено",
    got: '(получено "owl")',
  },
} as const;

describe.each(Object.entries(SAYS))("in the language of the page, %s", (locale, says) => {
  const call = (method: string, path: string, body?: unknown) =>
    callAdmin(method, path, { cookie: `theme=dark; locale=${locale}; ${session}`, body });

  test("a conflict, with the word it chooses by", async () => {
    const answer = await call("POST", `/teams/${teamId}/keys/${revokedKeyId}/rotate`, {});
    expect([answer.status, answer.json.code, answer.json.detail]).toEqual([409, "conflict", says.conflict]);
    expect(answer.headers.get("content-language")).toBe(locale);
  });

  test("a field's own message, with its figure", async () => {
    const empty = await call("POST", `/teams/${teamId}/keys`, { name: " " });
    expect(empty.json.errors).toEqual([{ path: "name", message: expect.stringContaining(says.empty) }]);
    expect(empty.json.detail).toContain(says.empty);
    const long = await call("POST", `/teams/${teamId}/keys`, { name: "n".repeat(101) });
    expect(long.json.errors).toEqual([{ path: "name", message: expect.stringContaining(says.long) }]);
  });

  test("where the schema says nothing, with the value that was given", async () => {
    const number = await call("POST", `/teams/${teamId}/keys`, { name: 7 });
    expect(number.json.errors).toEqual([{ path: "name", message: expect.stringContaining(says.builtIn) }]);
    const missing = await call("POST", `/teams/${teamId}/keys`, {});
    expect(missing.json.errors).toEqual([{ path: "name", message: says.missing }]);
    const limit = { scope: "team", unit: "requests", window: "day", amount: 1, softPercent: 100 };
    const large = await call("POST", `/teams/${teamId}/limits`, limit);
    expect(large.json.errors).toEqual([{ path: "softPercent", message: expect.stringContaining(says.tooBig) }]);
    const wrong = await call("POST", `/teams/${teamId}/keys`, { name: "n", scope: "owl" });
    expect(wrong.json.errors).toEqual([{ path: "scope", message: expect.stringContaining(says.got) }]);
  });

  test("a 404, alike to the byte for what others have and what is not", async () => {
    const others = await createTeam();
    const answers = [await call("GET", `/teams/${others.id}`), await call("GET", `/teams/${randomUUID()}`)];
    expect(answers[0]?.json).toMatchObject({ detail: says.unknown, title: says.title });
    expect(answers[1]?.text).toBe(answers[0]?.text);
    expect((await call("GET", "/teams/nobody")).text).toBe(answers[0]?.text);
  });

  test("a session that has ended", async () => {
    const cookie = `${sessionCookieName()}=gone; locale=${locale}`;
    expect((await callAdmin("GET", "/me", { cookie })).json).toMatchObject({ status: 401, detail: says.ended });
  });

  test("whoever is not signed in is answered in the browser's language, and a key in English", async () => {
    const path = "/me";
    const headers = { "accept-language": `${locale},en;q=0.5` };
    const nobody = await callAdmin("GET", path, { headers });
    expect([nobody.status, nobody.headers.get("content-language")]).toEqual([401, locale]);
    const unknown = await callAdmin("GET", `/teams/${randomUUID()}`, { key: operator, headers });
    expect(unknown.json.detail).toBe(SAYS.en.unknown);
  });
});
