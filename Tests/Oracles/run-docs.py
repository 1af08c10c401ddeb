"""Runs the examples of the documentation and compares what they print with what the pages say.

    python3 run-docs.py TIKU RAW PAGE…

TIKU is the path of the binary, RAW the repository's folder of posts. Each page has a scratch folder of its own that holds a
copy of RAW, called Raw. Its `console`, `python` and `javascript` blocks run there, in order:

- console: a line that starts with `$ ` is a command, run with `sh -e`. A here-document goes on over the following lines.
  `# exit code N` right below says how it ends, if not with 0. The lines after it are what it prints on both outputs; a line that
  is only `…` stands for any number of lines.
- python, javascript: the `text` block that follows is what the program prints.

Exit code 1 when a block does something else than its page says.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile

ANY = "…"
SECONDS = 120
PROGRAMS = {"python": ([sys.executable], ".py"), "javascript": (["node"], ".js")}


class Block:
    """A fenced block: info string, number of its first line of content, lines."""

    def __init__(self, kind, line):
        self.kind, self.line, self.lines, self.end = kind, line, [], line


def blocks(text):
    """The fenced blocks of a page that stand at the left margin."""
    found, open_block, fence = [], None, ""
    for number, line in enumerate(text.split("\n"), 1):
        if open_block is None:
            match = re.match(r"(```+|~~~+)\s*([\w-]*)\s*$", line)
            if match:
                fence, open_block = match[1], Block(match[2], number + 1)
        elif line.rstrip() == fence:
            open_block.end = number
            found.append(open_block)
            open_block = None
        else:
            open_block.lines.append(line)
    if open_block is not None:
        raise ValueError(f"line {open_block.line - 1}: the block is not closed")
    return found


def commands(block):
    """The commands of a console block: (line, script, exit code, what it prints)."""
    found, index, lines = [], 0, block.lines
    while index < len(lines):
        if not lines[index].startswith("$ "):
            raise ValueError(f"line {block.line + index}: output without a command before it")
        start = index
        script = [lines[index][2:]]
        index += 1
        here = re.search(r"<<-?\s*(['\"]?)(\w+)\1", script[0])
        while here:
            if index == len(lines):
                raise ValueError(f"line {block.line + start}: the here-document has no end")
            script.append(lines[index])
            index += 1
            if script[-1].strip() == here[2]:
                break
        code = 0
        match = re.fullmatch(r"# exit code (\d+)", lines[index]) if index < len(lines) else None
        if match:
            code = int(match[1])
            index += 1
        output = []
        while index < len(lines) and not lines[index].startswith("$ "):
            output.append(lines[index])
            index += 1
        found.append((block.line + start, "\n".join(script), code, output))
    return found


def trimmed(lines):
    """Without blank lines at the end, and without white space at the ends of lines."""
    lines = [line.rstrip() for line in lines]
    while lines and not lines[-1]:
        lines.pop()
    return lines


def matches(expected, actual):
    """Whether lines are as expected, where a line of `…` stands for any lines. O(expected × actual)."""
    reached = {0}
    for line in expected:
        if line == ANY:
            reached = set(range(min(reached), len(actual) + 1))
        else:
            reached = {place + 1 for place in reached if place < len(actual) and actual[place] == line}
        if not reached:
            return False
    return len(actual) in reached


class Page:
    """The scratch folder of one page."""

    def __init__(self, folder, raw, environment):
        self.folder, self.environment = folder, environment
        shutil.copytree(raw, os.path.join(folder, "Raw"))

    def run(self, arguments):
        """What a program prints on both outputs, in order, and its exit code."""
        try:
            done = subprocess.run(
                arguments, cwd=self.folder, env=self.environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT, timeout=SECONDS)
        except subprocess.TimeoutExpired:
            return [f"(no end after {SECONDS} s)"], -1
        return trimmed(done.stdout.decode("utf-8", "replace").split("\n")), done.returncode


def check(path, raw, environment):
    """Runs one page; yields each failure as (line, command, expected, actual)."""
    with open(path, encoding="utf-8") as file:
        found = blocks(file.read())
    with tempfile.TemporaryDirectory() as top:
        scratch = os.path.join(top, "scratch")
        os.mkdir(scratch)
        page = Page(scratch, raw, environment)
        for index, block in enumerate(found):
            if block.kind == "console":
                for line, script, code, output in commands(block):
                    expected = trimmed(output)
                    actual, status = page.run(["sh", "-e", "-c", script])
                    if status != code or not matches(expected, actual):
                        yield line, script, expected + [f"(exit code {code})"], actual + [f"(exit code {status})"]
            elif block.kind in PROGRAMS:
                program, ending = PROGRAMS[block.kind]
                following = found[index + 1] if index + 1 < len(found) else None
                if following is None or following.kind != "text" or following.line - block.end > 3:
                    yield block.line, block.kind, ["a text block right below with what it prints"], []
                    continue
                script = os.path.join(top, f"example{ending}")
                with open(script, "w", encoding="utf-8") as file:
                    file.write("\n".join(block.lines) + "\n")
                actual, status = page.run(program + [script])
                expected = trimmed(following.lines)
                if status != 0 or not matches(expected, actual):
                    yield block.line, block.kind, expected + ["(exit code 0)"], actual + [f"(exit code {status})"]


def count(path):
    with open(path, encoding="utf-8") as file:
        found = blocks(file.read())
    programs = sum(block.kind in PROGRAMS for block in found)
    return sum(len(commands(block)) for block in found if block.kind == "console") + programs


def main():
    if len(sys.argv) < 4:
        print("usage: run-docs.py TIKU RAW PAGE…", file=sys.stderr)
        return 2
    tiku, raw, pages = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2]), sys.argv[3:]
    failures = examples = 0
    with tempfile.TemporaryDirectory() as shelf:
        folder = os.path.dirname(tiku)
        if os.path.basename(tiku) != "tiku":
            os.symlink(tiku, os.path.join(shelf, "tiku"))
            folder = shelf
        environment = dict(os.environ, NO_COLOR="1", LC_ALL="C.UTF-8", PYTHONUTF8="1")
        environment["PATH"] = folder + os.pathsep + environment.get("PATH", "")
        for path in pages:
            try:
                examples += count(path)
                for line, script, expected, actual in check(path, raw, environment):
                    failures += 1
                    print(f"{path}:{line}: {script}")
                    print("  expected:\n" + "\n".join("    " + text for text in expected))
                    print("  actual:\n" + "\n".join("    " + text for text in actual))
            except ValueError as error:
                failures += 1
                print(f"{path}: {error}")
    print(f"{len(pages)} pages, {examples} examples, {failures} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
