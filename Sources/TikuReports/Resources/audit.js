"use strict";
const form = document.querySelector("form");
const items = Array.from(document.querySelectorAll(".findings > li"));
const shown = document.querySelector("output");
function apply() {
  const words = form.elements.words.value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const severity = form.elements.severity.value;
  const code = form.elements.code.value;
  const source = form.elements.source.value;
  const state = form.elements.state.value;
  let count = 0;
  for (const item of items) {
    const data = item.dataset;
    const fits = (!severity || data.severity === severity) && (!code || data.code === code)
      && (!source || data.source === source) && (!state || data.state === state)
      && words.every((word) => item.textContent.toLocaleLowerCase().includes(word));
    item.hidden = !fits;
    if (fits) count += 1;
  }
  shown.textContent = count + " of " + items.length + " findings";
}
form.hidden = false;
form.addEventListener("input", apply);
form.addEventListener("submit", (event) => event.preventDefault());
apply();
