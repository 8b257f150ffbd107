// The page frame that preview/*.html are shown in. The product's frame is the server's; this one only serves screenshots and browser tests.
const WORDS = {
  ar: { dir: "rtl", skip: "انتقل إلى المحتوى", place: "أدري · تشاد", hide: "إخفاء الشاشة", user: "أ. موسى", main: "القائمة الرئيسية", nav: ["العبور", "التسجيل", "لوحة الطوابير", "التقارير", "الإعدادات"], offline: "لا يجيب خادم المركز. تُحفظ النماذج على هذا الجهاز.", footer: "منارة · عقدة أدري · تمرين ببيانات مصطنعة" },
  fr: { dir: "ltr", skip: "Aller au contenu", place: "Adré · Tchad", hide: "Masquer l’écran", user: "A. Moussa", main: "Menu principal", nav: ["Passage", "Enregistrement", "File d’attente", "Rapports", "Réglages"], offline: "Le serveur du poste ne répond pas. Les formulaires sont gardés sur cet appareil.", footer: "Manara · nœud d’Adré · exercice, données inventées" },
  en: { dir: "ltr", skip: "Skip to content", place: "Adré · Chad", hide: "Hide screen", user: "A. Moussa", main: "Main menu", nav: ["Crossing", "Registration", "Queue board", "Reports", "Settings"], offline: "The post’s server does not answer. Forms are kept on this device.", footer: "Manara · Adré node · exercise, invented people" },
};
const LANGUAGES = [["ar", "العربية"], ["fr", "Français"], ["en", "English"]];

/**
 * Whole page around a preview body. The body's first line is `<!-- lang=ar nav=1 page=page--narrow body=print-card title=… -->`.
 * @param {string} source the file's text
 * @param {{ theme?: string, html?: string, lang?: string }} options
 */
export function framed(source, { theme = "auto", html = "", lang } = {}) {
  const head = /^<!--(.*)-->\n/.exec(source);
  const setting = (name) => new RegExp(`\\b${name}=(\\S+)`).exec(head?.[1] ?? "")?.[1] ?? "";
  const language = lang ?? (setting("lang") || "en");
  const words = WORDS[language];
  const nav = words.nav.map((text, i) => `<li><a class="nav__link" href="#"${String(i) === setting("nav") ? ' aria-current="page"' : ""}>${text}</a></li>`).join("");
  const languages = LANGUAGES.map(([code, text]) => `<li><a href="#" lang="${code}" hreflang="${code}"${code === language ? ' aria-current="true"' : ""}>${text}</a></li>`).join("");
  return `<!doctype html>
<html lang="${language}" dir="${words.dir}" data-theme="${theme}" data-text="normal" ${html}>
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${setting("title").replaceAll("_", " ")} · Manara</title>
<link rel="stylesheet" href="/assets/app.css"><link rel="icon" href="/assets/mark.svg" type="image/svg+xml"><script type="module" src="/assets/app.js"></script></head>
<body class="${setting("body")}">
<a class="skip-link" href="#main">${words.skip}</a>
<header class="masthead"><a class="masthead__brand" href="/"><img class="mark" src="/assets/mark.svg" alt="" width="28" height="28"> <span class="masthead__name">${language === "ar" ? "منارة" : "Manara"}</span></a>
<span class="masthead__place"><bdi>${words.place}</bdi></span>
<div class="masthead__tools"><a class="outbox-pill" href="/outbox" data-outbox-status hidden></a>
<button class="button button--onbrand js-only" type="button" data-privacy>${words.hide} <kbd>Esc Esc</kbd></button>
<details class="menu"><summary>${words.user}</summary><div class="menu__panel"><ul class="lang-switch">${languages}</ul>
<div class="cluster"><button type="button" class="button button--secondary js-only" data-set-theme="sun">☀</button><button type="button" class="button button--secondary js-only" data-set-theme="night">☾</button><button type="button" class="button button--secondary js-only" data-set-text="large">A+</button></div></div></details></div></header>
<nav class="nav" aria-label="${words.main}"><details class="nav__fold"><summary class="nav__summary">${words.main}</summary><ul class="nav__list">${nav}</ul></details></nav>
<p class="offline-note" role="status">${words.offline}</p>
<main class="page ${setting("page")}" id="main" tabindex="-1">
${source.slice(head?.[0].length ?? 0)}
</main>
<footer class="footer"><span>${words.footer}</span></footer>
</body></html>`;
}
