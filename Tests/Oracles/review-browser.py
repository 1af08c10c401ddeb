#!/usr/bin/env python3
"""Works through the review page in a real browser: `review-browser.py TIKU FOLDER [SCREENSHOTS]`.

FOLDER gets articles of its own, one of them hostile. Prints `ok` at the end, or fails with what was not so.
"""

import json
import pathlib
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request

from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select

TIKU, PLACE = sys.argv[1], pathlib.Path(sys.argv[2])
SHOTS = pathlib.Path(sys.argv[3]) if len(sys.argv) > 3 else None
POSTS = {
    "a.txt": "面试题\n1、什么是死锁，怎样避免死锁的发生？\n两个线程互相等待对方的锁。\n\n2、什么是栈？\n后进先出。\n\n3、什么是哈希表？\n按键找值。\n\n4、什么是红黑树的左旋？\n",
    "b.txt": "面试题\n1、什么是死锁，怎样避免死锁发生呀？\n互相等待，按同一顺序加锁可以避免。\n\n2、什么是堆？\n完全二叉树。加微信 abc12345 领取面试资料。\n",
    "c.txt": "面试题\n1、什么是<img src=x onerror=\"window.pwned=1\">图？\n点和边。<script>window.pwned=2</script> [看](javascript:window.pwned=3)。\n\n"
    "2、什么是**网**？\n`<svg onload=window.pwned=4>` 和 [链接](https://a.example/)\n",
    "d.txt": "面试题\n1、请问什么是栈？\n先进后出的一种表。\n\n2、什么是哈希表？\n按键找值。\n",
}


def wait(condition, what):
    end = time.time() + 20
    while time.time() < end:
        try:
            found = condition()
            if found:
                return found
        except Exception:  # the page is drawn anew meanwhile
            pass
        time.sleep(0.05)
    raise SystemExit(f"not so after 20 s: {what}")


def fetch(url, data=None, **headers):
    request = urllib.request.Request(url, data=data, headers=headers)
    try:
        return urllib.request.urlopen(request, timeout=10).status
    except urllib.error.HTTPError as error:
        return error.code


class Page:
    def __init__(self, url, width=1280, height=900):
        options = webdriver.ChromeOptions()
        for flag in ["--headless=new", "--no-sandbox", "--disable-gpu", f"--window-size={width},{height}", "--lang=en-US"]:
            options.add_argument(flag)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        # Debian's, so that nothing is looked for elsewhere
        options.binary_location = shutil.which("chromium") or ""
        service = webdriver.ChromeService(executable_path=shutil.which("chromedriver"))
        self.driver = webdriver.Chrome(options=options, service=service)
        self.url = url
        self.driver.get(url)

    def find(self, selector):
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def all(self, selector):
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def press(self, keys):
        self.driver.switch_to.active_element.send_keys(keys)

    def shot(self, name):
        if SHOTS:
            SHOTS.mkdir(parents=True, exist_ok=True)
            self.driver.save_screenshot(str(SHOTS / f"{name}.png"))

    def idle(self):
        def is_idle():
            state = json.load(urllib.request.urlopen(self.url + "api/state", timeout=10))
            return not state["isBuilding"] and self.find("body").get_attribute("data-shown") == str(state["version"])

        wait(is_idle, "the bank is built, and the page shows it")

    def show(self, kind):
        wait(lambda: kind in [o.get_attribute("value") for o in Select(self.find("#kind")).options], f"{kind} is in the queue")
        Select(self.find("#kind")).select_by_value(kind)
        self.driver.execute_script("document.activeElement.blur()")
        shown = "question" if kind == "all" else kind
        wait(lambda: self.find("main").get_attribute("data-kind") == shown and self.all("main h2"), f"{kind} is shown")


def main():
    (PLACE / "Raw").mkdir(parents=True)
    for name, text in POSTS.items():
        (PLACE / "Raw" / name).write_text(text, encoding="utf-8")
    subprocess.run([TIKU, "build", "-q"], cwd=PLACE, check=True)
    bank = lambda: json.loads((PLACE / "Clean/bank.json").read_text())
    decisions = lambda: (PLACE / "Clean/decisions.yml").read_text() if (PLACE / "Clean/decisions.yml").exists() else ""
    server = subprocess.Popen([TIKU, "review"], cwd=PLACE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    page = None
    try:
        url = server.stdout.readline().strip()
        home = url.rsplit("/", 2)[0]
        host = home.removeprefix("http://")

        # who is let in
        assert fetch(url) == 200 and fetch(home + "/") == 403 and fetch(home + "/0123/") == 403
        assert fetch(url, Host="evil.example") == 403 and fetch(url, Origin="http://evil.example") == 403
        post = url + "api/decide"
        assert fetch(post, b"{}", **{"Content-Type": "application/json"}) == 403, "no origin"
        assert fetch(post, b"{}", **{"Content-Type": "text/plain", "Origin": home}) == 415
        assert fetch(post, b"{}", **{"Content-Type": "application/json", "Origin": home}) == 400
        assert fetch(post, b" " * (2 << 20), **{"Content-Type": "application/json", "Origin": home}) == 413
        assert fetch(post, b"{}", **{"Content-Type": "application/json", "Origin": home, "Sec-Fetch-Site": "cross-site"}) == 403
        assert ":" in host

        page = Page(url)
        wait(lambda: page.all(".row"), "the queue has rows")
        page.shot("open")

        # a pair is merged with a key, and that is undone
        page.show("question.near-duplicate")
        assert len(page.all("main mark")) > 0, "differences are marked"
        page.shot("pair")
        count = len(bank()["questions"])
        before = [(q["id"], q["number"]) for q in bank()["questions"]]
        page.press("m")
        wait(lambda: "merge:" in decisions(), "the decision is on disk")
        wait(lambda: len(bank()["questions"]) == count - 1, "the bank follows")
        page.idle()
        page.press("u")
        wait(lambda: "undo:" in decisions(), "the undoing is on disk")
        wait(lambda: len(bank()["questions"]) == count, "the bank follows the undoing")
        page.idle()
        assert [(q["id"], q["number"]) for q in bank()["questions"]] == before, "ids and numbers are as they were"

        # kept apart: gone from the queue, after a reload too
        for done in range(1, 3):
            page.show("question.near-duplicate")
            page.press("x")
            wait(lambda: decisions().count("keep:") == done, "kept apart")
            page.idle()
        page.driver.refresh()
        wait(lambda: page.all(".row"), "the queue is back")
        assert "question.near-duplicate" not in [o.get_attribute("value") for o in Select(page.find("#kind")).options]

        # a missing answer is filled in, and is in the bank with its provenance
        page.show("answer.missing")
        page.press("f")
        page.find("dialog textarea").send_keys("以支点为轴，右子变父。\n\n- 一步\n- 两步")
        page.shot("fill")
        page.find("dialog button[type=submit]").click()
        wait(lambda: [q for q in bank()["questions"] if "支点" in q["answer"]["text"]], "the answer is in the bank")
        filled = [q for q in bank()["questions"] if "支点" in q["answer"]["text"]][0]
        sources = {s["id"]: s["path"] for s in bank()["sources"]}
        assert sources[filled["answer"]["source"]] == "decisions.yml" and filled["occurrences"][-1]["span"][1] > 0
        page.idle()

        # an edit; hostile text stays text
        page.show("all")
        page.find("#search").send_keys("onerror")
        wait(lambda: len(page.all(".row")) == 1 and "onerror" in page.find("main h2").text, "the hostile question is found")
        page.find("#search").send_keys(Keys.ESCAPE)
        page.shot("hostile")
        page.press("o")
        wait(lambda: page.all(".article span"), "the article is shown")
        page.press("t")
        time.sleep(0.3)
        assert page.driver.execute_script("return window.pwned") is None, "a script of the article ran"
        assert not page.all("main img, main script, main svg, main a[href^='javascript']")
        page.press("e")
        field = page.find("dialog input[name=text]")
        field.clear()
        field.send_keys("什么是图（数据结构）？")
        page.find("dialog button[type=submit]").click()
        wait(lambda: [q for q in bank()["questions"] if q["text"] == "什么是图（数据结构）？"], "the wording is in the bank")
        page.idle()

        # the raw article says what was removed, and by which rule
        search = page.find("#search")
        search.clear()
        search.send_keys("堆")
        wait(lambda: "什么是堆" in page.find("main h2").text, "found")
        search.send_keys(Keys.ESCAPE)
        page.press("o")
        removed = wait(lambda: page.find(".article .removed"), "the advert is marked")
        assert "ad." in removed.get_attribute("title"), removed.get_attribute("title")
        assert "null" not in page.find("main").text
        page.shot("article")

        # an occurrence is split off
        search = page.find("#search")
        search.clear()
        search.send_keys("什么是哈希表")
        wait(lambda: "什么是哈希表" in page.find("main h2").text, "found")
        search.send_keys(Keys.ESCAPE)
        count = len(bank()["questions"])
        page.press("2")
        page.press("s")
        wait(lambda: "split:" in decisions(), "split off")
        wait(lambda: len(bank()["questions"]) == count + 1, "two questions")
        page.idle()

        # proposals: listed, taken
        todo = subprocess.run([TIKU, "todo", "--to", "jsonl"], cwd=PLACE, capture_output=True, text=True, check=True).stdout
        assert todo == "", "everything has an answer by now: " + todo
        (PLACE / "Raw/e.txt").write_text("面试题\n1、什么是跳表？\n\n2、什么是布隆过滤器？\n", encoding="utf-8")
        subprocess.run([TIKU, "build", "-q"], cwd=PLACE, check=True)
        subprocess.run([TIKU, "todo", "-o", "todo.md"], cwd=PLACE, check=True, capture_output=True)
        text = (PLACE / "todo.md").read_text()
        lines = text.split("\n")
        at = next(i for i, line in enumerate(lines) if line.startswith("> 什么是跳表"))
        lines.insert(at + 1, "\n有索引的链表。\n")
        (PLACE / "todo.md").write_text("\n".join(lines))
        said = subprocess.run([TIKU, "fill", "todo.md"], cwd=PLACE, capture_output=True, text=True)
        assert said.returncode == 0 and "1 proposal taken, 1 left empty" in said.stderr, said
        assert "有索引" not in (PLACE / "Clean/bank.json").read_text(), "a proposal is not in the bank"
        search = page.find("#search")
        search.clear()
        search.send_keys(Keys.ESCAPE)
        page.show("proposal")
        page.shot("proposal")
        page.press("y")
        wait(lambda: "有索引的链表" in (PLACE / "Clean/bank.json").read_text(), "the proposal is taken")
        page.idle()

        # what another process writes is noticed, and nothing is overwritten
        page.show("answer.missing")
        other = PLACE / "Clean/decisions.yml"
        other.write_text(other.read_text() + "  - remove: 什么是堆？\n    reason: by hand\n")
        page.press("a")
        # the page may have seen it by itself meanwhile; then the decision was taken knowing of it
        wait(lambda: "Another process" in page.find("#said").text or "accept:" in other.read_text(), "said, or seen")
        assert "by hand" in other.read_text(), "nothing is written over"
        page.idle()
        if "accept:" not in other.read_text():
            page.show("answer.missing")
            page.press("a")
            wait(lambda: "accept:" in other.read_text(), "once it was seen, the decision is taken")
            page.idle()
        assert "by hand" in other.read_text()

        # j and k go through the queue; a question is removed
        page.show("all")
        first = page.find("main h2").text
        page.press("j")
        wait(lambda: page.find("main h2").text != first, "the next one")
        page.press("k")
        wait(lambda: page.find("main h2").text == first, "the one before")
        search = page.find("#search")
        search.send_keys("什么是栈")
        wait(lambda: "栈" in page.find("main h2").text, "found")
        search.send_keys(Keys.ESCAPE)
        count = len(bank()["questions"])
        page.press("d")
        wait(lambda: len(bank()["questions"]) == count - 1, "one question less")
        assert other.read_text().count("remove:") == 2
        page.idle()

        # languages, themes, a phone
        page.find("#language").click()
        wait(lambda: page.find("#undo").text == "撤销", "in Chinese")
        page.find("#theme").click()
        page.shot("chinese")
        page.driver.set_window_size(400, 800)
        time.sleep(0.3)
        width = page.driver.execute_script("return document.documentElement.scrollWidth - innerWidth")
        assert width <= 0, f"{width} pixels too wide for a phone"
        page.shot("phone")
        # a conflict was provoked; a question may be gone by the time it is asked for
        usual = lambda message: "409" in message or "favicon" in message or "api/question" in message and "404" in message
        severe = [e["message"] for e in page.driver.get_log("browser") if e["level"] == "SEVERE" and not usual(e["message"])]
        assert not severe, severe
        subprocess.run([TIKU, "validate", "-q"], cwd=PLACE, check=True)
    finally:
        if page:
            page.driver.quit()
        server.terminate()
        server.wait(10)
    print("ok")


if __name__ == "__main__":
    main()
