// Keys and small conveniences. Every page works without this file, apart from the keys themselves.
"use strict";

(() => {
  const typing = (target) => target instanceof Element && target.closest("input, textarea, select, [contenteditable]");

  const toggle = (id, show) => {
    const panel = document.getElementById(id);
    if (panel) panel.hidden = show === undefined ? !panel.hidden : !show;
    return panel;
  };

  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-opens]");
    if (opener) toggle(opener.dataset.opens);
    const printer = event.target.closest("[data-prints]");
    if (printer) window.print();
  });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") {
      toggle("keys", false);
      if (typing(event.target)) event.target.blur();
      return;
    }
    if (typing(event.target)) return;
    if (event.key === "?") {
      toggle("keys");
      event.preventDefault();
      return;
    }
    // Whatever has data-key is pressed, or entered, by that key.
    const wanted = [...document.querySelectorAll("[data-key]")].find((one) => one.dataset.key === event.key && !one.disabled && one.offsetParent);
    if (!wanted) return;
    event.preventDefault();
    if (wanted.matches("input, textarea, select")) wanted.focus();
    else wanted.click();
  });

  // What the server refuses is said where it was asked for.
  const refused = (event) => {
    const answer = event.detail.xhr?.responseText ?? "";
    const told = new DOMParser().parseFromString(answer, "text/html");
    const words = [...told.querySelectorAll("main h1, main h1 + p")].map((one) => one.textContent.trim().replace(/[.]?$/, "."));
    const place = event.detail.target ?? document.getElementById("main");
    place.querySelector(".error.refused")?.remove();
    const said = document.createElement("p");
    said.className = "error refused";
    said.setAttribute("role", "alert");
    said.textContent = words.join(" ") || "The server does not answer. Nothing was changed.";
    place.append(said);
  };
  document.addEventListener("htmx:responseError", refused);
  document.addEventListener("htmx:sendError", refused);
})();
