// Enhancement only: every page works without this file. One listener per kind of
// event on the document, so that swapped pieces need no wiring of their own.
// Hooks are data attributes; they are listed in the head of src/lib.rs.

const $ = (selector, root = document) => root.querySelector(selector);
const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
const skew = Date.parse(document.body.dataset.now ?? "") - Date.now() || 0;
const locale = document.documentElement.lang;

// ── Countdowns: <time data-due datetime="…"><span>…</span></time> ──
const relative = new Intl.RelativeTimeFormat(locale, { style: "short", numeric: "always" });
const SOON = 2 * 3600;

function inWords(seconds) {
  const size = Math.abs(seconds);
  const [unit, length] = size < 60 ? ["second", 1] : size < 3600 ? ["minute", 60] : size < 86400 ? ["hour", 3600] : ["day", 86400];
  return relative.format(Math.sign(seconds) * Math.floor(size / length) || 0, unit);
}

function tick() {
  for (const time of $$("time[data-due]")) {
    const left = Math.floor((Date.parse(time.dateTime) - Date.now() - skew) / 1000);
    const near = left < 0 ? "late" : left <= SOON ? "soon" : "calm";
    const clock = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
    const words = left >= 0 && left < 3600 ? clock : inWords(left);
    const text = time.lastElementChild ?? time;
    if (text.textContent !== words) text.textContent = words;
    if (!time.classList.contains(`due-${near}`)) {
      time.classList.remove("due-late", "due-soon", "due-calm");
      time.classList.add(`due-${near}`);
      const row = time.closest(".item");
      row?.classList.remove("is-late", "is-soon", "is-calm");
      row?.classList.add(`is-${near}`);
    }
  }
}

// ── Live: an event names topics; elements with an id and data-live="topic …" are fetched again ──
const waiting = new Set();
let fetching = false;

function live() {
  const url = document.body.dataset.liveUrl;
  if (!url || !$("[data-live]")) return;
  const source = new EventSource(url);
  let lost = false;
  source.addEventListener("changed", (event) => refresh(event.data.split(" ")));
  source.addEventListener("alarm", (event) => toast(JSON.parse(event.data)));
  source.onerror = () => (lost = true);
  source.onopen = () => {
    if (lost) refresh(["*"]); // something may have happened in between
    lost = false;
  };
  addEventListener("pagehide", () => source.close());
}

let refreshTimer;
function refresh(topics) {
  for (const topic of topics) waiting.add(topic);
  clearTimeout(refreshTimer);
  refreshTimer = setTimeout(swap, 120);
}

async function swap() {
  if (fetching || waiting.size === 0) return;
  const topics = new Set(waiting);
  const wanted = (el) => topics.has("*") || el.dataset.live.split(" ").some((topic) => topics.has(topic));
  waiting.clear();
  if (!$$("[data-live]").some(wanted)) return;
  fetching = true;
  try {
    const answer = await fetch(location.href, { headers: { accept: "text/html" } });
    if (!answer.ok || answer.redirected) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const old of $$("[data-live]").filter(wanted)) {
      const fresh = page.getElementById(old.id);
      if (!fresh) continue;
      if (isBeingEdited(old)) topics.forEach((topic) => waiting.add(topic)); // after the typing
      else replace(old, fresh);
    }
    tick();
  } catch {
    // The connection is gone; the next event asks again.
  } finally {
    fetching = false;
  }
}

const isBeingEdited = (el) => el.contains(document.activeElement) && document.activeElement.matches("input, textarea, select");

function replace(old, fresh) {
  const active = document.activeElement;
  const inside = old.contains(active);
  const trace = (el) => (el.id ? `#${CSS.escape(el.id)}` : el.getAttribute?.("href") ? `[href="${CSS.escape(el.getAttribute("href"))}"]` : null);
  const selector = inside && active !== old ? trace(active) : null;
  const place = inside ? focusable(old).indexOf(active) : -1;
  const open = $$("details[open]", old).map((d) => d.id).filter(Boolean);
  const ticked = $$("input[type=checkbox][id]:checked", old).map((box) => box.id);
  old.replaceChildren(...document.adoptNode(fresh).childNodes);
  for (const box of ticked.map((id) => document.getElementById(id))) if (box) box.checked = true;
  for (const id of open) document.getElementById(id)?.setAttribute("open", "");
  if (!inside) return;
  const again = (selector && $(selector, old)) || focusable(old)[place] || old;
  if (again === old) old.tabIndex = -1;
  again.focus({ preventScroll: true });
}

const focusable = (root) => $$("a[href], button, summary, input, select, textarea", root);

// ── The guard as one types: <form data-guard="/address"> with a textarea and [data-guard-out] ──
let guardTimer;
let guardAsked;

function guard(form) {
  clearTimeout(guardTimer);
  guardTimer = setTimeout(async () => {
    guardAsked?.abort(); // a stale answer is dropped
    const asked = (guardAsked = new AbortController());
    try {
      const answer = await fetch(form.dataset.guard, { method: "POST", body: new URLSearchParams(new FormData(form)), signal: asked.signal });
      const html = await answer.text();
      if (answer.ok && !answer.redirected && asked === guardAsked) $("[data-guard-out]", form).innerHTML = html;
    } catch {
      // Aborted or offline: the last findings stay; the server checks again when it is sent.
    }
  }, 150);
}

// ── Drafts: <textarea data-draft="key"> is kept on this machine until it was sent ──
const DRAFT = "draft:";
const store = (() => { try { return localStorage; } catch { return null; } })();

function restoreDrafts() {
  const sent = sessionStorage.getItem("sent");
  if (sent) {
    // Shown again with its text: it was refused, so the draft stays.
    const refused = $$("textarea[data-draft]").some((area) => area.dataset.draft === sent && area.defaultValue);
    if (!refused) store?.removeItem(DRAFT + sent);
    sessionStorage.removeItem("sent");
  }
  for (const area of $$("textarea[data-draft]")) {
    const kept = store?.getItem(DRAFT + area.dataset.draft);
    if (!kept || area.value) continue;
    area.value = kept;
    if (area.form?.dataset.guard) guard(area.form);
  }
}

const draftTimers = new Map();
function keepDraft(area) {
  const key = DRAFT + area.dataset.draft;
  clearTimeout(draftTimers.get(key));
  draftTimers.set(key, setTimeout(() => (area.value.trim() ? store?.setItem(key, area.value) : store?.removeItem(key)), 400));
}

function forgetDrafts() {
  for (const key of Object.keys(store ?? {})) if (key.startsWith(DRAFT)) store.removeItem(key);
}

document.addEventListener("input", ({ target }) => {
  if (target.dataset.draft) keepDraft(target);
  if (target.matches("textarea") && target.form?.dataset.guard) guard(target.form);
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  const question = event.submitter?.dataset.confirm ?? form.dataset.confirm;
  if (question && !confirm(question)) return event.preventDefault();
  if (form.getAttribute("action") === "/sign-out") forgetDrafts();
  const area = $("textarea[data-draft]", form);
  if (!area) return;
  clearTimeout(draftTimers.get(DRAFT + area.dataset.draft));
  store?.setItem(DRAFT + area.dataset.draft, area.value);
  sessionStorage.setItem("sent", area.dataset.draft);
});

document.addEventListener("change", ({ target }) => {
  if (target.matches("[data-submit]")) target.form?.requestSubmit();
});

document.addEventListener("focusout", () => waiting.size && setTimeout(swap, 200));

// ── Clicks: copying, inserting a speech module, dialogs, menus ──
document.addEventListener("click", async (event) => {
  const el = event.target.closest("[data-copy], [data-insert], [data-dialog]");
  for (const menu of $$("details.menu[open]")) if (!menu.contains(event.target)) menu.open = false;
  if (!el) return;
  if (el.dataset.dialog) return document.getElementById(el.dataset.dialog)?.showModal();
  if (el.dataset.copy) return copy(el);
  const area = $("textarea", el.form ?? el.closest("form"));
  if (!area) return;
  event.preventDefault();
  const gap = area.selectionStart > 0 && !/\s$/.test(area.value.slice(0, area.selectionStart)) ? "\n" : "";
  area.setRangeText(gap + el.dataset.insert, area.selectionStart, area.selectionEnd, "end");
  area.focus();
  area.dispatchEvent(new Event("input", { bubbles: true }));
});

async function copy(button) {
  const source = document.getElementById(button.dataset.copy);
  const text = source.value ?? source.textContent;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = Object.assign(document.createElement("textarea"), { value: text });
    document.body.append(area);
    area.select();
    document.execCommand("copy"); // plain http has no clipboard
    area.remove();
    button.focus();
  }
  toast({ text: button.dataset.done });
}

function toast({ text, href }) {
  const box = Object.assign(document.createElement(href ? "a" : "p"), { className: "toast", textContent: text });
  if (href) box.href = href;
  $(".toasts")?.append(box);
  setTimeout(() => box.remove(), href ? 30000 : 4000);
}

// ── Keyboard. Letters by their place, so that a Russian layout needs no switching ──
let gPressed = -Infinity; // a page is young when the first key is pressed

function move(step) {
  const items = $$("[data-item]").filter((item) => item.checkVisibility());
  const now = items.indexOf(document.activeElement?.closest?.("[data-item]"));
  const next = items[now < 0 ? (step > 0 ? 0 : items.length - 1) : Math.min(Math.max(now + step, 0), items.length - 1)];
  $(".item-link", next ?? document)?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

const KEYS = {
  KeyJ: () => move(1),
  KeyK: () => move(-1),
  KeyO: () => document.activeElement?.closest("[data-item]") && $(".item-link", document.activeElement.closest("[data-item]"))?.click(),
  KeyE: () => $("[data-edit], .composer textarea")?.focus(),
};

document.addEventListener("keydown", (event) => {
  const { target } = event;
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && target.form) {
    event.preventDefault();
    return target.form.requestSubmit($("button.button-primary", target.form));
  }
  if (event.key === "Escape") for (const menu of $$("details.menu[open]")) menu.open = false;
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || $("dialog[open]")) return;
  if (target.matches("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]")) return;
  if (event.key === "?" || (event.shiftKey && event.code === "Slash")) {
    event.preventDefault();
    return document.getElementById("keys")?.showModal();
  }
  if (event.key === "/" || event.code === "Slash") {
    event.preventDefault();
    const field = $("main input[type=search]");
    return field ? (field.focus(), field.select()) : $('[data-key="f"]')?.click();
  }
  const letter = event.code.startsWith("Key") ? event.code.slice(3).toLowerCase() : "";
  if (event.timeStamp - gPressed < 1500 && letter) {
    gPressed = -Infinity;
    return $(`[data-key="${letter}"]`)?.click();
  }
  if (event.shiftKey) return;
  gPressed = letter === "g" ? event.timeStamp : -Infinity;
  if (KEYS[event.code]) {
    event.preventDefault();
    KEYS[event.code]();
  }
});

// ── Start ──
for (const button of $$("[data-copy]")) button.hidden = false;
for (const field of $$("input[data-zone]")) if (!field.value) field.value = Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";
$(".error")?.closest(".field")?.querySelector("input, textarea, select")?.focus();
restoreDrafts();
tick();
setInterval(tick, 1000);
live();
