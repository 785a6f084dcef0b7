"use strict";
(() => {
  const $ = (id) => document.getElementById(id);
  const MOST = 5;
  document.documentElement.classList.add("script");
  const tasks = JSON.parse($("data").textContent);
  const entries = [...document.querySelectorAll(".documents > li")].map((item, n) => ({
    item,
    page: item.querySelector("a").getAttribute("href"),
    head: item.textContent.toLowerCase(),
    tasks: tasks[n].map(([title, bodies]) => ({ title, bodies, words: `${title} ${bodies}`.toLowerCase() })),
  }));

  /* A document fits by its header, or by its tasks, which are then shown below it. */
  const hits = (entry, find) => {
    const list = document.createElement("ul");
    list.className = "hits";
    entry.tasks.forEach((task, n) => {
      if (list.children.length >= MOST || !find.every((word) => task.words.includes(word))) return;
      const item = document.createElement("li");
      const link = document.createElement("a");
      const bodies = document.createElement("span");
      link.href = `${entry.page}#t${n}`;
      link.textContent = task.title;
      bodies.textContent = ` ${task.bodies}`;
      item.append(link, bodies);
      list.append(item);
    });
    return list;
  };
  const sift = () => {
    const find = $("find").value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const entry of entries) {
      const old = entry.item.querySelector(".hits");
      if (old) old.remove();
      const list = find.length ? hits(entry, find) : null;
      const fits = !list || list.children.length > 0 || find.every((word) => entry.head.includes(word));
      entry.item.hidden = !fits;
      shown += fits;
      if (list && list.children.length) entry.item.append(list);
    }
    $("found").textContent = $("found").dataset.of.replace("{0}", shown).replace("{1}", entries.length);
    $("nothing").hidden = shown > 0;
  };
  $("filter").addEventListener("input", sift);
  $("filter").addEventListener("submit", (event) => event.preventDefault());
  sift();
})();
