import { expect, test } from "@playwright/test";
import {
  conversation,
  newPerson,
  newPlace,
  openPlace,
  openSandboxBot,
  promoteBot,
  speakAs,
  write,
} from "./sandbox-page.ts";
import { signIn } from "./sign-in.ts";

const MARK = Date.now().toString(36);
const OWNER = `Olga ${MARK}`;
const STRANGER = `Stan ${MARK}`;

test("a group's owner protects it, and a stranger is held, joins, verifies, leaves, and is held again", async ({
  page,
}) => {
  test.setTimeout(240_000);
  await signIn(page);
  await openSandboxBot(page, { name: "gate", assistant: false, gate: true });
  const channel = `beans_${MARK}`;
  const log = conversation(page);

  await test.step("the owner makes the bot an admin of the channel and of the group", async () => {
    await newPerson(page, OWNER);
    await newPlace(page, { kind: "Channel", title: "Bean news", username: channel });
    await promoteBot(page);
    await newPlace(page, { kind: "Group", title: "Bean talk" });
    await promoteBot(page);
    await newPerson(page, STRANGER);
    await openPlace(page, "Bean talk");
    await speakAs(page, STRANGER);
    await page.getByRole("button", { name: "Join group" }).click();
    await write(page, "Nothing is protected yet");
    await expect(log.getByText("Nothing is protected yet")).toBeVisible();
  });

  await test.step("/protect, in the group", async () => {
    await speakAs(page, OWNER);
    await write(page, `/protect @${channel}`);
    await expect(log.locator('[data-from="bot"]').filter({ hasText: "Bean news" }).last()).toBeVisible({
      timeout: 20_000,
    });
  });

  const warning = log.locator("[data-ephemeral]");
  await test.step("the stranger writes: it goes, he is muted, and he alone is told why", async () => {
    await speakAs(page, STRANGER);
    await write(page, "Let me in");
    await expect(page.getByText(new RegExp(`${STRANGER} is muted`))).toBeVisible({ timeout: 20_000 });
    await expect(log.getByText("Let me in")).toHaveCount(0);
    await expect(warning).toContainText("Bean news");
    await speakAs(page, OWNER);
    await expect(warning).toHaveCount(0);
    await write(page, "The owner writes on");
    await expect(log.getByText("The owner writes on")).toBeVisible();
    await speakAs(page, STRANGER);
  });

  await test.step("pressing verify too early says what is missing", async () => {
    await warning.getByRole("button", { name: "I have joined" }).click();
    await expect(page.getByText(/Still to join/)).toBeVisible();
    const ok = page.getByRole("button", { name: "OK", exact: true });
    if (await ok.isVisible()) await ok.click();
    await expect(page.getByText(new RegExp(`${STRANGER} is muted`))).toBeVisible();
  });

  await test.step("he joins the channel by the warning's button, verifies, and writes", async () => {
    await warning.getByRole("button", { name: "Bean news" }).click();
    await expect(page.getByRole("heading", { name: "Bean news" })).toBeVisible();
    await page.getByRole("button", { name: "Join channel" }).click();
    await expect(page.getByText(`${STRANGER} can read this channel, not post in it.`)).toBeVisible();
    await openPlace(page, "Bean talk");
    // Joining alone may have let him in already; the button is there as long as the warning is.
    const verify = warning.getByRole("button", { name: "I have joined" });
    const field = page.getByLabel("Message", { exact: true });
    await expect(verify.or(field).first()).toBeVisible();
    if (await verify.isVisible()) await verify.click();
    await expect(field).toBeVisible({ timeout: 20_000 });
    await write(page, "Now I may write");
    await expect(log.getByText("Now I may write")).toBeVisible();
    await expect(warning).toHaveCount(0);
  });

  await test.step("he leaves the channel, and his next message is held though he had just passed", async () => {
    await openPlace(page, "Bean news");
    await page.getByRole("button", { name: `Leave as ${STRANGER}` }).click();
    await expect(page.getByText(`${STRANGER} is not in here.`)).toBeVisible();
    await openPlace(page, "Bean talk");
    await expect(async () => {
      const field = page.getByLabel("Message", { exact: true });
      if (await field.isVisible()) await write(page, "Am I still in?");
      await expect(page.getByText(new RegExp(`${STRANGER} is muted`))).toBeVisible({ timeout: 2_000 });
    }).toPass({ timeout: 20_000 });
    await expect(log.getByText("Am I still in?")).toHaveCount(0);
    await expect(log.getByText("Now I may write")).toBeVisible();
  });
});

test("the demo has a guarded group: two clicks away, a stranger is held", async ({ page }) => {
  test.setTimeout(120_000);
  await signIn(page);
  await page.goto("/sandbox");
  await openPlace(page, "Coffee lovers");
  await speakAs(page, "Nina Petrova");
  await write(page, "Any good beans?");
  await expect(page.getByText(/Nina Petrova is muted/)).toBeVisible({ timeout: 20_000 });
  await expect(conversation(page).locator("[data-ephemeral]")).toContainText("Morning Coffee");
  await expect(conversation(page).getByText("Any good beans?")).toHaveCount(0);
  await speakAs(page, "Omar Haddad");
  await write(page, "Try the Ethiopian ones");
  await expect(conversation(page).getByText("Try the Ethiopian ones")).toBeVisible();
});
