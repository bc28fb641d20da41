// The tables and the map: one period and level at a time, sorting, filtering, and what the tiles are coloured by.
"use strict";
(function () {
  const SHOWN = 200;
  const HITS = 8;
  const report = window.report;
  const panels = Array.from(document.querySelectorAll("[data-panel]"));
  const holder = document.getElementById("map-data");
  const maps = holder ? JSON.parse(holder.textContent) : {};
  let everything = false;
  let applied = {};

  function choose(state) {
    const chosen = panels.find(function (one) { return one.dataset.panel === state.panel; })
      || panels.find(function (one) { return one.hasAttribute("data-first"); }) || panels[0];
    for (const one of panels) one.classList.toggle("chosen", one === chosen);
    for (const one of document.querySelectorAll("input[name=panel]"))
      one.checked = !!chosen && one.value === chosen.dataset.panel;
    return chosen;
  }

  // --- sorting and filtering ---------------------------------------------------------------------------------------

  function rowsOf(table) {
    if (!table.rowsInOrder) table.rowsInOrder = Array.from(table.tBodies[0].rows);
    return table.rowsInOrder;
  }

  function valueOf(row, column) {
    const cell = row.cells[column];
    if (cell.dataset.v === undefined) return cell.textContent.trim();
    return cell.dataset.v === "" ? null : Number(cell.dataset.v);
  }

  // What has no value comes last, whichever way the others are sorted.
  function compare(one, other, sign) {
    if (one === null || other === null) return (one === null) - (other === null);
    if (typeof one === "number" && typeof other === "number") return sign * (one - other);
    return sign * String(one).localeCompare(String(other), "en");
  }

  function sorted(table, wanted) {
    const rows = rowsOf(table);
    const heads = Array.from(table.tHead.rows[0].cells);
    const column = heads.findIndex(function (one) { return one.dataset.sort && one.dataset.sort === wanted.name; });
    for (const [place, head] of heads.entries()) {
      if (!head.dataset.sort) continue;
      head.setAttribute("aria-sort", place !== column ? "none" : wanted.down ? "descending" : "ascending");
    }
    if (column < 0) return rows;
    const keys = new Map(rows.map(function (row) { return [row, valueOf(row, column)]; }));
    const sign = wanted.down ? -1 : 1;
    return rows.slice().sort(function (one, other) { return compare(keys.get(one), keys.get(other), sign); });
  }

  function wantedOf(text) {
    return { name: text.replace(/^-/, ""), down: text.startsWith("-") };
  }

  function arrange(table, state) {
    const rows = sorted(table, wantedOf(state.sort));
    const asked = state.q.trim().toLowerCase();
    const found = rows.filter(function (row) { return !asked || row.dataset.s.includes(asked); });
    const seen = everything ? found : found.slice(0, SHOWN);
    table.tBodies[0].replaceChildren(...seen);
    const rest = table.closest("section").querySelector(".rest");
    if (rest) rest.hidden = seen.length === found.length;
    return [found.length, rows.length];
  }

  function arrangeAll(chosen, state) {
    let told = [0, 0];
    for (const table of chosen.querySelectorAll("table.sortable")) told = arrange(table, state);
    for (const one of chosen.querySelectorAll(".found")) one.textContent = told[0] + " / " + told[1];
  }

  document.addEventListener("click", function (event) {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.do === "all-rows") { everything = true; applied = {}; report.set("sort", report.state.sort); }
    const head = button.closest("th[data-sort]");
    if (!head) return;
    const before = wantedOf(report.state.sort);
    const down = before.name === head.dataset.sort ? !before.down : head.dataset.down !== undefined;
    report.set("sort", (down ? "-" : "") + head.dataset.sort);
  });

  document.addEventListener("input", function (event) {
    const field = event.target;
    if (field.name === "q") report.set("q", field.value);
    if (field.name === "find") find(field.value);
    if (field.name === "panel") report.set("panel", field.value);
    if (field.name.startsWith("map-")) report.set("map", field.value);
    if (field.name === "point") report.set("map", field.value);
  });

  // --- one locality, in whatever period and level it stands ----------------------------------------------------------

  function find(asked) {
    const wanted = asked.trim().toLowerCase();
    const found = [];
    for (const panel of wanted ? panels : []) {
      for (const row of rowsOf(panel.querySelector("table.rank")))
        if (found.length < HITS && row.dataset.s.includes(wanted)) found.push(hit(panel, row));
    }
    document.querySelector(".hits").replaceChildren(...found);
    document.getElementById("no-hits").hidden = !wanted || found.length > 0;
  }

  function hit(panel, row) {
    const line = document.createElement("li");
    const where = document.createElement("small");
    where.append(...panel.querySelector("h2").cloneNode(true).childNodes);
    line.append(row.querySelector("th a").cloneNode(true), " ", where);
    return line;
  }

  document.addEventListener("keydown", function (event) {
    const first = event.key === "Enter" && event.target.name === "find" && document.querySelector(".hits a");
    if (first) first.click();
  });

  window.addEventListener("beforeprint", function () {
    everything = true;
    applied = {};
    redraw(report.state);
  });

  // --- the map -----------------------------------------------------------------------------------------------------

  function paint(chosen, state) {
    const map = chosen.querySelector(".map");
    const data = maps[chosen.dataset.panel];
    if (!map || !data) return;
    const mode = state.map === "width" ? "width" : state.map.startsWith("p") ? "point" : "score";
    map.dataset.mode = mode;
    for (const radio of map.querySelectorAll("input[type=radio]")) radio.checked = radio.dataset.mode === mode;
    const select = map.querySelector("select");
    if (mode === "point") select.value = state.map;
    for (const radio of map.querySelectorAll("input[data-mode=point]")) radio.value = select.value;
    for (const tile of map.querySelectorAll("[data-code]")) {
      const row = data[tile.dataset.code];
      const told = row && (mode === "point" ? row.points[Number(select.value.slice(1)) - 1] : row[mode]);
      if (!row) continue;
      tile.dataset.q = told ? told[0] : "x";
      tile.querySelector(".value").textContent = told ? told[1] : "–";
    }
  }

  // --- together ----------------------------------------------------------------------------------------------------

  function redraw(state) {
    const chosen = choose(state);
    if (!chosen) return;
    for (const field of document.querySelectorAll("input[name=q]"))
      if (field !== document.activeElement) field.value = state.q;
    if (applied.panel !== chosen || applied.sort !== state.sort || applied.q !== state.q) arrangeAll(chosen, state);
    applied = { panel: chosen, sort: state.sort, q: state.q };
    paint(chosen, state);
  }

  report.onChange(redraw);
})();
