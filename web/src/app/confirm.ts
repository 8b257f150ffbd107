// Asks before an act that cannot be taken back, in a native dialog.
import { element } from "../dom";
import { word } from "../words";

/** Resolves to true when the person agrees. The safe answer has the focus. */
export function ask(question: string, yes: string = word("yes")): Promise<boolean> {
  const no = element("button", { class: "button button--secondary", value: "no" }, word("no"));
  const dialog = element("dialog", { class: "dialog", "aria-label": question },
    element("form", { method: "dialog" },
      element("p", { class: "dialog__title" }, question),
      element("div", { class: "dialog__actions" }, element("button", { class: "button", value: "yes" }, yes), no)));
  document.body.append(dialog);
  dialog.showModal();
  no.focus();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      resolve(dialog.returnValue === "yes");
      dialog.remove();
    });
  });
}

export function startConfirm(): void {
  const agreed = new WeakSet<Element>();
  document.addEventListener("click", (event) => {
    const control = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-confirm]") : null;
    if (!control || agreed.delete(control)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    void ask(control.dataset["confirm"] ?? "", control.dataset["confirmYes"]).then((yes) => {
      if (!yes) return control.focus();
      agreed.add(control);
      control.click();
    });
  }, { capture: true });
  document.addEventListener("htmx:confirm", (event) => {
    const { ctx, issueRequest, dropRequest } = (event as CustomEvent<{ ctx: { confirm: string }; issueRequest: () => void; dropRequest: () => void }>).detail;
    event.preventDefault();
    void ask(ctx.confirm).then((yes) => (yes ? issueRequest() : dropRequest()));
  });
}
