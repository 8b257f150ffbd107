// A family that arrives in a crisis: counted at the surge desk, given a ticket, handed over to registration.
import type { Browser } from "playwright-core";
import assert from "node:assert/strict";
import { Person } from "../person";

/** Two adults, two girls of school age, a small boy; each count is one key, Tab goes on, F2 sends. */
export async function counted(officer: Person): Promise<void> {
  await officer.page.waitForSelector("html[data-js]");
  await officer.tabTo('[name^="counts.female.18-59"]');
  await officer.type("1");
  await officer.tabTo('[name^="counts.male.18-59"]');
  await officer.type("1");
  await officer.tabTo('[name^="counts.female.5-11"]');
  await officer.type("2");
  await officer.tabTo('[name^="counts.male.0-4"]');
  await officer.type("1");
}

/** Shows the ticket's code in figures, without the blanks between its parts. */
export async function tokenOn(officer: Person): Promise<string> {
  return (await officer.page.locator(".ticket__number").innerText()).replace(/\s/g, "");
}

/** Counts a family, prints its ticket and hands it over; answers the token. */
export async function handedOver(browser: Browser, head = ""): Promise<string> {
  const officer = await Person.enters(browser, "lane");
  await officer.opens("/crossing/surge");
  await counted(officer);
  if (head) {
    await officer.tabTo('[name="head"]');
    await officer.type(head);
  }
  await officer.go("F2");
  const token = await tokenOn(officer);
  await officer.follows('main a[href^="/crossing/groups/"]');
  await officer.go("F2");
  assert.equal(await officer.page.locator(".page-head .badge--ok").count(), 1, await officer.reads());
  await officer.leaves();
  return token;
}

/** Asks again until the reactions have carried a token to registration. The desk shows the first hundred; the view has them all. */
export async function arrived(clerk: Person, token: string): Promise<void> {
  for (let i = 0; i < 40; i += 1) {
    for (let page = 1; page < 20; page += 1) {
      const answer = await clerk.context.request.get(`${clerk.address}/api/v1/views/registration.handovers?page=${page}&per_page=200`);
      const { rows } = (await answer.json()) as { rows: Record<string, string>[] };
      if (rows.some((row) => Object.values(row).some((value) => String(value).replace(/[\s-]/g, "").endsWith(token)))) return;
      if (rows.length < 1) break;
    }
    await clerk.page.waitForTimeout(500);
  }
  assert.fail(`the token ${token} did not reach registration within 20 s`);
}
