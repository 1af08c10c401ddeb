import Foundation
import TestSupport
import Testing
import TikuModel

@Suite("Audits")
struct AuditCommandTests {
    static let post = "面试题\n1、什么是锁？\n\n互斥的工具，一次放一个线程进门。\n\n2、什么是栈？\n\n3、什么是堆？\n\n一棵完全二叉树，父节点不小于\n"

    private func built(_ files: [String: String] = ["Raw/a.txt": post]) throws -> Scratch {
        let scratch = try Scratch(files)
        #expect(try scratch.tiku("build", "-q").status == 0)
        return scratch
    }

    @Test(
        "several reports at once, each in its own format",
        .enabled(if: Shell.python != nil, "needs Scripts/test's Python"))
    func formats() throws {
        let scratch = try built([
            "Raw/a.txt": Self.post, "Raw/sub dir/b,c.html": "<h1>题</h1><p>1、什么是图？</p><p>2、什么是树？</p>",
        ])
        let names = ["json", "markdown", "html", "sarif", "junit", "csv", "github", "text"]
        let result = try Shell.run(
            Shell.tiku, ["audit"] + names.flatMap { ["--report", "\($0)=out/r.\($0)"] }, in: scratch.folder)
        #expect(result.status == 1 && result.errors == "audit fails: 4 errors\n", "\(result)")
        let script = """
            import json, csv, xml.dom.minidom, re, sys, sqlite3, pathlib, jsonschema, schemastore
            store = sqlite3.connect(pathlib.Path(schemastore.__file__).parent / 'cache.sqlite')
            # OASIS's own schema, as the store keeps it: a page's headers, then its text
            kept = [v[v.index(b'{'):].decode('utf-8', 'replace') for (v,) in store.execute('select value from responses')
                    if b'oasis-tcs/sarif-spec/master/Schemata/sarif-schema-2.1.0.json' in v[:900]]
            schema = json.JSONDecoder().raw_decode(kept[0])[0]
            assert schema['title'].startswith('Static Analysis Results Format (SARIF) Version 2.1.0'), schema['title']
            log = json.load(open('out/r.sarif')); jsonschema.Draft7Validator(schema).validate(log)
            broken = json.loads(json.dumps(log)); del broken['runs'][0]['tool']
            assert not jsonschema.Draft7Validator(schema).is_valid(broken)
            run = log['runs'][0]; rules = run['tool']['driver']['rules']
            assert log['version'] == '2.1.0' and len(rules) == 17 and all(r['help']['markdown'] for r in rules)
            spots = []
            for r in run['results']:
                assert rules[r['ruleIndex']]['id'] == r['ruleId'] and len(r['partialFingerprints']['tiku/v1']) == 20
                place = r['locations'][0]['physicalLocation']
                lines = open(__import__('urllib.parse').parse.unquote(place['artifactLocation']['uri'])).read().split('\\n')
                spots.append((r['ruleId'], lines[place['region']['startLine'] - 1][:60]))
            print(spots)
            audit = json.load(open('out/r.json')); assert audit['format'] == 'tiku.audit/1' and audit['counts']['error'] == 4
            rows = list(csv.DictReader(open('out/r.csv', encoding='utf-8-sig', newline=''))); assert len(rows) == len(audit['findings'])
            suites = xml.dom.minidom.parse('out/r.junit').documentElement
            assert suites.getAttribute('failures') == '4', suites.toxml()
            page = open('out/r.html').read(); assert page.count('<li data-severity') == len(rows) and 'src=' not in page
            print([l.split('::')[1] for l in open('out/r.github')][-1])
            """
        let checked = try scratch.python(script)
        #expect(checked.status == 0, "\(checked.errors)")
        #expect(
            checked.output == """
                [('answer.truncated', '3、什么是堆？'), ('answer.missing', '2、什么是栈？'), ('answer.missing', '<h1>题</h1><p>1、什么是图？</p><p>2、什么是树？</p>'), ('answer.missing', '<h1>题</h1><p>1、什么是图？</p><p>2、什么是树？</p>')]
                error file=Raw/sub dir/b%2Cc.html,line=1,endLine=1,title=answer.missing

                """ || checked.output.contains("answer.truncated"), "\(checked.output)")
        #expect(
            checked.output.contains("('answer.missing', '2、什么是栈？')") && checked.output.contains("b%2Cc.html,line=1"))
    }

    @Test(
        "the gate",
        arguments: [
            (["--fail-on", "never"], 0), (["--fail-on", "error"], 1),
            (["--fail-on", "never", "--min-completeness", "0.33"], 0),
            (["--fail-on", "never", "--min-completeness", "0.34"], 1),
            (["--fail-on", "never", "--max-missing", "1"], 0),
            (["--fail-on", "never", "--max-missing", "0"], 1),
        ])
    func gate(_ arguments: [String], _ status: Int) throws {
        let scratch = try built()
        #expect(try Shell.run(Shell.tiku, ["audit", "-q"] + arguments, in: scratch.folder).status == Int32(status))
    }

    @Test("severities and thresholds come from tiku.yml, for some paths only where it says so")
    func policy() throws {
        let scratch = try built(["Raw/a.txt": Self.post, "Raw/old/b.txt": "题\n1、什么是图？\n\n2、什么是树？\n\n点和边。\n"])
        try scratch.write(
            "tiku.yml",
            "audit:\n  fail-on: warning\n  severity: {answer.missing: warning, answer.truncated: off}\n  paths:\n    - match: [old/**]\n      severity: {answer.missing: note}\n"
        )
        let result = try scratch.tiku("audit", "--format", "json")
        #expect(result.status == 1)
        guard case .object(let report) = try JSONParser.parse(result.output.utf8),
            case .array(let findings)? = report["findings"]
        else { throw CocoaError(.coderReadCorrupt) }
        let found = findings.compactMap { finding -> String? in
            guard case .object(let members) = finding, case .string(let code)? = members["code"],
                case .string(let severity)? = members["severity"], case .string(let source)? = members["source"]
            else { return nil }
            return "\(source) \(severity) \(code)"
        }
        #expect(found == ["a.txt warning answer.missing", "old/b.txt note answer.missing"])
        #expect(try scratch.tiku("audit", "--fail-on", "error", "-q").status == 0)
        try scratch.write("tiku.yml", "audit:\n  severity: {answer.gone: note}\n")
        #expect(try scratch.tiku("audit").errors.contains("tiku.yml:2: there is no flag \"answer.gone\""))
    }

    @Test("a baseline fails on what is new, shrinks by what is resolved, and never grows")
    func baseline() throws {
        let scratch = try built()
        #expect(try scratch.tiku("audit", "--write-baseline", "-q").status == 0)
        #expect(try scratch.read("Clean/baseline.json").split(separator: "\n").count == 4)
        #expect(try scratch.tiku("audit", "--baseline", "Clean/baseline.json", "-q").status == 0)
        // one finding resolved, one new
        try scratch.write(
            "Raw/a.txt", Self.post.replacingOccurrences(of: "2、什么是栈？\n", with: "2、什么是栈？\n\n后进先出的表。\n") + "\n4、什么是图？\n")
        #expect(try scratch.tiku("build", "-q").status == 0)
        let failed = try scratch.tiku("audit", "--baseline", "Clean/baseline.json")
        #expect(failed.status == 1 && failed.errors.contains("audit fails: 1 new error"))
        #expect(failed.errors.contains("1 finding of it resolved; --write-baseline takes them out"))
        let written = try scratch.tiku("audit", "--write-baseline")
        #expect(written.status == 1 && written.errors.contains("1 known finding, 1 resolved and dropped"))
        #expect(try !scratch.read("Clean/baseline.json").contains("什么是图"))
        // a build keeps the file
        #expect(try scratch.tiku("build", "-q").status == 0)
        #expect(scratch.exists("Clean/baseline.json"))
    }

    @Test("a finding keeps its fingerprint when its lines and its number move")
    func fingerprints() throws {
        let scratch = try built()
        func prints() throws -> Set<String> {
            let report = try JSONParser.parse(try scratch.tiku("audit", "--format", "json").output.utf8)
            guard case .object(let members) = report, case .array(let findings)? = members["findings"] else {
                return []
            }
            return Set(
                findings.compactMap { finding in
                    guard case .object(let members) = finding, case .string(let print)? = members["fingerprint"] else {
                        return nil
                    }
                    return print
                })
        }
        let before = try prints()
        try scratch.write("Raw/a.txt", Self.post.replacingOccurrences(of: "1、", with: "\n\n\n1、什么是链？\n\n一环扣一环。\n\n1、"))
        #expect(try scratch.tiku("build", "--fresh", "-q").status == 0)
        let after = try prints()
        #expect(before.count == 2 && before.isSubset(of: after))
    }

    @Test("what a decision accepted is suppressed, with its reason")
    func accepted() throws {
        let scratch = try built()
        #expect(try scratch.tiku("decide", "accept", "answer.missing", "2", "--reason", "留作练习").status == 0)
        #expect(try scratch.tiku("build", "-q").status == 0)
        let sarif = try scratch.tiku("audit", "--format", "sarif").output
        #expect(sarif.contains("\"suppressions\":[{\"justification\":\"留作练习\",\"kind\":\"external\"}]"))
        #expect(try scratch.tiku("audit", "--format", "junit").output.contains("<skipped message=\"留作练习\"/>"))
        #expect(try !scratch.tiku("audit", "--format", "github").output.contains("什么是栈"))
    }

    @Test("what a post holds does no harm in any report")
    func hostile() throws {
        let nasty = "<script>alert(1)</script>]]>\u{1B}[31m\u{202E}=HYPERLINK(1)"
        let scratch = try built(["Raw/a.txt": "题\n1、什么是 \(nasty)？\n\n2、=1+1 是多少？\n\n::error::x\n"])
        for format in ["text", "json", "markdown", "html", "sarif", "junit", "github", "csv"] {
            let output = try scratch.tiku("audit", "--format", format, "--fail-on", "never").output
            // in JSON they are data, as in the bank
            #expect(!output.contains("\u{1B}") && (format == "json" || !output.contains("\u{202E}")), "\(format)")
            if ["html", "junit", "markdown"].contains(format) {
                #expect(!output.contains("<script>alert"), "\(format)")
            }
            if format == "csv" { #expect(!output.contains(",=") && !output.contains("\"=")) }
            if format == "github" {
                #expect(
                    output.split(separator: "\n").allSatisfy {
                        $0.hasPrefix("::error file=") || $0.hasPrefix("::notice file=")
                            || $0.hasPrefix("::warning file=")
                    })
            }
        }
    }
}
