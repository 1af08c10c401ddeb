"use strict";
// The page's words, English and Chinese.
const WORDS = {
  en: {
    skip: "Skip to the question", undo: "Undo", history: "History", help: "Keys", theme: "Dark or light", search: "Search",
    kind: "Kind", severity: "Severity", any: "any", queue: "Queue", all: "all questions", error: "error", warning: "warning", note: "note",
    of: (a, b) => `${a} of ${b} resolved`, waits: n => `${n} waiting`, building: "building the bank…", found: n => `${n} found`,
    empty: "Nothing waits here.", choose: "Choose an item on the left, or press j.", accept: "Accept", merge: "Merge into the other",
    mergeHere: "Merge the other into this", keep: "Keep apart", split: "Split off", edit: "Edit", fill: "Fill in the answer",
    remove: "Remove", take: "Take the proposal", reject: "Reject the proposal", article: "Article", reason: "Reason (optional)",
    bank: "As the bank has it", other: "The other question", occurrences: n => `${n} occurrence${n === 1 ? "" : "s"}`, answer: "Answer", text: "Text", rendered: "Rendered",
    from: "from", healed: "healed from", repost: "repeats", removed: "removed by", kept: "kept", proposal: "Proposed answer",
    save: "Save", cancel: "Cancel", wording: "Wording", section: "Section", done: "Decided.", undone: "Undone.", nothing: "There is nothing to undo in this session; History has earlier ones.",
    changed: "Another process changed the bank or the decisions; nothing was written. Here is what it is now.", close: "Close", noAnswer: "No answer.",
    choseOccurrence: "Choose an occurrence first: press its number.", evidence: "evidence", missing: "missing", truncated: "truncated", answered: "answered",
    status: s => s, part: "A part of the article, around this place.", failed: "The bank could not be built: ", gone: "The question is no longer in the bank.",
    keys: [["j k", "next, previous"], ["a", "accept the finding as it is"], ["m", "merge this question into the other"], ["M", "merge the other into this one"],
      ["x", "keep the two apart"], ["1 … 9", "choose an occurrence"], ["s", "split the chosen occurrence off"], ["e", "edit wording, answer, section"], ["f", "fill in the answer"],
      ["d", "remove the question"], ["y n", "take, reject a proposed answer"], ["u", "undo"], ["o", "the raw article, with what was removed"], ["t", "answers rendered, or as text"], ["/", "search"], ["?", "these keys"]],
  },
  zh: {
    skip: "跳到题目", undo: "撤销", history: "记录", help: "按键", theme: "深色或浅色", search: "搜索", kind: "类别", severity: "级别", any: "全部", queue: "待办",
    all: "所有题目", error: "错误", warning: "警告", note: "提示", of: (a, b) => `已处理 ${a} / ${b}`, waits: n => `待处理 ${n}`, building: "正在重建题库…", found: n => `共 ${n} 条`,
    empty: "这里没有待办。", choose: "在左边选一条，或按 j。", accept: "认可", merge: "并入另一题", mergeHere: "把另一题并入本题", keep: "保持分开", split: "拆出", edit: "修改", fill: "补答案",
    remove: "删除", take: "采用建议", reject: "拒绝建议", article: "原文", reason: "理由（可不填）", bank: "题库中的样子", other: "另一题", occurrences: n => `出现 ${n} 次`, answer: "答案", text: "文本", rendered: "排版",
    from: "来自", healed: "补自", repost: "转载自", removed: "删除规则", kept: "保留", proposal: "建议的答案", save: "保存", cancel: "取消", wording: "题面", section: "章节", done: "已决定。", undone: "已撤销。",
    nothing: "本次没有可撤销的决定；以前的见“记录”。", changed: "题库或决定已被别的程序改动，什么也没有写入。现在显示的是最新内容。", close: "关闭", noAnswer: "没有答案。",
    choseOccurrence: "请先选一处出现：按它的数字。", evidence: "依据", missing: "缺答案", truncated: "答案被截断", answered: "有答案",
    status: s => ({missing: "缺答案", truncated: "被截断", answered: "有答案"})[s] || s, part: "这里是原文中此处前后的一部分。", failed: "题库未能重建：", gone: "题库里已没有这道题。",
    keys: [["j k", "下一条、上一条"], ["a", "认可这个发现"], ["m", "把本题并入另一题"], ["M", "把另一题并入本题"], ["x", "两题保持分开"], ["1 … 9", "选一处出现"], ["s", "把选中的拆成单独一题"],
      ["e", "修改题面、答案、章节"], ["f", "补答案"], ["d", "删除这道题"], ["y n", "采用、拒绝建议的答案"], ["u", "撤销"], ["o", "原文，标出删除的部分"], ["t", "答案排版或文本"], ["/", "搜索"], ["?", "这些按键"]],
  },
};
