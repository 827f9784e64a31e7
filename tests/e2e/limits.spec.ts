import { type APIResponse, expect, type Page, test } from "@playwright/test";
import { adminCall } from "./admin-call.ts";
import { ADDRESSES } from "./installation.ts";
import { joinTeam } from "./join-team.ts";
import { openDialog } from "./open-dialog.ts";
import { signIn } from "./sign-in.ts";

const MARK = Date.now().toString(36);

test("an owner tops up a limit that was hit, and the next call passes; a viewer only reads", async ({
  page: operator,
  browser,
}) => {
  test.setTimeout(180_000);
  await signIn(operator);
  const name = `Larch ${MARK}`;
  const { id: teamId } = await adminCall(operator, "POST", "/teams", {
    ...{ displayName: name, platformName: `larch-${MARK}`, type: "private" },
  });
  const { rawKey } = await makeKey(operator, teamId);
  const owner = await joinTeam({ browser, operator, teamId, role: "owner", name: "Ola" });
  const viewer = await joinTeam({ browser, operator, teamId, role: "viewer", name: "Vera" });

  await test.step("the owner limits the team to one request a day", async () => {
    await owner.goto(`/teams/${teamId}/limits`);
    await owner.getByRole("button", { name: "Add limit" }).first().click();
    const form = openDialog(owner);
    await form.getByLabel("Amount").fill("1.5");
    await form.getByLabel("Alert at").focus();
    await expect(form.getByText("Enter a whole number.")).toBeVisible();
    await form.getByLabel("Amount").fill("1");
    await form.getByRole("button", { name: "Add limit" }).click();
    await expect(form).toBeHidden();
    await expect(owner.getByRole("cell", { name: /^Requests per day/ })).toBeVisible();
  });

  await test.step("the second call is refused", async () => {
    expect((await ask(operator, rawKey)).status()).toBe(200);
    await expect.poll(async () => (await ask(operator, rawKey)).status(), { timeout: 20_000 }).toBe(429);
  });

  await test.step("topped up, the next call passes, and the one after it does not", async () => {
    await owner.reload();
    await owner.getByRole("button", { name: "Top up Requests per day, Whole team" }).click();
    const form = openDialog(owner);
    await form.getByLabel("Amount").fill("1");
    await form.getByLabel("Reason").fill("A busy day");
    await form.getByRole("button", { name: "Top up" }).click();
    await expect(form).toBeHidden();
    await expect(owner.getByText("+1 in this window")).toBeVisible();
    await expect.poll(async () => (await ask(operator, rawKey)).status(), { timeout: 20_000 }).toBe(200);
    await expect.poll(async () => (await ask(operator, rawKey)).status(), { timeout: 20_000 }).toBe(429);
  });

  await test.step("a viewer sees who topped it up and why, and can't change it", async () => {
    await viewer.goto(`/teams/${teamId}/limits`);
    await viewer.getByRole("button", { name: /^Requests per day/ }).click();
    const sheet = viewer.getByRole("dialog", { name: "Requests per day" });
    await expect(sheet.getByText("A busy day")).toBeVisible();
    await expect(sheet.getByRole("button", { name: "Take back" })).toHaveCount(0);
    await viewer.keyboard.press("Escape");
    await expect(viewer.getByRole("button", { name: /^(Top up|Edit|Delete|Add)/ })).toHaveCount(0);
  });

  await test.step("the owner takes it back", async () => {
    await owner.getByRole("button", { name: /^Requests per day/ }).click();
    await owner.getByRole("button", { name: "Take back" }).click();
    await expect(owner.getByText("The top-up is taken back")).toBeVisible();
    await owner.keyboard.press("Escape");
    await expect(owner.getByText("+1 in this window")).toHaveCount(0);
  });
});

async function makeKey(page: Page, teamId: string): Promise<{ rawKey: string }> {
  const { key } = await adminCall(page, "POST", `/teams/${teamId}/keys`, { name: "Program" });
  return { rawKey: key };
}

function ask(page: Page, rawKey: string): Promise<APIResponse> {
  return page.request.post(`${ADDRESSES.gateway}/v1/chat/completions`, {
    headers: { authorization: `Bearer ${rawKey}` },
    data: { model: "openai/gpt-5-chat", messages: [{ role: "user", content: "Hello" }] },
    timeout: 30_000,
  });
}
