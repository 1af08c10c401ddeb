"use strict";
const entries = JSON.parse(document.getElementById("index").textContent);
const texts = entries.map((entry) => (entry[0] + " " + entry[3] + " " + entry[4] + " " + entry[5]).toLocaleLowerCase());
const form = document.querySelector("form");
const list = document.querySelector(".hits");
const contents = document.querySelector(".contents");
const said = document.querySelector("output");
const most = 200;
function add(entry) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = "page-" + entry[2] + ".html#" + entry[1];
  link.textContent = entry[0] + ". " + entry[3];
  const note = document.createElement("p");
  note.className = "soft";
  note.textContent = [entry[4], entry[5]].filter(Boolean).join(" · ");
  item.append(link, note);
  list.append(item);
}
function search() {
  const words = form.elements.words.value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  list.replaceChildren();
  contents.hidden = words.length > 0;
  said.textContent = "";
  if (!words.length) return;
  let count = 0;
  texts.forEach((text, place) => {
    if (!words.every((word) => text.includes(word))) return;
    count += 1;
    if (count <= most) add(entries[place]);
  });
  said.textContent = count > most ? count + " found, the first " + most + " shown" : count + " found";
}
form.hidden = false;
form.addEventListener("input", search);
form.addEventListener("submit", (event) => event.preventDefault());
search();
