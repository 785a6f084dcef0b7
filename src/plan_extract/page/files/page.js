"use strict";
const root = document.documentElement;
const $ = (id) => document.getElementById(id);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
root.classList.add("script");

/* The records of a page that would be too heavy are packed. */
const unpack = async (packed) => {
  const bytes = Uint8Array.from(atob(packed.textContent), (char) => char.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  packed.insertAdjacentHTML("afterend", await new Response(stream).text());
};

const start = () => {

  /* Marks in the text by the record that they are; those of its parts (actions, values) only lead to it. */
  const marks = new Map();
  const keyOf = (mark) => mark.dataset.r || mark.id.slice(2);
  const MARK = "mark[data-r], mark[id]";
  for (const mark of all(MARK)) {
    const key = keyOf(mark);
    if (mark.className !== key[0]) continue;
    if (marks.has(key)) marks.get(key).push(mark);
    else marks.set(key, [mark]);
  }
  const PANELS = { t: "tasks", i: "indicators", d: "deadlines", u: "units", f: "findings" };
  const narrow = window.matchMedia("(max-width: 55.99rem)");
  const still = window.matchMedia("(prefers-reduced-motion: reduce)");
  const scroll = (element, block) => {  /* far away, what lies between is not laid out yet, and a long way is no help */
    const far = Math.abs(element.getBoundingClientRect().top) > 1.5 * window.innerHeight;
    element.scrollIntoView({ block, behavior: far || still.matches ? "auto" : "smooth" });
    if (far) requestAnimationFrame(() => element.scrollIntoView({ block, behavior: "auto" }));
  };

  /* Tabs. */
  const tabs = all("[role=tab]");
  const show = (panel) => {
    for (const tab of tabs) {
      const chosen = tab.getAttribute("aria-controls") === panel;
      tab.setAttribute("aria-selected", chosen);
      tab.tabIndex = chosen ? 0 : -1;
      $(tab.getAttribute("aria-controls")).hidden = !chosen;
    }
  };
  for (const tab of tabs) {
    const panel = $(tab.getAttribute("aria-controls"));
    panel.setAttribute("role", "tabpanel");
    panel.setAttribute("aria-labelledby", tab.id);
    tab.addEventListener("click", () => { show(panel.id); $("records").scrollTop = 0; });
    tab.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      const next = step ? tabs[(tabs.indexOf(tab) + step + tabs.length) % tabs.length]
        : { Home: tabs[0], End: tabs.at(-1) }[event.key];
      if (!next) return;
      event.preventDefault();
      show(next.getAttribute("aria-controls"));
      next.focus();
    });
  }
  document.querySelector(".tabs").hidden = false;
  show("tasks");

  /* Phones show the text or the records. */
  const view = (name) => {
    root.dataset.show = name;
    for (const button of all(".switch button")) button.setAttribute("aria-pressed", button.dataset.show === name);
  };
  for (const button of all(".switch button")) button.addEventListener("click", () => view(button.dataset.show));
  const outline = (open) => {
    root.classList.toggle("outline", open);
    $("open-outline").setAttribute("aria-expanded", open);
  };
  $("open-outline").addEventListener("click", () => outline(!root.classList.contains("outline")));

  /* One record is chosen at a time: in the text and among the records. */
  let chosen = [];
  const choose = (key) => {
    for (const element of chosen) { element.classList.remove("on"); element.removeAttribute("aria-current"); }
    chosen = [...(marks.get(key) || []), $(key)].filter(Boolean);
    for (const element of chosen) element.classList.add("on");
    if ($(key)) $(key).setAttribute("aria-current", "true");
  };
  const toText = (key) => {
    const [first] = marks.get(key) || [];
    choose(key);
    if (!first) return;
    if (narrow.matches) view("source");
    outline(false);
    scroll(first, first.offsetHeight > window.innerHeight / 2 ? "start" : "center");
    first.tabIndex = -1;
    first.focus({ preventScroll: true });
  };
  const toRecord = (key, focus) => {
    const record = $(key);
    const panel = record && record.closest(".panel");
    if (!panel) return;
    if (narrow.matches) view("records");
    show(panel.id);
    if (record.hidden) reset();
    choose(key);
    scroll(record, "center");
    if (focus) {
      const target = record.querySelector(".go") || record.querySelector("a");
      if (target) target.focus({ preventScroll: true });
    }
  };
  const follow = (hash, event) => {
    const inText = hash.startsWith("x-");
    const key = inText ? hash.slice(2) : hash;
    if (inText ? !marks.has(key) : !$(key) || !$(key).closest(".panel")) return false;
    event.preventDefault();
    if (inText) toText(key);
    else toRecord(key, true);
    return true;
  };
  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const body = event.target.closest("#tasks a.b");
    if (body) { event.preventDefault(); byBody(body.hash.slice(1)); return; }
    const link = event.target.closest('a[href^="#"]');
    if (link) { follow(link.getAttribute("href").slice(1), event); return; }
    const mark = event.target.closest(MARK);
    if (!mark || String(window.getSelection())) return;
    const key = keyOf(mark);
    if (PANELS[key[0]]) toRecord(key, false);
  });

  /* What the pointer is on is shown on the other side too. */
  let near = [];
  const titles = new Map(all(".matrix thead a").map((link) => [link.hash, link.title]));
  const point = (event) => {
    const on = event.target.closest(`${MARK}, .record, .timeline a`);
    for (const element of near) element.classList.remove("near");
    near = [];
    const cell = event.target.closest("a.cell");
    if (cell && !cell.title) cell.title = titles.get(cell.hash) || "";
    if (!on) return;
    const key = on.matches("mark") ? keyOf(on) : on.id || on.getAttribute("href").slice(1);
    near = [...(marks.get(key) || []), $(key)].filter(Boolean);
    for (const element of near) element.classList.add("near");
  };
  document.addEventListener("pointerover", point);
  document.addEventListener("focusin", (event) => { if (event.target.closest(".record")) point(event); });

  /* Filters. */
  const form = $("filter");
  const tasks = all(".tasks > li");
  const words = new Map();
  const said = (task) => {
    if (!words.has(task)) {
      const text = (marks.get(task.id) || []).map((mark) => mark.textContent).join("");
      words.set(task, (task.textContent + text).toLowerCase());
    }
    return words.get(task);
  };
  const owners = (task, role) => all(role ? `.role.${role}` : ".role", task).map((told) => told.parentElement);
  const fits = (task, find, body, role, time) => {
    const owned = body === "none" ? !task.querySelector(".role")
      : (!body && !role) || owners(task, role).some((group) => !body || group.querySelector(`a[href="#${body}"]`));
    return owned && (!time || task.dataset.y.split(" ").includes(time)) && find.every((word) => said(task).includes(word));
  };
  const sift = () => {
    const find = $("find").value.toLowerCase().split(/\s+/).filter(Boolean);
    const [body, role, time] = ["by-body", "by-role", "by-time"].map((id) => $(id).value);
    let shown = 0;
    for (const task of tasks) shown += !(task.hidden = !fits(task, find, body, role, time));
    const told = $("found");
    told.textContent = told.dataset.of.replace("{0}", shown).replace("{1}", tasks.length);
    $("nothing").hidden = shown > 0;
    $("clear").hidden = !(find.length || body || role || time);
  };
  const reset = () => { form.reset(); sift(); };
  const byBody = (body) => { show("tasks"); if (narrow.matches) view("records"); form.reset(); $("by-body").value = body; sift(); $("records").scrollTop = 0; };
  if (form) {
    form.addEventListener("input", sift);
    form.addEventListener("submit", (event) => event.preventDefault());
    $("clear").addEventListener("click", reset);
    sift();
  }

  /* Keys: n and p go from record to record in the text, Enter opens one, Escape goes back, / searches. */
  const stops = () => all("#source mark[id]").filter((mark) => PANELS[keyOf(mark)[0]]);
  const step = (by) => {
    const every = stops();
    const here = every.indexOf(document.activeElement);
    const top = (mark) => mark.getBoundingClientRect().top;
    const from = here >= 0 ? here + by : by > 0 ? every.findIndex((mark) => top(mark) > 60) : every.findLastIndex((mark) => top(mark) < 60);
    const next = every[from];
    if (next) toText(keyOf(next));
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = event.target.closest("input, select");
    if (event.key === "Escape") {
      if (root.classList.contains("outline")) { outline(false); $("open-outline").focus(); return; }
      const mark = event.target.closest(MARK);
      if (mark) toRecord(keyOf(mark), true);
      else if (event.target.closest(".record")) toText(event.target.closest(".record").id);
      return;
    }
    if (typing) return;
    if (event.key === "n" || event.key === "p") { event.preventDefault(); step(event.key === "n" ? 1 : -1); }
    else if (event.key === "/" && form) { event.preventDefault(); show("tasks"); if (narrow.matches) view("records"); $("find").focus(); }
    else if (event.key === "Enter" && event.target.matches("mark[id]")) { event.preventDefault(); toRecord(keyOf(event.target), true); }
  });

  /* Where in the outline the reader is. */
  const links = new Map(all("#outline a").map((link) => [link.getAttribute("href").slice(1), link]));
  const heads = all("#source mark.s[id]");
  let current = null;
  let waiting = false;
  const locate = () => {
    waiting = false;
    const line = window.innerHeight * 0.3;
    let low = 0, high = heads.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (heads[middle].getBoundingClientRect().top < line) low = middle + 1; else high = middle;
    }
    const link = low ? links.get(heads[low - 1].id) : null;
    if (link === current) return;
    if (current) current.removeAttribute("aria-current");
    current = link;
    if (!link) return;
    link.setAttribute("aria-current", "location");
    const side = $("outline");
    if (side.scrollHeight > side.clientHeight) {
      const from = link.offsetTop - side.scrollTop;
      if (from < 40 || from > side.clientHeight - 80) side.scrollTop = link.offsetTop - side.clientHeight / 2;
    }
  };
  document.addEventListener("scroll", () => { if (!waiting) { waiting = true; requestAnimationFrame(locate); } }, { passive: true });
  requestAnimationFrame(locate);

  /* Light, dark, or as the system is; a page opened from a file may not be allowed to remember. */
  const THEMES = ["auto", "light", "dark"];
  const theme = (name) => {
    if (name === "auto") delete root.dataset.theme; else root.dataset.theme = name;
    $("theme-name").textContent = $("theme").dataset[name];
  };
  const remembered = () => { try { return localStorage.getItem("plan-extract-theme"); } catch { return null; } };
  theme(THEMES.includes(remembered()) ? remembered() : "auto");
  $("theme").addEventListener("click", () => {
    const next = THEMES[(THEMES.indexOf(root.dataset.theme || "auto") + 1) % THEMES.length];
    theme(next);
    try { localStorage.setItem("plan-extract-theme", next); } catch { /* then not */ }
  });
  $("print").addEventListener("click", () => window.print());
  if (location.hash.length > 1) {
    const hash = location.hash.slice(1);
    follow(hash, { preventDefault() {} });
  }
};

if ($("packed")) unpack($("packed")).then(start);
else start();
