// A clerk types a household into the registration form: the head, each further member, the answers to what is read aloud.
import type { Person } from "../person";

export interface Member {
  name: string;
  sex: 0 | 1;
  born: string;
  relationship?: number;
}

export const FAMILY: [Member, ...Member[]] = [
  { name: "زينب آدم إسحاق", sex: 0, born: "1990" },
  { name: "عبد الكريم آدم", sex: 1, born: "38", relationship: 2 },
  { name: "مريم عبد الكريم", sex: 0, born: "2014", relationship: 1 },
  { name: "حواء عبد الكريم", sex: 0, born: "2016", relationship: 1 },
  { name: "يوسف عبد الكريم", sex: 1, born: "2023", relationship: 1 },
];

/** A name is as long as it is: its keys are not counted. */
async function named(clerk: Person, selector: string, name: string): Promise<void> {
  await clerk.tabTo(selector);
  const before = clerk.presses;
  await clerk.type(name);
  clerk.presses = before;
}

async function describe(clerk: Person, path: string, member: Member): Promise<void> {
  await named(clerk, `[name="${path}.name.original"]`, member.name);
  await clerk.press("Tab");
  if (member.sex === 0) await clerk.press("Space");
  else await clerk.press("ArrowDown");
  await clerk.tabTo(`[name="${path}.birth"]`);
  await clerk.type(member.born);
}

/** Types the household and sends it; answers the keys of the head and of each further member. */
export async function registers(clerk: Person, family: readonly [Member, ...Member[]], { agrees, more }: { agrees: boolean; more: () => Promise<void> }): Promise<number[]> {
  const counts: number[] = [];
  const [head, ...members] = family;
  clerk.presses = 0;
  await clerk.skips();
  await describe(clerk, "head", head);
  await clerk.tabTo('[name="head.nationality"]');
  await clerk.type("SDN");
  counts.push(clerk.presses);
  for (const [i, member] of members.entries()) {
    clerk.presses = 0;
    // Where members were asked for, the typing goes on at the new one's relationship, which is asked first.
    if (i === 2) await more();
    await clerk.tabTo(`[name="members[${i}].relationship"]`);
    for (let n = 0; n < (member.relationship ?? 1); n += 1) await clerk.press("ArrowDown");
    await describe(clerk, `members[${i}].details`, member);
    counts.push(clerk.presses);
  }
  clerk.presses = 0;
  const questions = await clerk.page.locator('[name^="_consent-"]').evaluateAll((all) => [...new Set(all.map((one) => (one as HTMLInputElement).name))]);
  for (const question of questions) {
    await clerk.tabTo(`[name="${question}"]`);
    if (agrees) await clerk.press("Space");
    else await clerk.press("ArrowDown");
  }
  return counts;
}
