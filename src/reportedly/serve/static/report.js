// Walking the facts of a report: the chosen fact and its sentences are marked, the rest dims a little. Nothing moves unless asked.
"use strict";

(() => {
  const report = document.querySelector("[data-report]");
  if (!report) return;
  const facts = () => [...report.querySelectorAll("[data-fact]")];
  const chosen = () => report.querySelector("[data-fact].chosen");

  const mark = (id) => {
    report.classList.toggle("has-chosen", Boolean(id));
    for (const fact of facts()) {
      const is = fact.dataset.fact === id;
      fact.classList.toggle("chosen", is);
      if (is) fact.setAttribute("aria-current", "true");
      else fact.removeAttribute("aria-current");
    }
    for (const piece of report.querySelectorAll("[data-facts]")) {
      piece.classList.toggle("chosen", piece.dataset.facts.split(" ").includes(id));
    }
  };

  const choose = (fact, focus) => {
    if (!fact) return;
    mark(fact.dataset.fact);
    const box = fact.getBoundingClientRect();
    if (box.top < 60 || box.bottom > window.innerHeight - 40) fact.scrollIntoView({ block: "center" });
    const link = fact.querySelector("[data-choose]");
    history.replaceState(null, "", link.getAttribute("href"));
    if (focus) link.focus({ preventScroll: true });
  };

  const step = (by) => {
    const all = facts();
    const at = all.indexOf(chosen());
    choose(all[at < 0 ? 0 : Math.min(Math.max(at + by, 0), all.length - 1)], true);
  };

  const press = (what) => {
    const button = chosen()?.querySelector(`[data-do="${what}"]`);
    if (button) button.click();
    return Boolean(button);
  };

  report.addEventListener("click", (event) => {
    const link = event.target.closest("[data-choose]");
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      choose(link.closest("[data-fact]"), false);
      return;
    }
    const piece = event.target.closest("[data-facts]");
    if (piece && !String(window.getSelection())) choose(report.querySelector(`[data-fact="${CSS.escape(piece.dataset.facts.split(" ")[0])}"]`), false);
  });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const typing = event.target instanceof Element && event.target.closest("input, textarea, select");
    if (event.key === "Escape") {
      if (!press("leave") && !typing) mark("");
      return;
    }
    if (typing) return;
    const moves = { j: 1, k: -1 };
    const deeds = { a: "accept", c: "correct", r: "reject", u: "undo" };
    if (event.key in moves) step(moves[event.key]);
    else if (event.key in deeds) press(deeds[event.key]);
    else return;
    event.preventDefault();
  });

  // What comes back from the server stands in the place of the fact that was decided on.
  document.addEventListener("htmx:afterSettle", () => {
    const fact = chosen();
    if (!fact) return;
    mark(fact.dataset.fact);
    if (!fact.contains(document.activeElement)) (fact.querySelector("[data-focus]") ?? fact.querySelector("[data-choose]")).focus({ preventScroll: true });
  });
  document.addEventListener("htmx:beforeRequest", (event) => {
    const fact = event.target.closest?.("[data-fact]");
    if (fact) mark(fact.dataset.fact);
  });
})();
