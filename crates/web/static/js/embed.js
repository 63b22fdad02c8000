// A button on somebody else's page that opens the complaint form in a dialog.
// <script src="https://desk.example.com/embed/TOKEN.js" async></script>
// Optional: data-lang="ro", data-label="…", data-place="here" (at the script, else in the corner).
(() => {
  const script = document.currentScript;
  if (!script?.src) return;
  const texts = "__TEXTS__";
  const wanted = [script.dataset.lang, document.documentElement.lang, ...navigator.languages];
  const known = wanted.map((l) => (l ?? "").slice(0, 2).toLowerCase()).find((l) => l in texts.words);
  const lang = known ?? texts.own;
  const words = texts.words[lang];
  const form = new URL(script.src);
  form.pathname = form.pathname.replace(/\/embed\/([^/]+)\.js$/, "/f/$1");
  form.search = new URLSearchParams({ embed: "1", lang }).toString();

  const make = (name, attributes) => Object.assign(document.createElement(name), attributes);
  const host = make("div", { lang });
  // Closed off from the page's styles, and by a constructed sheet, which no content policy forbids.
  const root = host.attachShadow({ mode: "closed" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    :host { all: initial; color-scheme: light dark; font: 500 15px/1.3 system-ui, sans-serif; }
    .open { position: fixed; inset: auto 1rem max(1rem, env(safe-area-inset-bottom)) auto; z-index: 2147483000; box-shadow: 0 4px 16px rgb(0 0 0 / 25%); }
    .here { position: static; box-shadow: none; }
    button { font: inherit; cursor: pointer; }
    .open { min-height: 2.75rem; max-width: calc(100vw - 2rem); padding: 0 1.125rem; border: 0; border-radius: 999px; background: #0a655c; color: #fff; }
    .open:hover { background: #084e47; }
    :focus-visible { outline: 3px solid #7fe0d2; outline-offset: 2px; }
    dialog { box-sizing: border-box; width: min(44rem, 100vw); height: min(56rem, 100dvh); max-width: none; max-height: none; padding: 0; border: 0; border-radius: 12px; overflow: hidden; background: Canvas; box-shadow: 0 18px 60px rgb(0 0 0 / 45%); }
    dialog::backdrop { background: rgb(15 18 16 / 55%); }
    dialog[open] { display: grid; grid-template-rows: auto 1fr; }
    .bar { display: flex; justify-content: flex-end; padding: 4px; }
    .close { width: 2.75rem; height: 2.75rem; border: 0; border-radius: 8px; background: none; color: CanvasText; font-size: 1.25rem; }
    iframe { width: 100%; height: 100%; border: 0; background: Canvas; }
    @media (max-width: 46rem) { dialog { width: 100vw; height: 100dvh; border-radius: 0; } }
  `);
  root.adoptedStyleSheets = [sheet];

  const here = script.dataset.place === "here";
  const label = script.dataset.label || words.button;
  const open = make("button", { type: "button", className: here ? "open here" : "open", textContent: label });
  open.setAttribute("aria-haspopup", "dialog");
  const close = make("button", { type: "button", className: "close", textContent: "✕" });
  close.setAttribute("aria-label", words.close);
  const bar = make("div", { className: "bar" });
  bar.append(close);
  const dialog = make("dialog", {});
  dialog.setAttribute("aria-label", label);
  dialog.append(bar);
  open.addEventListener("click", () => {
    // Nothing is asked of the desk before somebody wants the form; closing keeps what was typed.
    if (!dialog.querySelector("iframe")) dialog.append(make("iframe", { src: form.href, title: label }));
    dialog.showModal(); // holds the focus, closes on Esc, gives the focus back
  });
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  root.append(open, dialog);
  if (here) script.after(host);
  else if (document.body) document.body.append(host);
  else addEventListener("DOMContentLoaded", () => document.body.append(host));
})();
