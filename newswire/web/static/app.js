// What pages do beyond links and forms: they work without it.
"use strict";
(() => {
  const root = document.documentElement;
  // Airflow's UI keeps its own choice under the same name: within its frame we follow it.
  const kept = () => { try { return localStorage.getItem("theme"); } catch { return null; } };
  const dress = () => {
    const theme = kept();
    if (theme === "light" || theme === "dark") root.dataset.theme = theme; else delete root.dataset.theme;
  };
  dress();
  addEventListener("storage", dress);
  const turn = () => {
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    try { localStorage.setItem("theme", dark ? "light" : "dark"); } catch { /* not kept */ }
    root.dataset.theme = dark ? "light" : "dark";
  };

  const step = [[60, 1, "s"], [3600, 60, "min"], [86400, 3600, "h"], [Infinity, 86400, "d"]];
  const age = () => {
    for (const one of document.querySelectorAll("time[title]")) {
      const s = (Date.now() - Date.parse(one.dateTime)) / 1000;
      const [, size, unit] = step.find(([limit]) => Math.abs(s) < limit);
      const text = `${Math.floor(Math.abs(s) / size).toLocaleString("en")} ${unit}`;
      one.textContent = s < -1 ? `in ${text}` : `${text} ago`;
    }
  };

  // A part of a page that changes is asked for again while somebody looks, and put in place where it differs.
  let timer;
  const live = () => {
    const part = document.getElementById("live");
    const every = part && Number(part.dataset.live);
    clearTimeout(timer);
    if (!every) return;
    timer = setTimeout(async () => {
      const held = part.contains(document.activeElement) && document.activeElement.matches("input, select, button");
      if (!document.hidden && !held && !getSelection().toString()) {
        try {
          const answer = await fetch(location.href, { credentials: "same-origin" });
          if (answer.ok) {
            const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("live");
            if (fresh && fresh.innerHTML !== part.innerHTML) { part.replaceWith(fresh); at = -1; }
          }
        } catch { /* away for a moment: the next time will do */ }
      }
      live();
    }, every * 1000);
  };

  let at = -1;
  const rows = () => [...document.querySelectorAll("[data-row]")];
  const move = (by) => {
    const all = rows();
    if (!all.length) return;
    all[at]?.classList.remove("at");
    at = Math.max(0, Math.min(all.length - 1, at + by));
    all[at].classList.add("at");
    all[at].scrollIntoView({ block: "nearest" });
  };

  document.addEventListener("click", (event) => {
    const target = event.target;
    if (target.id === "theme") turn();
    if (target.id === "help") document.getElementById("keys").showModal();
    if (target.dataset?.all !== undefined) {
      for (const box of document.querySelectorAll('input[name="letter"]')) box.checked = target.checked;
    }
  });
  document.addEventListener("change", (event) => {
    const mark = event.target.dataset?.mark;
    if (mark) event.target.closest("article").classList.toggle(`no-${mark}`, !event.target.checked);
    if (event.target.matches(".filters select, .filters input[type=date]")) event.target.form.requestSubmit();
  });
  document.addEventListener("submit", (event) => {
    // Twice for what is not undone: Airflow's frame allows no dialogs of the browser.
    const button = event.submitter, ask = event.target.dataset.confirm;
    if (ask && button && button.dataset.sure === undefined) {
      event.preventDefault();
      const label = button.textContent;
      button.dataset.sure = "";
      button.textContent = `${ask} Press again`;
      setTimeout(() => { delete button.dataset.sure; button.textContent = label; }, 6000);
      return;
    }
    if (event.target.method === "get") {
      for (const field of event.target.elements) if (field.name && !field.value) field.disabled = true;
    }
  });
  const light = (event, on) => {
    const key = event.target.closest?.("[data-point]")?.dataset.point;
    if (key) for (const piece of document.querySelectorAll(`.m[data-k~="${key}"]`)) piece.classList.toggle("lit", on);
  };
  document.addEventListener("mouseover", (event) => light(event, true));
  document.addEventListener("mouseout", (event) => light(event, false));

  let go = false;
  document.addEventListener("keydown", (event) => {
    if (event.target.matches("input, select, textarea")) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    if (go) {
      go = false;
      document.querySelector(`nav a[data-key="${CSS.escape(event.key)}"]`)?.click();
      return;
    }
    if (event.key === "g") { go = true; setTimeout(() => { go = false; }, 1500); }
    else if (event.key === "/") { event.preventDefault(); document.querySelector("[data-search]")?.focus(); }
    else if (event.key === "j") move(1);
    else if (event.key === "k") move(-1);
    else if (event.key === "Enter" && at >= 0 && !event.target.closest("a, button")) rows()[at]?.querySelector("a.title, a")?.click();
    else if (event.key === "n") document.querySelector('a[rel="next"]')?.click();
    else if (event.key === "p") document.querySelector('a[rel="prev"]')?.click();
    else if (event.key === "t") turn();
    else if (event.key === "?") document.getElementById("keys").showModal();
  });

  // Nor does it open other sites: their addresses stand there to be copied.
  if (self !== top) {
    for (const a of document.querySelectorAll("a[target=_blank]")) {
      a.replaceWith(Object.assign(document.createElement("span"), { className: "break", textContent: a.href }));
    }
  }

  setInterval(age, 10000);
  live();
})();
