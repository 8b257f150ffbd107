// A social worker asks the questions of a sheet and ticks what is said, with the keyboard alone.
import type { Person } from "../person";

/** A question, and what is said: the place of the answer among the choices, or what is typed. */
export type Said = readonly [question: string, answer: number | string];

export async function asks(worker: Person, answers: readonly Said[]): Promise<void> {
  for (const [question, answer] of answers) {
    await worker.tabTo(`[name^="answers.${question}."]`);
    if (typeof answer === "string") await worker.type(answer);
    else if (answer === 0) await worker.press("Space");
    for (let n = 0; typeof answer === "number" && n < answer; n += 1) await worker.press("ArrowDown");
  }
}

/** Everything that was read aloud: the introduction and the questions that are shown. */
export async function asked(worker: Person): Promise<string[]> {
  const texts = worker.page.locator("main .consent");
  const shown = await texts.evaluateAll((all) => all.filter((one) => one.checkVisibility()).map((one) => one.textContent ?? ""));
  return shown;
}
