"use strict";
// The review page. Nothing scraped is ever markup: every node is made here, and text is only ever text.
(() => {
  const ROW = 52, PAGE = 100;
  const $ = id => document.getElementById(id);
  let language = localStorage.getItem("tiku-language") || (navigator.language.startsWith("zh") ? "zh" : "en");
  let words = WORDS[language];
  let total = 0, pages = new Map(), selected = 0, item = null, question = null, chosen = 0, isPlain = false, version = 0, shownVersion = 0, generation = 0, looks = 0;
  const decided = [];

  // Nodes

  function node(tag, attributes, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (value === null || value === undefined || value === false) continue;
      if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
      else made.setAttribute(name, value === true ? "" : value);
    }
    made.append(...children.filter(child => child !== null && child !== undefined));
    return made;
  }

  const say = text => { $("said").textContent = text; clearTimeout(say.timer); say.timer = setTimeout(() => { $("said").textContent = ""; }, 5000); };

  async function ask(path, body) {
    const options = body ? { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) } : {};
    const response = await fetch("api/" + path, options);
    const json = await response.json();
    if (response.status === 409) { say(words.changed); await refresh(true); throw new Error("changed"); }
    if (!response.ok) {
      // what a decision took away meanwhile is no error: the queue is about to be drawn anew
      const isOld = response.status === 404 && (await (await fetch("api/state")).json()).version !== shownVersion;
      if (!isOld) say(json.error || String(response.status));
      throw Object.assign(new Error(json.error), { isOld });
    }
    return json;
  }

  // Differences: what two texts have in common stays, the rest is marked (longest common subsequence, Hunt and Szymanski's measure)

  const tokens = text => text.match(/[A-Za-z0-9_]+|\s+|[^]/gu) || [];

  function common(left, right) {
    const [a, b] = [tokens(left), tokens(right)];
    if (a.length * b.length > 4e6) return null;
    const width = b.length + 1, table = new Uint16Array((a.length + 1) * width);
    for (let i = a.length - 1; i >= 0; i--)
      for (let j = b.length - 1; j >= 0; j--)
        table[i * width + j] = a[i] === b[j] ? table[(i + 1) * width + j + 1] + 1 : Math.max(table[(i + 1) * width + j], table[i * width + j + 1]);
    const same = new Set();
    for (let i = 0, j = 0; i < a.length && j < b.length;) {
      if (a[i] === b[j]) { same.add(j); i++; j++; } else if (table[(i + 1) * width + j] >= table[i * width + j + 1]) i++; else j++;
    }
    return [b, same];
  }

  /// The right text, with what the left one has not marked.
  function marked(left, right) {
    const found = left === right ? null : common(left, right);
    if (!found) return [document.createTextNode(right)];
    const [list, same] = found, nodes = [];
    let run = "", isSame = true;
    const flush = () => { if (run) nodes.push(isSame ? document.createTextNode(run) : node("mark", {}, run)); run = ""; };
    list.forEach((token, index) => {
      if (same.has(index) !== isSame) { flush(); isSame = same.has(index); }
      run += token;
    });
    flush();
    return nodes;
  }

  // Markdown, as nodes

  function inline(text) {
    const nodes = [], pattern = /(?<!`)(`{1,8})(?!`)([^]{1,2000}?)(?<!`)\1(?!`)|!?\[([^\]\[]{0,500})\]\(([^)\s]{0,2000})[^)]{0,200}\)|\*\*([^*]{1,2000})\*\*|\*([^*\s][^*]{0,2000})\*|\\([!-\/:-@[-`{-~])/g;
    let end = 0;
    for (const match of text.matchAll(pattern)) {
      if (match.index > end) nodes.push(text.slice(end, match.index));
      end = match.index + match[0].length;
      if (match[1]) nodes.push(node("code", {}, match[2].trim()));
      else if (match[4] !== undefined) {
        const isSafe = /^(https?:\/\/|mailto:)/i.test(match[4]);
        const label = match[3] || match[4];
        nodes.push(isSafe ? node("a", { href: match[4], rel: "noopener noreferrer nofollow", target: "_blank" }, label) : label);
      } else if (match[5]) nodes.push(node("strong", {}, ...inline(match[5])));
      else if (match[6]) nodes.push(node("em", {}, ...inline(match[6])));
      else nodes.push(match[7]);
    }
    if (end < text.length) nodes.push(text.slice(end));
    return nodes;
  }

  function markdown(text) {
    const box = node("div", { class: "answer" }), lines = text.split("\n");
    let paragraph = [], list = null;
    const flush = () => { if (paragraph.length) box.append(node("p", {}, ...inline(paragraph.join("\n")))); paragraph = []; };
    for (let index = 0; index < lines.length; index++) {
      const line = lines[index];
      const fence = line.match(/^\s*(```+|~~~+)/);
      if (fence) {
        flush(); list = null;
        const code = [];
        while (++index < lines.length && !lines[index].trim().startsWith(fence[1])) code.push(lines[index]);
        box.append(node("pre", {}, node("code", {}, code.join("\n"))));
        continue;
      }
      if (/^\s*\|.*\|\s*$/.test(line)) {
        flush(); list = null;
        const rows = [];
        for (; index < lines.length && /^\s*\|.*\|\s*$/.test(lines[index]); index++) rows.push(lines[index].trim().slice(1, -1).split(/(?<!\\)\|/));
        index--;
        const body = rows.filter(cells => !cells.every(cell => /^\s*:?-+:?\s*$/.test(cell)));
        box.append(node("table", {}, ...body.map((cells, row) => node("tr", {}, ...cells.map(cell => node(row ? "td" : "th", {}, ...inline(cell.trim())))))));
        continue;
      }
      const heading = line.match(/^#{1,6}\s+(.*)/), entry = line.match(/^\s*(?:[-*+]|(\d+)[.)])\s+(.*)/);
      if (!line.trim()) { flush(); list = null; } else if (heading) { flush(); list = null; box.append(node("p", {}, node("strong", {}, ...inline(heading[1])))); } else if (entry) {
        flush();
        const tag = entry[1] ? "OL" : "UL";
        if (!list || list.tagName !== tag) { list = node(tag.toLowerCase(), entry[1] ? { start: entry[1] } : {}); box.append(list); }
        list.append(node("li", {}, ...inline(entry[2])));
      } else { list = null; paragraph.push(line.replace(/^>\s?/, "")); }
    }
    flush();
    return box;
  }

  // text beyond what a reader would read is not worth a browser's time
  const answerNode = text => !text ? node("p", { class: "soft" }, words.noAnswer) : isPlain || text.length > 60000 ? node("pre", { class: "plain" }, text) : markdown(text);

  // The queue: rows are made for what is in sight only

  const filter = () => {
    const query = new URLSearchParams({ q: $("search").value, severity: $("severity").value });
    if ($("kind").value === "all") query.set("list", "all"); else query.set("kind", $("kind").value);
    return query;
  };

  async function page(number) {
    if (pages.has(number)) return pages.get(number);
    const query = filter(), own = generation;
    query.set("offset", number * PAGE); query.set("limit", PAGE);
    // the server takes a plus for a plus
    const loading = ask("queue?" + query.toString().replaceAll("+", "%20")).then(json => {
      if (own === generation) { total = json.total; $("total").textContent = words.found(total); $("rows").style.height = total * ROW + "px"; }
      return json.items;
    });
    pages.set(number, loading);
    return loading;
  }

  async function draw() {
    const own = generation, queue = $("queue");
    const first = Math.max(0, Math.floor(queue.scrollTop / ROW) - 4), last = Math.min(total, first + Math.ceil(queue.clientHeight / ROW) + 10);
    const needed = new Set();
    for (let index = first; index < last; index += 1) needed.add(Math.floor(index / PAGE));
    const loaded = new Map();
    for (const number of needed) loaded.set(number, await page(number));
    if (own !== generation) return;
    const rows = [];
    for (let index = first; index < last; index++) {
      const entry = (loaded.get(Math.floor(index / PAGE)) || [])[index % PAGE];
      if (!entry) continue;
      const row = node("div", { class: "row", role: "option", id: "row-" + index, "aria-selected": String(index === selected), "aria-posinset": index + 1, "aria-setsize": total, onclick: () => select(index) },
        node("b", {}, (entry.number ? "#" + entry.number + " " : "") + entry.text),
        node("small", {}, node("span", { class: entry.severity }, entry.kind === "question" ? words.status(entry.status) : entry.kind), entry.kind !== "question" && entry.status ? " · " + words.status(entry.status) : ""));
      row.style.top = index * ROW + "px";
      rows.push(row);
    }
    $("rows").replaceChildren(...rows);
    queue.setAttribute("aria-activedescendant", "row-" + selected);
  }

  async function restart(keep) {
    generation++;
    const old = keep ? item : null, place = selected, own = version;
    pages = new Map();
    if (!keep) { selected = 0; $("queue").scrollTop = 0; }
    await page(0);
    selected = Math.max(0, Math.min(selected, total - 1));
    // the item that was looked at, where it is still near; rows above may have come or gone
    if (old && total) {
      for (const number of new Set([Math.floor(selected / PAGE), Math.max(0, Math.floor(selected / PAGE) - 1)])) {
        const index = (await page(number)).findIndex(entry => entry.key === old.key);
        if (index >= 0) { selected = number * PAGE + index; break; }
      }
    }
    if (selected !== place) $("queue").scrollTop = Math.max(0, $("queue").scrollTop + (selected - place) * ROW);
    await draw();
    await show();
    shownVersion = own;
  }

  async function select(index) {
    if (index < 0 || index >= total) return;
    selected = index;
    const queue = $("queue"), top = index * ROW;
    if (top < queue.scrollTop) queue.scrollTop = top; else if (top + ROW > queue.scrollTop + queue.clientHeight) queue.scrollTop = top + ROW - queue.clientHeight;
    await draw();
    await show();
  }

  // One item

  async function show() {
    const look = ++looks;
    const list = total ? await page(Math.floor(selected / PAGE)) : [];
    const next = list[selected % PAGE] || null;
    let found = null;
    if (next && next.question) try { found = await ask("question?id=" + encodeURIComponent(next.question)); } catch (error) { if (error.isOld && look === looks) return void refresh(false).catch(() => {}); }
    // a later look overtook this one: what is shown and what a key acts on change together or not at all
    if (look !== looks) return;
    [item, question, chosen] = [next, found, 0];
    render();
    $("item").scrollTop = 0;
  }

  const other = () => question && question.near.find(near => near.id === item.other) || (question && question.near[0]);

  function button(word, key, action, isMain) {
    return node("button", { type: "button", class: isMain ? "main" : null, "data-action": action, "aria-keyshortcuts": key, onclick: () => act(action) }, words[word], " ", node("kbd", {}, key));
  }

  function render() {
    const main = $("item");
    main.dataset.kind = item ? item.kind : "";
    if (!item) { main.replaceChildren(node("p", { class: "soft" }, total ? words.choose : words.empty)); return; }
    if (item.source) {
      main.replaceChildren(node("h2", {}, item.text), node("p", { class: item.severity }, item.kind),
        node("div", { class: "actions" }, button("accept", "a", "accept", true), button("article", "o", "article")), node("div", { id: "article" }));
      return;
    }
    if (!question) { main.replaceChildren(node("p", { class: "soft" }, words.gone)); return; }
    const near = other(), isPair = item.kind === "question.near-duplicate" && near;
    const parts = [node("h2", {}, "#" + question.number + " " + question.text),
      node("p", { class: "soft" }, [question.id, words.status(question.status), question.section.join(" › ")].filter(Boolean).join(" · "))];
    for (const flag of question.flags)
      parts.push(node("p", { class: flag.severity }, flag.code + ": " + flag.message, flag.evidence ? node("span", { class: "soft" }, " — " + words.evidence + ": " + flag.evidence) : null, flag.accepted ? node("span", { class: "soft" }, " ✓ " + flag.accepted) : null));
    const actions = [];
    if (isPair) actions.push(button("merge", "m", "merge", true), button("mergeHere", "M", "mergeHere"), button("keep", "x", "keep"));
    if (question.proposal) actions.push(button("take", "y", "take", true), button("reject", "n", "reject"));
    if (question.status !== "answered") actions.push(button("fill", "f", "fill", !question.proposal));
    if (item.kind !== "question" && item.kind !== "proposal") actions.push(button("accept", "a", "accept"));
    actions.push(button("edit", "e", "edit"), button("remove", "d", "remove"));
    if (question.occurrences.length > 1) actions.push(button("split", "s", "split"));
    actions.push(button("article", "o", "article"), button(isPlain ? "rendered" : "text", "t", "plain"));
    parts.push(node("div", { class: "actions" }, ...actions));
    if (question.proposal) parts.push(node("section", { class: "card", "aria-label": words.proposal }, node("h3", {}, words.proposal), node("p", { class: "soft" }, words.from + " " + question.proposal.from), answerNode(question.proposal.answer)));
    const sides = [node("section", { class: "card", "aria-label": words.bank }, node("p", { class: "soft" }, words.bank), node("p", {}, question.text), answerNode(question.answer),
      node("p", { class: "soft" }, [question.answerFrom && words.from + " " + question.answerFrom, question.healedFrom && words.healed + " " + question.healedFrom].filter(Boolean).join(" · ")))];
    if (near) sides.push(node("section", { class: "card", "aria-label": words.other }, node("p", { class: "soft" }, words.other + " #" + near.number + " · " + words.status(near.status)), node("p", {}, ...marked(question.text, near.text)), answerNode(near.answer), node("p", { class: "soft" }, near.paths.join(", "))));
    parts.push(node("div", { class: "sides" }, ...sides));
    parts.push(node("h3", {}, words.occurrences(question.occurrences.length)));
    parts.push(node("div", { class: "sides" }, ...question.occurrences.map((occurrence, index) =>
      node("section", { class: "card" + (index + 1 === chosen ? " chosen" : ""), "data-occurrence": index + 1, onclick: () => choose(index + 1) },
        node("p", { class: "soft" }, index < 9 ? node("kbd", {}, String(index + 1)) : "", " " + [occurrence.path, occurrence.number, words.status(occurrence.status), occurrence.repostOf && words.repost + " " + occurrence.repostOf].filter(Boolean).join(" · ")),
        node("p", {}, ...marked(question.text, occurrence.text)),
        occurrence.answer ? node("details", { open: question.occurrences.length < 4 }, node("summary", {}, words.answer), isPlain || question.answer === occurrence.answer ? answerNode(occurrence.answer) : node("pre", { class: "plain" }, ...marked(question.answer, occurrence.answer))) : node("p", { class: "soft" }, words.noAnswer)))));
    parts.push(node("div", { id: "article" }));
    main.replaceChildren(...parts);
  }

  function choose(number) {
    if (!question || number > question.occurrences.length) return;
    chosen = number;
    for (const card of document.querySelectorAll("[data-occurrence]")) card.classList.toggle("chosen", Number(card.dataset.occurrence) === chosen);
    const card = document.querySelector(`[data-occurrence="${chosen}"]`);
    if (card) card.scrollIntoView({ block: "nearest" });
  }

  async function article() {
    const place = $("article");
    if (place.firstChild) { place.replaceChildren(); return; }
    const occurrence = question ? question.occurrences[Math.max(0, chosen - 1)] : null;
    const source = occurrence ? occurrence.source : item.source;
    const json = await ask("article?source=" + encodeURIComponent(source) + "&at=" + (occurrence ? occurrence.start : 0));
    const text = node("div", { class: "article", tabindex: 0, "aria-label": json.path }, ...json.spans.map(span => {
      const role = span.rule ? "removed" : span.role === "question" ? "question" : span.role === "answer" ? "answered" : "";
      const isHere = occurrence && span.start < occurrence.end && span.end > occurrence.start;
      return node("span", { class: role + (isHere ? " here" : ""), title: span.rule ? words.removed + " " + span.rule + (span.evidence ? ": " + span.evidence : "") : words.kept + ": " + span.role }, span.text);
    }));
    place.replaceChildren(node("h3", {}, json.path), ...(json.isWhole ? [] : [node("p", { class: "soft" }, words.part)]), text);
    const here = text.querySelector(".here");
    if (here) text.scrollTop = here.offsetTop - text.offsetTop - 60;
    place.scrollIntoView({ block: "nearest" });
  }

  // Decisions

  async function decide(body, word, key = item ? item.key : null) {
    const forget = () => { const at = decided.lastIndexOf(body.decision); if (at >= 0) decided.splice(at, 1); };
    let json;
    try { json = await ask("decide", { ...body, key }); } catch (error) { if (body.kind === "undo") forget(); throw error; }
    // a rejected proposal is gone: it stands here so that undoing stops at it
    if (body.kind === "undo") forget(); else decided.push(json.key || null);
    say(words[word || "done"]);
    await restart(true);
    await state();
  }

  const acts = {
    accept: () => item && item.kind !== "question" && item.kind !== "proposal" && decide(item.source ? { kind: "accept", code: item.kind, source: item.source } : { kind: "accept", code: item.kind, question: item.question }),
    merge: () => other() && decide({ kind: "merge", gone: question.id, kept: other().id }),
    mergeHere: () => other() && decide({ kind: "merge", gone: other().id, kept: question.id }),
    keep: () => other() && decide({ kind: "keep", one: question.id, other: other().id }),
    remove: () => question && decide({ kind: "remove", question: question.id }),
    take: () => question && question.proposal && decide({ kind: "take", question: question.id }),
    reject: () => question && question.proposal && decide({ kind: "reject", question: question.id }),
    split: () => {
      if (!question || question.occurrences.length < 2) return;
      const occurrence = question.occurrences[chosen - 1];
      if (!occurrence) return say(words.choseOccurrence);
      return decide({ kind: "split", question: question.id, wording: occurrence.wording, source: occurrence.rawPath });
    },
    undo: async () => { if (!decided.length || !decided[decided.length - 1]) return say(words.nothing); await decide({ kind: "undo", decision: decided[decided.length - 1] }, "undone"); },
    edit: () => question && form(false),
    fill: () => question && form(true),
    article: () => item && article(),
    plain: () => { isPlain = !isPlain; render(); },
  };

  async function act(name) { try { await acts[name](); } catch { /* was said */ } }

  // Dialogs

  function open(title, ...children) {
    const dialog = $("dialog");
    dialog.replaceChildren(node("h2", { id: "dialog-title" }, title), ...children);
    dialog.showModal();
  }

  function form(isFill) {
    const fields = {};
    const label = (name, input) => { fields[name] = input; return node("label", {}, words[name], input); };
    const text = node("input", { type: "text", name: "text" }); text.value = question.text;
    const section = node("input", { type: "text", name: "section" }); section.value = question.section[question.section.length - 1] || "";
    const answer = node("textarea", { name: "answer" }); answer.value = isFill && question.status === "missing" ? "" : question.answer;
    const before = [text.value, section.value, answer.value], [id, key] = [question.id, item.key];
    const submit = async event => {
      event.preventDefault();
      const body = { kind: "edit", question: id };
      if (!isFill && text.value !== before[0]) body.text = text.value;
      if (!isFill && section.value !== before[1]) body.section = section.value;
      if (answer.value !== before[2]) body.answer = answer.value;
      if (fields.reason.value) body.reason = fields.reason.value;
      if (!body.text && !body.section && !body.answer) return;
      $("dialog").close();
      try { await decide(body, "done", key); } catch { /* was said */ }
    };
    open((isFill ? words.fill : words.edit) + " #" + question.number, isFill ? node("p", {}, question.text) : null,
      node("form", { method: "dialog", onsubmit: submit }, ...(isFill ? [] : [label("wording", text), label("section", section)]), label("answer", answer), label("reason", node("input", { type: "text" })),
        node("p", { class: "actions" }, node("button", { type: "submit", class: "main" }, words.save), node("button", { type: "button", onclick: () => $("dialog").close() }, words.cancel))));
    (isFill ? answer : text).focus();
  }

  const closing = () => node("p", { class: "actions" }, node("button", { type: "button", onclick: () => $("dialog").close() }, words.close));

  async function history() {
    const list = await ask("history");
    open(words.history, ...list.map(entry => node("div", { class: "card" }, node("pre", { class: "plain" }, entry.yaml),
      node("button", { type: "button", onclick: async () => { $("dialog").close(); try { await decide({ kind: "undo", decision: entry.key }, "undone"); } catch { /* said */ } } }, words.undo))),
      list.length ? null : node("p", { class: "soft" }, words.empty), closing());
  }

  const help = () => open(words.help, node("dl", { class: "keys" }, ...words.keys.flatMap(([keys, what]) => [node("dt", {}, ...keys.split(" ").flatMap(key => [node("kbd", {}, key), " "])), node("dd", {}, what)])), closing());

  // The head of the page

  async function state() {
    clearTimeout(state.timer);
    let json = { isBuilding: false };
    try { json = await ask("state"); } finally { state.timer = setTimeout(() => refresh(false).catch(() => {}), json.isBuilding ? 250 : 3000); }
    $("folder").textContent = json.folder;
    const all = json.open + json.resolved;
    $("bar").max = Math.max(1, all); $("bar").value = json.resolved;
    $("counts").textContent = words.of(json.resolved, all) + " · " + words.waits(json.open) + (json.isBuilding ? " · " + words.building : "");
    document.body.dataset.building = json.isBuilding;
    if (json.failure) say(words.failed + json.failure);
    const kinds = $("kind"), old = kinds.value;
    kinds.replaceChildren(node("option", { value: "" }, words.queue + " (" + json.open + ")"), ...Object.entries(json.kinds).sort().map(([kind, count]) => node("option", { value: kind }, kind + " (" + count + ")")), node("option", { value: "all" }, words.all + " (" + json.questions + ")"));
    kinds.value = [...kinds.options].some(option => option.value === old) ? old : "";
    version = json.version;
    // what is shown may be older than what the last answer spoke of
    return shownVersion !== 0 && version !== shownVersion;
  }

  async function refresh(isForced) {
    const hasChanged = await state();
    if ((hasChanged || isForced) && !$("dialog").open) await restart(true);
    document.body.dataset.shown = shownVersion;
  }

  function translate() {
    words = WORDS[language];
    document.documentElement.lang = language;
    for (const element of document.querySelectorAll("[data-word]")) element.textContent = words[element.dataset.word];
    $("language").textContent = language === "zh" ? "English" : "中文";
    if (shownVersion) $("total").textContent = words.found(total);
    $("severity").replaceChildren(...["", "error", "warning", "note"].map(value => node("option", { value }, value ? words[value] : words.any)));
  }

  const keys = { a: "accept", m: "merge", M: "mergeHere", x: "keep", s: "split", e: "edit", f: "fill", d: "remove", y: "take", n: "reject", u: "undo", o: "article", t: "plain" };

  document.addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || $("dialog").open) return;
    if (/^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) { if (event.key === "Escape") event.target.blur(); return; }
    if (event.key === "j" || (event.key === "ArrowDown" && event.target.id === "queue")) select(selected + 1);
    else if (event.key === "k" || (event.key === "ArrowUp" && event.target.id === "queue")) select(selected - 1);
    else if (event.key === "/") $("search").focus();
    else if (event.key === "?") help();
    else if (/^[1-9]$/.test(event.key)) choose(Number(event.key));
    else if (keys[event.key]) act(keys[event.key]);
    else return;
    event.preventDefault();
  });
  $("queue").addEventListener("scroll", () => { cancelAnimationFrame(draw.frame); draw.frame = requestAnimationFrame(() => draw().catch(() => {})); });
  $("filters").addEventListener("submit", event => event.preventDefault());
  $("search").addEventListener("input", () => { clearTimeout(restart.timer); restart.timer = setTimeout(() => restart().catch(() => {}), 150); });
  for (const name of ["kind", "severity"]) $(name).addEventListener("change", () => restart().catch(() => {}));
  $("undo").addEventListener("click", () => act("undo"));
  $("history").addEventListener("click", () => history().catch(() => {}));
  $("help").addEventListener("click", help);
  $("language").addEventListener("click", () => { language = language === "zh" ? "en" : "zh"; localStorage.setItem("tiku-language", language); translate(); state().catch(() => {}); render(); draw().catch(() => {}); });
  $("theme").addEventListener("click", () => {
    const root = document.documentElement, isDark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = isDark ? "light" : "dark"; localStorage.setItem("tiku-theme", root.dataset.theme);
  });
  if (localStorage.getItem("tiku-theme")) document.documentElement.dataset.theme = localStorage.getItem("tiku-theme");
  translate();
  state().then(() => restart()).catch(error => say(String(error)));
})();
