import Foundation
import TestSupport
import Testing
import TikuModel

/// Runs the built command as a user would.
@Suite("The command", .serialized)
struct CommandTests {
    private func folder(_ files: [String: String]) throws -> URL {
        let folder = try Place.temporary()
        for (name, text) in files {
            let file = folder.appendingPathComponent(name)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }
        return folder
    }

    private static let post = "面试题\n1、什么是锁？\n\n互斥的工具，一次放一个线程进门。\n\n2、什么是栈？\n"

    @Test("Clean/ in the repository is what a build of Raw/ writes today")
    func committedClean() throws {
        let output = try Place.temporary().appendingPathComponent("Clean")
        let result = try Shell.tiku("build", "Raw", "--output", output.path, "--fresh", in: Place.root)
        #expect(result.status == 0, "\(result.errors)")
        let committed = Place.root.appendingPathComponent("Clean")
        func contents(_ folder: URL) throws -> [String: Data] {
            var found: [String: Data] = [:]
            for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path) {
                let file = folder.appendingPathComponent(path)
                if !file.hasDirectoryPath, let data = try? Data(contentsOf: file) { found[path] = data }
            }
            return found
        }
        let (new, old) = (try contents(output), try contents(committed))
        #expect(Set(new.keys) == Set(old.keys))
        for (path, data) in new {
            #expect(old[path] == data, "Clean/\(path) differs; run ./Scripts/build and commit what changed")
        }
    }

    @Test("build, validate, audit, explain: from posts to a verdict")
    func day() throws {
        let folder = try folder([
            "Raw/a.txt": Self.post, "Raw/deep/er/b.md": "# 面试题\n\n## 1. 什么是堆？\n\n一棵完全二叉树。\n\n## 2. 什么是图？\n",
        ])
        let build = try Shell.tiku("build", in: folder)
        #expect(build.status == 0 && build.errors == "")
        #expect(
            build.output.contains("2 sources, 4 questions.")
                && build.output.contains("2 answered, 2 missing, 0 truncated."))
        for name in ["bank.json", "removed.jsonl", "report.md", "articles/a.md", "articles/deep/er/b.md"] {
            #expect(
                FileManager.default.fileExists(atPath: folder.appendingPathComponent("Clean/\(name)").path), "\(name)")
        }
        #expect(
            try Shell.tiku("validate", "Clean/bank.json", in: folder).output == "Clean/bank.json: valid, 4 questions\n")
        #expect(try Shell.tiku("audit", in: folder).status == 1)
        #expect(try Shell.tiku("audit", "--fail-on", "never", in: folder).status == 0)
        let explained = try Shell.tiku("explain", "1", in: folder)
        #expect(explained.status == 0 && explained.output.contains("什么是锁？"))
        let json = try Shell.tiku("build", "--json", in: folder)
        #expect(try JSONParser.parse(json.output.trimmingCharacters(in: .newlines).utf8) != .null)
    }

    @Test("a second build on unchanged input writes no byte")
    func unchanged() throws {
        let folder = try folder(["Raw/a.txt": Self.post])
        _ = try Shell.tiku("build", in: folder)
        let file = folder.appendingPathComponent("Clean/bank.json").path
        let before = try FileManager.default.attributesOfItem(atPath: file)[.systemFileNumber] as? Int
        _ = try Shell.tiku("build", in: folder)
        #expect(try FileManager.default.attributesOfItem(atPath: file)[.systemFileNumber] as? Int == before)
    }

    @Test("files that are not tiku's survive in the output folder")
    func foreignFiles() throws {
        let folder = try folder([
            "Raw/a.txt": Self.post, "Clean/notes/mine.txt": "keep", "Clean/articles/old.md": "stale",
        ])
        #expect(try Shell.tiku("build", in: folder).status == 0)
        #expect(
            try String(contentsOf: folder.appendingPathComponent("Clean/notes/mine.txt"), encoding: .utf8) == "keep")
        #expect(!FileManager.default.fileExists(atPath: folder.appendingPathComponent("Clean/articles/old.md").path))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == [".tiku", "Clean", "Raw"])
    }

    @Test("what cannot be read is said, and the rest goes on")
    func quarantine() throws {
        let folder = try folder(["Raw/a.txt": Self.post, "Raw/empty.txt": "", "Raw/x.pdf": "%PDF-1.7"])
        symlink("/etc/passwd", folder.appendingPathComponent("Raw/leak.txt").path)
        symlink("a.txt", folder.appendingPathComponent("Raw/same.txt").path)
        symlink(".", folder.appendingPathComponent("Raw/loop").path)
        mkfifo(folder.appendingPathComponent("Raw/pipe.txt").path, 0o600)
        let result = try Shell.tiku("build", in: folder)
        #expect(result.status == 0)
        for words in [
            "Not read: empty.txt", "Not read: x.pdf: the file is a PDF",
            "Not read: leak.txt: the link leaves the folder", "Not read: pipe.txt", "Not read: loop",
        ] {
            #expect(result.output.contains(words), "\(words)\n\(result.output)")
        }
        #expect(!result.output.contains("Not read: same.txt"))
    }

    @Test(
        "a previous bank that breaks its rules stops the build with what to do",
        arguments: ["0", "9223372036854775807"])
    func brokenPrevious(_ number: String) throws {
        let folder = try folder(["Raw/a.txt": Self.post])
        #expect(try Shell.tiku("build", "-q", in: folder).status == 0)
        let file = folder.appendingPathComponent("Clean/bank.json")
        let damaged = try String(contentsOf: file, encoding: .utf8).replacing(
            "\"number\":2", with: "\"number\":\(number)")
        try Data(damaged.utf8).write(to: file)
        let result = try Shell.tiku("build", in: folder)
        #expect(result.status == 2 && result.errors.contains("use --fresh"), "\(result)")
        #expect(try String(contentsOf: file, encoding: .utf8) == damaged)
        #expect(try Shell.tiku("build", "--fresh", "-q", in: folder).status == 0)
    }

    @Test("decide writes decisions.yml; the next build applies it and survives it")
    func decide() throws {
        let folder = try folder([
            "Raw/a.txt": "面试题\n1、什么是锁？\n\n互斥的工具，一次放一个线程进门。\n\n2、什么是栈？\n", "Raw/b.txt": "面试题\n1、锁究竟是个啥？\n2、什么是堆？\n",
        ])
        #expect(try Shell.tiku("build", "-q", in: folder).status == 0)
        let merge = try Shell.tiku("decide", "merge", "锁究竟是个啥？", "1", "--reason", "一回事", in: folder)
        #expect(
            merge.status == 0 && merge.errors == "Clean/decisions.yml: one decision added; `tiku build` applies it\n")
        #expect(try Shell.tiku("decide", "edit", "2", "--answer", "后进先出。", in: folder).status == 0)
        #expect(
            try Shell.tiku("decide", "accept", "answer.missing", "什么是堆？", "--reason", "later", in: folder).status == 0)
        let build = try Shell.tiku("build", in: folder)
        #expect(build.output.contains("3 questions.") && build.errors == "", "\(build.output)\(build.errors)")
        #expect(try Shell.tiku("validate", "-q", in: folder).status == 0)
        #expect(try Shell.tiku("audit", in: folder).status == 0)
        #expect(try Shell.tiku("decide", "list", in: folder).output.contains("reason: \"一回事\""))
        try FileManager.default.removeItem(at: folder.appendingPathComponent("Raw/b.txt"))
        let stale = try Shell.tiku("build", "-q", in: folder)
        #expect(stale.errors.contains("Clean/decisions.yml:2: no source holds q-"))
        for wrong in [
            ["remove", "99"], ["merge", "1", "1"], ["accept", "answer.gone", "1"], ["accept", "answer.echo", "1"],
            ["split", "1", "--wording", "nobody says so"], ["edit", "1"],
        ] {
            let result = try Shell.run(Shell.tiku, ["decide"] + wrong, in: folder)
            #expect(result.status == 2 && !result.errors.isEmpty && result.output == "", "\(wrong) \(result)")
        }
    }

    @Test("diff and stats")
    func comparison() throws {
        let folder = try folder(["Raw/a.txt": Self.post])
        _ = try Shell.tiku("build", in: folder)
        try FileManager.default.copyItem(
            at: folder.appendingPathComponent("Clean/bank.json"), to: folder.appendingPathComponent("old.json"))
        try Data((Self.post + "\n后进先出的表。\n\n3、什么是堆？\n").utf8).write(to: folder.appendingPathComponent("Raw/a.txt"))
        _ = try Shell.tiku("build", in: folder)
        let diff = try Shell.tiku("diff", "old.json", "Clean/bank.json", in: folder)
        #expect(diff.output.contains("new: #3") && diff.output.contains("answered at last: #2"))
        #expect(diff.output.hasSuffix("1 new, 1 answered at last\n"))
        let same = try Shell.tiku("diff", "old.json", "old.json", in: folder)
        #expect(same.output == "no question changed\n")
        let json = try Shell.tiku("diff", "old.json", "Clean/bank.json", "--format", "json", in: folder)
        #expect(json.output.contains("\"answered\":1"))
        #expect(try Shell.tiku("stats", in: folder).output.contains("a.txt"))
    }

    @Test("a word under keep: brings a removed span back")
    func keep() throws {
        let advert = "关注公众号“后端笔记”，回复“面试”领取资料"
        let folder = try folder(["Raw/a.txt": Self.post.replacingOccurrences(of: "进门。", with: "进门。\n\n\(advert)")])
        _ = try Shell.tiku("build", in: folder)
        #expect(
            try !String(contentsOf: folder.appendingPathComponent("Clean/bank.json"), encoding: .utf8).contains("后端笔记"))
        try Data("keep: [后端笔记]\n".utf8).write(to: folder.appendingPathComponent("tiku.yml"))
        _ = try Shell.tiku("build", in: folder)
        #expect(
            try String(contentsOf: folder.appendingPathComponent("Clean/bank.json"), encoding: .utf8).contains("后端笔记"))
    }

    @Test("a mistake in tiku.yml stops the build and is named")
    func configuration() throws {
        let folder = try folder(["Raw/a.txt": Self.post, "tiku.yml": "rules:\n  disabled: []\n"])
        let result = try Shell.tiku("build", in: folder)
        #expect(result.status == 2)
        #expect(result.errors.contains("tiku.yml:2: unknown key \"disabled\" in rules"))
    }

    @Test(
        "validate names the question and the key",
        arguments: [
            ("\"missing\":1", "\"missing\":7", "summary.missing: is 7, counted 1"),
            ("\"number\":2,\"occ", "\"number\":1,\"occ", "number: 1 is taken by q-"),
            ("\"lang\":\"zh\"", "\"language\":\"zh\"", "unknown key \"language\""),
            ("\"status\":\"ok\"", "\"status\":\"fine\"", "is \"fine\", must be one of"),
            (
                "\"retired\":[]", "\"retired\":[{\"id\":\"q-x\",\"number\":1,\"reason\":\"r\"}]",
                "retired[0] (q-x).number: 1 is taken by"
            ),
            ("\"id\":\"q-", "\"id\":\"p-", "an id is q-"),
            ("\"format\":\"tiku.bank/1\"", "\"format\":\"tiku.bank/9\"", "this version of tiku reads"),
            ("{", "", "is no JSON"),
        ])
    func validate(_ find: String, _ replace: String, _ message: String) throws {
        let folder = try folder(["Raw/a.txt": Self.post])
        _ = try Shell.tiku("build", in: folder)
        let file = folder.appendingPathComponent("Clean/bank.json")
        let text = try String(contentsOf: file, encoding: .utf8)
        try #require(text.contains(find))
        try Data(text.replacingOccurrences(of: find, with: replace).utf8).write(to: file)
        let result = try Shell.tiku("validate", in: folder)
        #expect(result.status == 1)
        #expect(result.errors.contains(message), "\(result.errors)")
    }

    @Test("clean prints one article, or writes one file each under the same stem")
    func clean() throws {
        let folder = try folder(["Raw/a.txt": Self.post + "关注公众号“后端笔记”，回复“面试”领取资料\n", "Raw/b.html": "<p>面试题</p>"])
        let printed = try Shell.tiku("clean", "Raw/a.txt", in: folder)
        #expect(printed.output.contains("### 1. 什么是锁？") && !printed.output.contains("公众号"))
        for (format, ending) in [("markdown", "md"), ("text", "txt"), ("json", "json")] {
            #expect(try Shell.tiku("clean", "Raw", "--format", format, "--output", "Out", in: folder).status == 0)
            #expect(FileManager.default.fileExists(atPath: folder.appendingPathComponent("Out/a.\(ending)").path))
        }
    }

    @Test("init sets up a folder in which a build works, and leaves alone what is there")
    func initialise() throws {
        let scratch = try Scratch(["tiku.yml": "keep: [某词]\n"])
        let first = try scratch.tiku("init", "--action", "me/tiku@v1")
        #expect(
            first.status == 0 && first.output.contains("kept     tiku.yml") && first.output.contains("created  Raw/"))
        #expect(try scratch.read("tiku.yml") == "keep: [某词]\n")
        #expect(try scratch.read(".github/workflows/question-bank.yml").contains("uses: me/tiku@v1"))
        try FileManager.default.removeItem(at: scratch.url("tiku.yml"))
        #expect(try scratch.tiku("init").output.contains("created  tiku.yml"))
        try scratch.write("Raw/a.txt", Self.post)
        #expect(try scratch.tiku("build", "-q").status == 0)
        #expect(try scratch.tiku("rules", "--check").status == 0)
    }

    @Test("the example on top of the library says how complete each post is")
    func library() throws {
        let scratch = try Scratch(["Raw/a.txt": Self.post])
        let example = Shell.tiku.deletingLastPathComponent().appendingPathComponent("CountMissing")
        let result = try Shell.run(example, ["Raw", "page.html"], in: scratch.folder)
        #expect(result.status == 0 && result.output == "a.txt: 1 of 2 answered\n", "\(result)")
        #expect(try scratch.read("page.html").contains("answer.missing"))
    }

    @Test("a batch for cron builds, says what changed, and ends as the audit does")
    func batch() throws {
        let scratch = try Scratch(["Raw/a.txt": Self.post])
        let script = Place.root.appendingPathComponent("Scripts/batch").path
        let run = {
            try Shell.run(
                URL(fileURLWithPath: "/usr/bin/env"), ["TIKU=\(Shell.tiku.path)", script], in: scratch.folder)
        }
        #expect(try run().status == 1)
        try scratch.write("Raw/a.txt", Self.post + "\n后进先出的表。\n")
        let second = try run()
        #expect(second.status == 0 && second.output.contains("answered at last: #2"), "\(second)")
    }

    @Test("help, version, schema, rules and completions")
    func help() throws {
        for command in [
            "init", "build", "clean", "audit", "explain", "diff", "stats", "export", "decide", "validate", "rules",
            "schema",
        ] {
            let help = try Shell.tiku("help", command)
            #expect(help.status == 0 && help.output.contains("USAGE: tiku \(command)"), "\(command)")
        }
        #expect(try Shell.tiku("--version").output.hasPrefix("0."))
        #expect(try Shell.tiku("schema").output.contains("\"tiku.bank/1\""))
        #expect(try Shell.tiku("rules").output.contains("ad.contact"))
        #expect(try Shell.tiku("--generate-completion-script", "bash").output.contains("complete"))
    }

    @Test(
        "the bank fits its schema by the jsonschema package, its canonical form by rfc8785",
        .enabled(if: Shell.python != nil, "needs Scripts/test's Python"))
    func oracles() throws {
        let python = try #require(Shell.python)
        let output = try Place.temporary().appendingPathComponent("Clean")
        _ = try Shell.tiku("build", Place.posts.path, "--output", output.path)
        let script = """
            import json, sys, jsonschema, rfc8785
            schema = json.load(open(sys.argv[1])); bank = json.load(open(sys.argv[2]))
            jsonschema.Draft202012Validator.check_schema(schema)
            errors = list(jsonschema.Draft202012Validator(schema).iter_errors(bank))
            for line in open(sys.argv[2], "rb").read().split(b"\\n"):
                row = line.rstrip(b",")
                if row.startswith(b"{") and row.endswith(b"}") and len(row) > 2 and rfc8785.dumps(json.loads(row)) != row:
                    errors.append(row[:80])
            bank["extra"] = 1
            strict = list(jsonschema.Draft202012Validator(schema).iter_errors(bank))
            print(len(errors), len(strict), errors[:2])
            """
        let schema = try Place.temporary().appendingPathComponent("schema.json")
        try Data(try Shell.tiku("schema").output.utf8).write(to: schema)
        let result = try Shell.run(
            python, ["-c", script, schema.path, output.appendingPathComponent("bank.json").path])
        #expect(result.output == "0 1 []\n", "\(result.output) \(result.errors.suffix(300))")
    }
}
