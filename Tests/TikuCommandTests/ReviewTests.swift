import Foundation
import TestSupport
import Testing

/// The review page in a real browser, and what stands around it on the command line.
@Suite("Review")
struct ReviewTests {
    private static let hasBrowser =
        Shell.python != nil
        && ["/usr/bin/chromium", "/usr/bin/chromedriver"].allSatisfy {
            FileManager.default.isExecutableFile(atPath: $0)
        }

    @Test(
        "opened, decided with keys, undone, edited, filled in; hostile text stays text; strangers stay out",
        .enabled(if: hasBrowser, "needs chromium and chromium-driver, which Scripts/test installs"))
    func browser() throws {
        guard let python = Shell.python else { return }
        let scratch = try Scratch()
        let script = Place.root.appendingPathComponent("Tests/Oracles/review-browser.py")
        let result = try Shell.run(python, [script.path, Shell.tiku.path, scratch.url("place").path])
        #expect(result.status == 0 && result.output == "ok\n", "\(result)")
    }

    private func built() throws -> Scratch {
        let scratch = try Scratch(["Raw/a.txt": "面试题\n1、什么是锁？\n2、什么是栈？\n后进先出。\n3、什么是堆？\n"])
        #expect(try scratch.tiku("build", "-q").status == 0)
        return scratch
    }

    @Test("todo lists what has no answer, in both formats; fill takes answers back as proposals and says what is wrong")
    func fill() throws {
        let scratch = try built()
        let lines = try scratch.tiku("todo", "--to", "jsonl").output
        #expect(lines.split(separator: "\n").count == 2 && lines.contains("什么是锁？") && !lines.contains("栈"))
        let markdown = try scratch.tiku("todo").output
        #expect(markdown.contains("> 什么是锁？") && !markdown.contains("栈"))
        let bank = try scratch.read("Clean/bank.json")
        try scratch.write(
            "filled.md",
            markdown.replacing("> 什么是锁？\n", with: "> 什么是锁？\n\n互斥的工具。\n\n```\n## q-not a heading\n```\n").replacing(
                "> 什么是堆？\n", with: "> 什么是堆积？\n\n完全二叉树。\n"))
        let filled = try scratch.tiku("fill", "filled.md")
        #expect(filled.status == 2 && filled.errors.contains("1 proposal taken, 0 left empty"), "\(filled)")
        #expect(filled.errors.contains("asks something else by now; write the list anew with `tiku todo`"), "\(filled)")
        #expect(try scratch.read("Clean/proposals.jsonl").contains("互斥的工具。\\n\\n```\\n## q-not a heading\\n```"))
        let id = try #require(lines.split(separator: "\n").last?.split(separator: "\"").first { $0.hasPrefix("q-") })
        try scratch.write(
            "filled.jsonl",
            "{\"id\":\"\(id)\",\"answer\":\"完全二叉树。\"}\n{\"id\":\"q-none\",\"answer\":\"x\"}\nno JSON\n{\"id\":\"\(id)\",\"answer\":\"……\"}\n"
        )
        let second = try scratch.tiku("fill", "filled.jsonl")
        #expect(second.status == 2 && second.errors.contains("1 proposal taken"), "\(second)")
        for words in ["line 2: q-none is not in the bank", "line 3: is no object", "has an answer without a word"] {
            #expect(second.errors.contains(words), "\(second.errors)")
        }
        #expect(try scratch.read("Clean/proposals.jsonl").split(separator: "\n").count == 2)
        // never straight into the bank, and a build leaves them where they are
        #expect(try scratch.tiku("build", "-q").status == 0)
        #expect(try scratch.read("Clean/bank.json") == bank && scratch.exists("Clean/proposals.jsonl"))
    }

    @Test("two people's decisions merge in git without a conflict, and both hold")
    func merged() throws {
        let scratch = try Scratch()
        func git(_ arguments: String...) throws -> Shell.Result {
            let who = ["-c", "user.name=a", "-c", "user.email=a@b.example", "-c", "init.defaultBranch=main"]
            return try Shell.run(URL(fileURLWithPath: "/usr/bin/env"), ["git"] + who + arguments, in: scratch.folder)
        }
        #expect(try scratch.tiku("init").status == 0)
        try scratch.write("Raw/a.txt", "面试题\n1、什么是锁？\n2、什么是栈？\n后进先出。\n3、什么是堆？\n4、什么是图？\n")
        #expect(try scratch.tiku("build", "-q").status == 0)
        #expect(try scratch.tiku("decide", "remove", "什么是图？").status == 0)
        for arguments in [["init", "-q"], ["add", "-A"], ["commit", "-qm", "bank"], ["checkout", "-qb", "other"]] {
            let result = try Shell.run(
                URL(fileURLWithPath: "/usr/bin/env"),
                ["git", "-c", "user.name=a", "-c", "user.email=a@b.example", "-c", "init.defaultBranch=main"]
                    + arguments,
                in: scratch.folder)
            #expect(result.status == 0, "\(result)")
        }
        #expect(try scratch.tiku("decide", "remove", "什么是锁？", "--reason", "theirs").status == 0)
        #expect(try git("commit", "-qam", "theirs").status == 0 && git("checkout", "-q", "main").status == 0)
        #expect(try scratch.tiku("decide", "accept", "answer.missing", "什么是堆？", "--reason", "ours").status == 0)
        #expect(try git("commit", "-qam", "ours").status == 0)
        let merge = try git("merge", "-q", "--no-edit", "other")
        #expect(merge.status == 0, "\(merge)")
        #expect(try scratch.tiku("build", "-q").errors == "")
        let list = try scratch.tiku("decide", "list").output
        #expect(
            list.contains("theirs") && list.contains("ours")
                && list.split(separator: "\n").count { $0.hasPrefix("  - ") } == 3, "\(list)")
    }

    @Test("decide undo: by key, or the last one")
    func undo() throws {
        let scratch = try built()
        #expect(try scratch.tiku("decide", "remove", "什么是锁？").status == 0)
        #expect(try scratch.tiku("decide", "accept", "answer.missing", "什么是堆？").status == 0)
        let key = try #require(try scratch.tiku("decide", "list").output.split(separator: "\n").first?.dropFirst(4))
        #expect(try scratch.tiku("decide", "undo", String(key)).status == 0)
        #expect(try scratch.tiku("decide", "undo", "last").status == 0)
        #expect(try scratch.tiku("decide", "list").output == "")
        let none = try scratch.tiku("decide", "undo", "last")
        #expect(none.status == 2 && none.errors.contains("`tiku decide list` shows them"), "\(none)")
        #expect(try scratch.read("Clean/decisions.yml").split(separator: "\n").count { $0.contains("- undo: ") } == 2)
    }
}
