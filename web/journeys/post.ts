// The post that this run of the journeys works on, and the people who have a login there.
import { readFileSync, writeFileSync } from "node:fs";
import { type DemoPost, kill, startAgain } from "../build/demo-post.mjs";

export const LANGUAGES = ["ar", "fr", "en"] as const;
export type Language = (typeof LANGUAGES)[number];

/** The demonstration's logins; the password of each is `adre-<login>-demo`. */
export const LOGINS = ["lane", "second", "commander", "clerk", "supervisor", "dpo", "admin", "national", "manager", "relief", "social", "child", "protection", "deputy", "focal", "clinic", "shelter"] as const;
export type Login = (typeof LOGINS)[number];

export const password = (login: Login): string => `adre-${login}-demo`;

const file = process.env["JOURNEYS_POST"] ?? "";

export function post(): DemoPost {
  return JSON.parse(readFileSync(file, "utf8")) as DemoPost;
}

/** Nobody serves the post any more, from one moment to the next. */
export async function pullThePlug(): Promise<void> {
  await kill(post());
}

/** The post is served again, from what was written before. */
export async function plugInAgain(): Promise<void> {
  writeFileSync(file, JSON.stringify(await startAgain(post())));
}
