// Somebody at a screen of the post: signs in, and does everything by keyboard. Every key press is counted.
import assert from "node:assert/strict";
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { type Language, type Login, password, post } from "./post";

/** So many presses of Tab and no sign of what is looked for: it cannot be reached by keyboard. */
const FARTHEST = 150;

/** Who reads another language than French. */
const OWN: Partial<Record<Login, Language>> = { clerk: "ar", dpo: "en" };

export class Person {
  presses = 0;
  /** What the browser complained about: script errors, refused resources, the content security policy. */
  readonly complaints: string[] = [];

  private constructor(readonly context: BrowserContext, readonly page: Page, readonly address: string) {
    page.on("console", (message) => {
      if (message.type() === "error") this.complaints.push(`${message.text()} ${message.location().url}`.trim());
    });
    page.on("pageerror", (error) => this.complaints.push(error.message));
  }

  /** Opens the sign-in page in a browser of their own. */
  static async arrives(browser: Browser, options: BrowserContextOptions & { address?: string } = {}): Promise<Person> {
    const { address = post().address, ...more } = options;
    const context = await browser.newContext({ locale: "fr-FR", viewport: { width: 1280, height: 900 }, ...more });
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    return new Person(context, page, address);
  }

  /** Arrives and signs in, by keyboard; their presses are counted from here. */
  static async enters(browser: Browser, login: Login, options: BrowserContextOptions & { address?: string; language?: Language } = {}): Promise<Person> {
    // The language is the account's own: who was here before may have left another.
    const { language = OWN[login] ?? "fr", ...more } = options;
    const person = await Person.arrives(browser, more);
    await person.opens("/signin");
    await person.signsIn(login);
    await person.speaks(language);
    person.presses = 0;
    return person;
  }

  async signsIn(login: Login, secret = password(login)): Promise<void> {
    await this.tabTo('[name="login"]');
    await this.type(login);
    await this.tabTo('[name="password"]');
    await this.type(secret);
    await this.go();
  }

  async speaks(language: Language): Promise<void> {
    await this.opens(`/session/language?to=${language}&back=/`);
  }

  /** Types an address. Not counted: a menu entry or a bookmark leads to each page. */
  async opens(path: string): Promise<number> {
    const answer = await this.page.goto(this.address + path);
    return answer?.status() ?? 0;
  }

  get path(): string {
    const { pathname, search } = new URL(this.page.url());
    return pathname + search;
  }

  /** One key. */
  async press(key: string): Promise<void> {
    this.presses += 1;
    await this.page.keyboard.press(key);
  }

  /** Text, each character one press. */
  async type(text: string): Promise<void> {
    this.presses += [...text].length;
    await this.page.keyboard.type(text);
  }

  /** A key that leads to another page, or to the same one again. */
  async go(key = "Enter"): Promise<void> {
    await Promise.all([this.page.waitForEvent("load"), this.press(key)]);
  }

  /** Tab, as often as it takes, until what has the focus matches; `back` goes the other way. */
  async tabTo(selector: string, { back = false } = {}): Promise<void> {
    for (let i = 0; i <= FARTHEST; i += 1) {
      if (await this.focusIs(selector)) return;
      await this.press(back ? "Shift+Tab" : "Tab");
    }
    assert.fail(`${this.path}: ${FARTHEST} presses of Tab do not lead to ${selector}`);
  }

  /** Past the header, by the link that every page begins with. */
  async skips(): Promise<void> {
    await this.tabTo(".skip-link");
    await this.press("Enter");
    await this.page.waitForFunction(() => document.activeElement?.id === "main" || location.hash === "#main");
  }

  /** Tab to a link or button, and Enter. */
  async follows(selector: string): Promise<void> {
    await this.tabTo(selector);
    await this.go();
  }

  /** Waits until the page has put the keyboard where it says: no key is needed to get there. */
  async stands(selector: string): Promise<void> {
    await this.page.waitForFunction((wanted) => document.activeElement?.matches(wanted) ?? false, selector);
  }

  focusIs(selector: string): Promise<boolean> {
    return this.page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector);
  }

  /** A document or a code held under the scanner: keys as a keyboard wedge sends them, none of them counted. */
  async scan(...lines: string[]): Promise<void> {
    for (const line of lines) {
      await this.page.keyboard.type(line);
      await this.page.keyboard.press("Enter");
    }
  }

  /** What `main` says. */
  async reads(): Promise<string> {
    return (await this.page.locator("main").innerText()).replace(/\s+/g, " ");
  }

  async leaves(): Promise<void> {
    await this.context.close();
  }
}
