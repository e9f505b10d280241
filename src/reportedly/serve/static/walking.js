// Walking down a list with j and k. Whatever has data-line is a stop.
"use strict";

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || !["j", "k"].includes(event.key)) return;
  if (event.target instanceof Element && event.target.closest("input, textarea, select")) return;
  const stops = [...document.querySelectorAll("[data-line]")].filter((stop) => stop.offsetParent);
  if (!stops.length) return;
  const at = stops.indexOf(document.activeElement);
  const next = event.key === "j" ? Math.min(at + 1, stops.length - 1) : Math.max(at - 1, 0);
  event.preventDefault();
  stops[next].focus();
});
