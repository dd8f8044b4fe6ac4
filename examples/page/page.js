"use strict";
(() => {
  const all = (selector, under = document) => [...under.querySelectorAll(selector)];
  const panel = document.getElementById("panel");
  const search = document.getElementById("buscar");
  const counted = document.getElementById("cuenta");
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

  // The filter: cards that have every word that is asked for.
  const cards = all(".card", panel).map((card) => [card, fold(card.textContent + " " + heading(card))]);
  function heading(card) {
    const own = card.closest(".part, details");
    return own ? own.querySelector("h3, summary").textContent : "";
  }
  function filter() {
    const words = fold(search.value).split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const [card, text] of cards) {
      card.hidden = !words.every((word) => text.includes(word));
      shown += card.hidden ? 0 : 1;
    }
    for (const group of all(".part, details", panel)) {
      group.hidden = !group.querySelector(".card:not([hidden])");
      if (group.tagName === "DETAILS") group.open = words.length > 0 && !group.hidden;
    }
    for (const group of all(".group", panel)) {
      group.classList.toggle("empty", words.length > 0 && !group.querySelector(".card:not([hidden])"));
    }
    counted.textContent = words.length ? `${shown} de ${cards.length}` : "";
  }
  let waiting = 0;
  search.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(filter, 80);
  });
  document.getElementById("filtro").addEventListener("submit", (event) => event.preventDefault());

  // On a narrow screen the text and the panel take turns; each keeps its place.
  const places = { texto: 0, datos: 0 };
  document.body.dataset.view = "texto";
  function show(view) {
    const last = document.body.dataset.view;
    if (last === view) return;
    places[last] = scrollY;
    document.body.dataset.view = view;
    for (const button of all(".views button")) button.setAttribute("aria-pressed", button.dataset.view === view);
    scrollTo({ top: places[view], behavior: "instant" });
  }
  for (const button of all(".views button")) button.addEventListener("click", () => show(button.dataset.view));

  // A link shows its place; Escape leads back to the link.
  let last = null;
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (link) {
      const target = document.getElementById(link.hash.slice(1));
      if (!target) return;
      if (target.tagName === "DETAILS") target.open = true;
      if (panel.contains(link) && !panel.contains(target)) last = link;
      show(panel.contains(target) || target === panel ? "datos" : "texto");
      return;
    }
    // What is marked in the text leads to its entry.
    const mark = event.target.closest("[data-entries]");
    if (!mark || !getSelection().isCollapsed) return;
    enterOf(mark);
  });
  // By keyboard too: each is a stop, Enter leads to its entry and Escape back.
  for (const mark of all("main [data-entries]")) {
    mark.tabIndex = 0;
    if (mark.matches("mark, span")) mark.setAttribute("role", "link");
  }
  function enterOf(mark) {
    last = mark;
    enter(document.getElementById(mark.dataset.entries.split(" ")[0]));
  }
  function enter(entry) {
    if (!entry) return;
    if (entry.closest("[hidden]")) {
      search.value = "";
      filter();
    }
    const details = entry.closest("details");
    if (details) details.open = true;
    show("datos");
    for (const card of all(".shown", panel)) card.classList.remove("shown");
    const card = entry.closest(".card");
    card.classList.add("shown");
    entry.scrollIntoView({ block: "center" });
    entry.focus({ preventScroll: true });
  }
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches("main [data-entries]")) {
      enterOf(event.target);
    } else if (event.key === "Escape" && last && document.activeElement !== search) {
      show(panel.contains(last) ? "datos" : "texto");
      last.focus();
    } else if (event.key === "/" && document.activeElement !== search) {
      event.preventDefault();
      show("datos");
      search.focus();
    }
  });
  addEventListener("hashchange", () => {
    const target = document.getElementById(location.hash.slice(1));
    if (target && target.closest("#texto")) show("texto");
  });

  // On paper everything is open.
  addEventListener("beforeprint", () => all("details").forEach((it) => { it.dataset.was = it.open; it.open = true; }));
  addEventListener("afterprint", () => all("details").forEach((it) => { it.open = it.dataset.was === "true"; }));
})();
