import Foundation
import TestSupport
import Testing
import TikuModel

@Suite("JSON")
struct JSONTests {
    @Test(
        "reads what RFC 8259 allows",
        arguments: [
            ("null", JSONValue.null), ("true", .bool(true)), (" 12 ", .integer(12)), ("-0.5e2", .number(-50)),
            ("\"a\\u4f60\\n\"", .string("a你\n")),
            ("[1,[],{}]", .array([.integer(1), .array([]), .object([:])])),
            ("{\"a\":{\"b\":null}}", .object(["a": .object(["b": .null])])),
            ("\"\\ud83d\\ude00\"", .string("😀")),
        ])
    func reads(_ text: String, _ value: JSONValue) throws {
        #expect(try JSONParser.parse(text.utf8) == value)
    }

    @Test(
        "refuses the rest, and says where",
        arguments: [
            ("", "line 1, column 1"), ("{\"a\":1,\"a\":2}", "stands twice"), ("[1,]", "column 4"),
            ("01", "not a number"), ("\"\u{1}\"", "control character"),
            ("\"\\ud800\"", "high surrogate"), ("{} x", "text after the end"), ("{\n \"a\" 1}", "line 2"),
            ("[1", "ends inside an array"), ("nul", "expected null"),
            (String(repeating: "[", count: 200), "nested deeper"),
        ])
    func refuses(_ text: String, _ reason: String) {
        let error = #expect(throws: JSONError.self) { try JSONParser.parse(text.utf8) }
        #expect(error?.description.contains(reason) ?? false, "\(String(describing: error))")
    }

    @Test("canonical form: keys sorted by UTF-16 units, shortest numbers, fewest escapes")
    func canonical() throws {
        let value = try JSONParser.parse(
            #"{"€":"Euro","\r":"CR","1":1.0,"😀":2e-7,"ö":1E21,"a":[333333333.33333329,4.50,2e-3,1e30]}"#.utf8)
        #expect(
            CanonicalJSON.string(value)
                == #"{"\r":"CR","1":1,"a":[333333333.3333333,4.5,0.002,1e+30],"ö":1e+21,"€":"Euro","😀":2e-7}"#)
    }

    @Test(
        "canonical form agrees with the rfc8785 package of Python on a thousand random values",
        .enabled(if: Shell.python != nil, "needs Scripts/test's Python"))
    func oracle() throws {
        let python = try #require(Shell.python)
        var random = SeededRandom(8785)
        var lines: [String] = []
        for _ in 0..<1_000 { lines.append(CanonicalJSON.string(Self.value(&random, depth: 0))) }
        let script = """
            import json, sys, rfc8785
            bad = 0
            for line in sys.stdin.buffer.read().split(b"\\n"):
                if line and rfc8785.dumps(json.loads(line)) != line:
                    bad += 1
                    print(line.decode(), rfc8785.dumps(json.loads(line)).decode())
            print(bad)
            """
        let result = try Shell.run(python, ["-c", script], input: Data(lines.joined(separator: "\n").utf8))
        #expect(result.output == "0\n", "\(result.output.prefix(400)) \(result.errors.suffix(300))")
    }

    private static func value(_ random: inout SeededRandom, depth: Int) -> JSONValue {
        switch Int.random(in: 0..<(depth > 3 ? 5 : 7), using: &random) {
        case 0: return .null
        case 1: return .bool(Bool.random(using: &random))
        case 2: return .integer(Int.random(in: -1_000_000_000...1_000_000_000, using: &random))
        case 3:
            let number =
                Double.random(in: -1...1, using: &random)
                * Double(sign: .plus, exponent: Int.random(in: -60...80, using: &random), significand: 1)
            // a whole number below 2^53 is an integer to a reader
            return number == number.rounded() ? .integer(7) : .number(number)
        case 4:
            let scalars: [UInt32] = [0x20, 0x22, 0x5C, 0x0A, 0x01, 0x7F, 0xE9, 0x4F60, 0x1F600, 0xFFFD, 0x41]
            var text = ""
            for _ in 0..<Int.random(in: 0...6, using: &random) {
                if let scalar = Unicode.Scalar(scalars.randomElement(using: &random) ?? 0x41) {
                    text.unicodeScalars.append(scalar)
                }
            }
            return .string(text)
        case 5: return .array((0..<Int.random(in: 0...4, using: &random)).map { _ in value(&random, depth: depth + 1) })
        default:
            var members: [String: JSONValue] = [:]
            for key in ["a", "é", "\u{10000}", "\u{FFFF}", "z\n"].prefix(Int.random(in: 0...5, using: &random)) {
                members[key] = value(&random, depth: depth + 1)
            }
            return .object(members)
        }
    }
}
