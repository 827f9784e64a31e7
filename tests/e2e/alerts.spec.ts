import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "@playwright/test";
import { Webhook } from "standardwebhooks";
import { adminCall } from "./admin-call.ts";
import { ADDRESSES } from "./installation.ts";
import { joinTeam } from "./join-team.ts";
import { openDialog } from "./open-dialog.ts";
import { signIn } from "./sign-in.ts";

const MARK = Date.now().toString(36);

interface Arrived {
  path: string;
  headers: Record<string, string>;
  body: string;
}

let server: Server;
let host: string;
const arrived: Arrived[] = [];

test.beforeAll(async () => {
  server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    arrived.push({ path: request.url ?? "", headers: request.headers as Record<string, string>, body });
    response.writeHead(204).end();
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
});
test.afterAll(() => {
  server.closeAllConnections();
  server.close();
});

test("a limit that fills up reaches the bell, the page and a signed webhook, and a viewer only reads", async ({
  page: operator,
  browser,
}) => {
  test.setTimeout(240_000);
  await signIn(operator);
  const name = `Maple ${MARK}`;
  const { id: teamId } = await adminCall(operator, "POST", "/teams", {
    ...{ displayName: name, platformName: `maple-${MARK}`, type: "private" },
  });
  const people = { browser, operator, teamId };
  const owner = await joinTeam({ ...people, role: "owner", name: "Ona" });
  const viewer = await joinTeam({ ...people, role: "viewer", name: "Vic" });
  const path = `/teams/${teamId}/alerts`;

  await test.step("an owner cannot send alerts inside the network", async () => {
    await owner.goto(path);
    await owner.getByRole("button", { name: "Add destination" }).click();
    const form = openDialog(owner);
    await form.getByLabel("Name").fill("On call");
    await form.getByLabel("URL").fill("nonsense");
    await form.getByLabel("Name").focus();
    await expect(form.getByText("Enter a whole URL")).toBeVisible();
    await form.getByLabel("URL").fill(`http://${host}/hook`);
    await form.getByRole("button", { name: "Add destination" }).click();
    await expect(form.getByText(/^The URL must .* operator/)).toBeVisible();
  });

  await test.step("an operator allows the host", async () => {
    await operator.goto("/alerts/settings");
    await operator.getByRole("button", { name: "Allow host" }).first().click();
    const form = openDialog(operator);
    await form.getByLabel("Host").fill(`http://${host}`);
    await form.getByRole("button", { name: "Allow host" }).focus();
    await expect(form.getByText("without https:// and without a path")).toBeVisible();
    await form.getByLabel("Host").fill(host);
    await form.getByRole("button", { name: "Allow host" }).click();
    await expect(form).toBeHidden();
    await expect(operator.getByRole("cell", { name: host, exact: true })).toBeVisible();
  });

  const secret =
    await test.step("now the owner adds it, with what is still typed, and its secret is shown once", async () => {
      await expect(openDialog(owner).getByLabel("Name")).toHaveValue("On call");
      await openDialog(owner).getByRole("button", { name: "Add destination" }).click();
      const shown = openDialog(owner).getByLabel("Signing secret");
      await expect(shown).toHaveValue(/^whsec_/);
      const value = await shown.inputValue();
      await openDialog(owner).getByRole("button", { name: "Copy secret" }).click();
      await openDialog(owner).getByRole("button", { name: "Done" }).click();
      await expect(openDialog(owner)).toBeHidden();
      return value;
    });

  await test.step("a test arrives, and its log says so", async () => {
    await owner.getByRole("button", { name: "Send a test to On call" }).click();
    const log = owner.getByRole("dialog", { name: "Delivery log" });
    await expect(log.getByRole("listitem").first()).toContainText("Delivered", { timeout: 20_000 });
    expect(verified(secret, "alert.test")).toHaveLength(1);
    await owner.keyboard.press("Escape");
    await expect(log).toBeHidden();
  });

  await test.step("two of four requests cross the soft limit", async () => {
    await adminCall(operator, "POST", `/teams/${teamId}/limits`, {
      ...{ scope: "team", unit: "requests", window: "day", amount: 4, softPercent: 50 },
    });
    const { key } = await adminCall(operator, "POST", `/teams/${teamId}/keys`, { name: "Website" });
    for (let call = 0; call < 2; call += 1) {
      const answer = await operator.request.post(`${ADDRESSES.gateway}/v1/chat/completions`, {
        headers: { authorization: `Bearer ${key}` },
        data: { model: "default", messages: [{ role: "user", content: "Hello" }] },
      });
      expect(answer.status(), await answer.text()).toBe(200);
    }
  });

  const sentence = `${name} is at 50% of the limit on requests per day`;
  await test.step("within seconds it is on the open page and in the bell, without a reload", async () => {
    await expect(owner.getByRole("link", { name: sentence })).toBeVisible({ timeout: 30_000 });
    const bell = owner.getByRole("button", { name: /^Alerts, 1 unread$/ }).first();
    await expect(bell).toBeVisible({ timeout: 15_000 });
    await bell.click();
    await expect(owner.getByRole("dialog", { name: "Needs attention" }).getByText(sentence)).toBeVisible();
    await owner.keyboard.press("Escape");
  });

  await test.step("and the signed webhook has arrived, once", async () => {
    await expect.poll(() => verified(secret, "alert.opened").length, { timeout: 15_000 }).toBe(1);
    expect(verified(secret, "alert.opened")[0]).toMatchObject({
      data: { teamId, kind: "soft_limit", severity: "warning", facts: { used: "2", amount: "4" } },
    });
  });

  await test.step("a viewer reads all of it and changes nothing", async () => {
    await viewer.goto(path);
    await expect(viewer.getByRole("link", { name: sentence })).toBeVisible();
    await expect(viewer.getByText(`http://${host}/…`)).toBeVisible();
    for (const action of [/^Acknowledge(:| all)/, "Add destination", /^Send a test/]) {
      await expect(viewer.getByRole("button", { name: action })).toHaveCount(0);
    }
    const refused = await viewer.request.post(`/api/admin/teams/${teamId}/alert-destinations`, {
      headers: { origin: ADDRESSES.dashboard },
      data: { kind: "webhook", name: "Mine", url: "https://example.com/" },
    });
    expect(refused.status()).toBe(403);
    await viewer.goto("/alerts/settings");
    await expect(viewer.getByText("Allowed hosts")).toHaveCount(0);
  });

  await test.step("the owner acknowledges it, takes that back, and finds it by the filter in the URL", async () => {
    await owner.getByRole("button", { name: `Acknowledge: ${sentence}` }).click();
    await expect(owner.getByText("Nothing needs your attention", { exact: true }).first()).toBeVisible();
    await owner.getByRole("button", { name: "Undo" }).click();
    await expect(owner.getByRole("link", { name: sentence })).toBeVisible();
    await owner.getByRole("button", { name: `Acknowledge: ${sentence}` }).click();
    await owner.goto(`${path}?state=acknowledged&kind=soft_limit`);
    await expect(owner.getByText("acknowledged by Ona")).toBeVisible();
  });

  await test.step("raised above what is used, the limit's alert is over by itself", async () => {
    const { items } = await (await operator.request.get(`/api/admin/teams/${teamId}/limits`)).json();
    await adminCall(operator, "PATCH", `/teams/${teamId}/limits/${items[0].id}`, { amount: 400 });
    await owner.goto(`${path}?state=resolved`);
    await expect(owner.getByRole("link", { name: sentence })).toBeVisible({ timeout: 30_000 });
    await expect.poll(() => verified(secret, "alert.resolved").length, { timeout: 15_000 }).toBe(1);
  });

  await test.step("an operator takes the host off the list, and may take that back", async () => {
    await operator.goto("/alerts/settings");
    await operator.getByRole("button", { name: `Take ${host} off the list` }).click();
    await expect(operator.getByRole("cell", { name: host, exact: true })).toHaveCount(0);
    await operator.getByRole("button", { name: "Undo" }).click();
    await expect(operator.getByRole("cell", { name: host, exact: true })).toBeVisible();
  });
});

/** What has arrived of one type; each has to carry the right signature. */
function verified(secret: string, type: string) {
  return arrived
    .filter(({ path }) => path === "/hook")
    .map(({ headers, body }) => new Webhook(secret).verify(body, headers) as { type: string; data: object })
    .filter((payload) => payload.type === type);
}
