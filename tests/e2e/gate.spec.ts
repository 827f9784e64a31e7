import { expect, type Page, test } from "@playwright/test";
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
/** What the gate does takes a round through the queue and Telegram, on a machine that does much else. */
const SOON = { timeout: 30_000 };

test("a group's owner adds the bot and says /protect, and a stranger has to join the channel", async ({ page }) => {
  test.setTimeout(300_000);
  await signIn(page);
  await openSandboxBot(page, { name: "gate", assistant: false, gate: true });
  const people = { owner: `Olga ${MARK}`, stranger: `Stan ${MARK}` };
  const username = `beans_${MARK}`;

  await test.step("the owner makes the bot an admin of the channel and of the group", async () => {
    await newPerson(page, people.owner);
    await newPlace(page, { kind: "Channel", title: "Bean news", username });
    await promoteBot(page);
    await newPlace(page, { kind: "Group", title: "Bean talk" });
    await promoteBot(page);
    await newPerson(page, people.stranger);
    await openPlace(page, "Bean talk");
    await speakAs(page, people.stranger);
    await page.getByRole("button", { name: "Join group" }).click();
    await write(page, "Nothing is protected yet");
    await expect(conversation(page).getByText("Nothing is protected yet")).toBeVisible();
  });

  await test.step("/protect, in the group", async () => {
    await speakAs(page, people.owner);
    await write(page, `/protect @${username}`);
    const answer = conversation(page).locator('[data-from="bot"]').filter({ hasText: "may write in Bean talk" });
    await expect(answer.last()).toBeVisible(SOON);
  });

  await strangersWay(page, { ...people, group: "Bean talk", channel: "Bean news" });
});

test("the demo has a guarded group, two clicks away", async ({ page }) => {
  test.setTimeout(240_000);
  await signIn(page);
  await page.goto("/sandbox");
  await openPlace(page, "Coffee lovers");
  const people = { owner: "Omar Haddad", stranger: "Nina Petrova" };
  await strangersWay(page, { ...people, group: "Coffee lovers", channel: "Morning Coffee" });
});

/** In the guarded group, whose chat is open: held, told why, let in after joining the channel, held again after leaving it. */
async function strangersWay(
  page: Page,
  o: { owner: string; stranger: string; group: string; channel: string },
): Promise<void> {
  const { owner, stranger, group, channel } = o;
  const log = conversation(page);
  const warning = log.locator("[data-ephemeral]");
  const muted = page.getByText(new RegExp(`^${stranger} is muted`));
  const field = page.getByLabel("Message", { exact: true });
  const verify = warning.getByRole("button", { name: "I have joined" });

  await test.step("the stranger writes: it goes, they are muted, and they alone are told why", async () => {
    await speakAs(page, stranger);
    await write(page, "Let me in");
    await expect(muted).toBeVisible(SOON);
    await expect(log.getByText("Let me in")).toHaveCount(0, SOON);
    await expect(warning).toContainText(channel, SOON);
    await speakAs(page, owner);
    await expect(warning).toHaveCount(0);
    await write(page, "Readers write on");
    await expect(log.getByText("Readers write on")).toBeVisible();
    await speakAs(page, stranger);
  });

  await test.step("pressing verify too early says what is missing", async () => {
    await verify.click();
    await expect(page.getByText(/Still to join/)).toBeVisible(SOON);
    const close = page.getByRole("button", { name: "OK", exact: true });
    if (await close.isVisible()) await close.click();
    await expect(muted).toBeVisible();
  });

  await test.step("they join the channel by the warning's button, verify, and write", async () => {
    await warning.getByRole("button", { name: channel }).click();
    await expect(page.getByRole("heading", { name: channel })).toBeVisible();
    await page.getByRole("button", { name: "Join channel" }).click();
    await expect(page.getByText(`${stranger} can read this channel, not post in it.`)).toBeVisible();
    await openPlace(page, group);
    // Joining may have let them in already; the button is there as long as the warning is.
    await expect(verify.or(field).first()).toBeVisible();
    if (await verify.isVisible()) await verify.click();
    await expect(field).toBeVisible(SOON);
    await write(page, "Now I may write");
    await expect(log.getByText("Now I may write")).toBeVisible();
    await expect(warning).toHaveCount(0, SOON);
  });

  await test.step("they leave the channel, and their next message is held though they had just passed", async () => {
    await openPlace(page, channel);
    await page.getByRole("button", { name: `Leave as ${stranger}` }).click();
    await expect(page.getByText(`${stranger} is not in here.`)).toBeVisible();
    await openPlace(page, group);
    await expect(field.or(muted).first()).toBeVisible();
    if (await field.isVisible()) await write(page, "Am I still in?");
    await expect(muted).toBeVisible(SOON);
    await expect(log.getByText("Am I still in?")).toHaveCount(0, SOON);
    await expect(log.getByText("Now I may write")).toBeVisible();
  });
}
