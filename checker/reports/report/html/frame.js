// The frame of every page: language, theme, which part is shown, printing; all of it kept in the address.
"use strict";
(function () {
  const root = document.documentElement;
  const DEFAULTS = { lang: root.lang.slice(0, 2), theme: "", panel: "", sort: "", q: "", map: "score" };
  const state = Object.assign({}, DEFAULTS);
  const listeners = [];
  let anchor = "";
  let texts = null;
  let spoken = "";

  function readAddress() {
    const text = location.hash.slice(1);
    const cut = text.indexOf("?");
    anchor = decode(cut < 0 ? text : text.slice(0, cut));
    if (cut < 0) return;
    const asked = new URLSearchParams(text.slice(cut + 1));
    for (const name of Object.keys(DEFAULTS)) state[name] = asked.has(name) ? asked.get(name) : DEFAULTS[name];
  }

  function decode(text) {
    try { return decodeURIComponent(text); } catch (error) { return text; }
  }

  function query() {
    const told = new URLSearchParams();
    for (const name of Object.keys(DEFAULTS)) if (state[name] !== DEFAULTS[name]) told.set(name, state[name]);
    const text = told.toString();
    return text ? "?" + text : "";
  }

  function writeAddress() {
    const hash = "#" + anchor + query();
    if (hash !== (location.hash || "#")) history.replaceState(null, "", hash);
  }

  function set(name, value) {
    state[name] = value;
    writeAddress();
    apply();
  }

  function apply() {
    const zh = state.lang === "zh";
    root.lang = zh ? "zh-CN" : "en";
    if (state.theme === "dark" || state.theme === "light") root.dataset.theme = state.theme;
    else delete root.dataset.theme;
    if (spoken !== state.lang) speak(zh ? 0 : 1);
    for (const one of document.querySelectorAll("[data-lang]"))
      one.setAttribute("aria-pressed", String(one.dataset.lang === state.lang));
    for (const listener of listeners) listener(state);
  }

  // Every text that differs between the languages is marked by its place in the list; long ones are put there first.
  function speak(language) {
    if (!texts) texts = JSON.parse(document.getElementById("texts").textContent);
    for (const one of document.querySelectorAll("[data-k]")) one.textContent = texts[Number(one.dataset.k)][language];
    spoken = state.lang;
  }

  function show() {
    const target = anchor ? document.getElementById(anchor) : null;
    const view = (target && target.closest(".view")) || document.querySelector(".view");
    for (const one of document.querySelectorAll(".view")) one.classList.toggle("current", one === view);
    const panel = target && target.closest("[data-panel]");
    if (panel && panel.dataset.panel !== state.panel) { state.panel = panel.dataset.panel; apply(); }
    for (let one = target; one; one = one.parentElement) if (one.tagName === "DETAILS") one.open = true;
    if (target && target !== view) target.scrollIntoView();
    else window.scrollTo(0, 0);
    if (target) {
      const heading = target.querySelector("h1, h2, h3, summary") || target;
      if (!heading.hasAttribute("tabindex") && heading.tagName !== "SUMMARY") heading.setAttribute("tabindex", "-1");
      heading.focus({ preventScroll: true });
    }
  }

  function move() {
    const before = anchor;
    readAddress();
    writeAddress();
    apply();
    if (anchor !== before) show();
  }

  // A link into another file takes the state along; one within the page is carried by the hashchange.
  document.addEventListener("click", function (event) {
    const link = event.target.closest("a[href]");
    if (!link) return;
    const href = link.getAttribute("href");
    const here = link.dataset.part && document.querySelector("[data-panel].chosen [data-is='" + link.dataset.part + "']");
    if (here) {
      event.preventDefault();
      location.hash = here.id;
    } else if (!link.target && !/^(#|[a-z]+:)/i.test(href)) {
      const cut = href.indexOf("#");
      link.href = (cut < 0 ? href + "#" : href) + query();
    } else if (href.slice(1) === anchor && href[0] === "#") show();
  });

  function whole(all) {
    root.classList.toggle("whole", all);
    window.print();
  }

  const closed = [];
  window.addEventListener("beforeprint", function () {
    for (const one of document.querySelectorAll("details:not([open])")) { closed.push(one); one.open = true; }
  });
  window.addEventListener("afterprint", function () {
    for (const one of closed.splice(0)) one.open = false;
    root.classList.remove("whole");
  });

  document.addEventListener("click", function (event) {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.lang) set("lang", button.dataset.lang);
    if (button.dataset.do === "theme") {
      const dark = state.theme ? state.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
      set("theme", dark ? "light" : "dark");
    }
    if (button.dataset.do === "print") whole(false);
    if (button.dataset.do === "print-whole") whole(true);
    if (button.dataset.do === "unfold")
      for (const one of button.closest(".view").querySelectorAll("details")) one.open = true;
  });

  window.report = { state: state, set: set, onChange: function (listener) { listeners.push(listener); } };
  window.addEventListener("hashchange", move);
  window.addEventListener("DOMContentLoaded", function () {
    root.classList.add("js");
    readAddress();
    apply();
    show();
  });
})();
