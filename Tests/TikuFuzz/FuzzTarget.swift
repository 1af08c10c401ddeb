import Foundation
import Tiku

/// What random bytes are thrown at, and what must hold whatever they are.
///
/// Used twice: by libFuzzer (`Scripts/fuzz`), and by the tests, which run the inputs that once broke something.
public enum FuzzTarget: String, CaseIterable, Sendable {
    case html, text, markdown, charset, container, segment, repair, bank, json, configuration, decisions

    private static let builder = try? BankBuilder()

    /// The first law that the bytes break; nil where all hold.
    public func defect(_ bytes: [UInt8]) -> String? {
        guard let builder = Self.builder else { return "the rules that ship cannot be read" }
        switch self {
        case .html: return Self.build([RawSource(name: "a.html", bytes: [0x3C, 0x70, 0x3E] + bytes)], builder)
        case .text, .segment, .repair: return Self.build([RawSource(name: "a.txt", bytes: prelude + bytes)], builder)
        case .markdown: return Self.build([RawSource(name: "a.md", bytes: bytes)], builder)
        case .charset: return Self.charset(bytes, builder)
        case .container: return Self.container(bytes, builder)
        case .bank: return Self.bank(bytes, builder)
        case .json: return Self.json(bytes)
        case .configuration: return Self.configuration(bytes)
        case .decisions: return Self.decisions(bytes, builder)
        }
    }

    private var prelude: [UInt8] { self == .segment ? Array("面试题\n1、什么是锁？\n".utf8) : [] }

    /// Tiling, a valid bank, and the same bytes twice.
    private static func build(
        _ posts: [RawSource], _ builder: BankBuilder, previous: Bank? = nil, decisions: Decisions = Decisions()
    ) -> String? {
        for post in posts {
            guard case .extracted(let extract) = builder.pipeline.extract(post) else { continue }
            if let defect = tilingDefect(extract.tiles, length: extract.length) { return "tiling: \(defect)" }
        }
        let first = builder.build(posts, previous: previous, decisions: decisions)
        if let problem = BankValidation.problems(first.bank).first { return "invalid bank: \(problem)" }
        let bytes = first.bank.fileBytes
        guard builder.build(posts.reversed(), previous: previous, decisions: decisions).bank.fileBytes == bytes else {
            return "two builds of the same differ"
        }
        guard let json = try? JSONParser.parse(bytes), let read = Bank.decode(json).bank, read.fileBytes == bytes else {
            return "the bank does not read back as it was written"
        }
        for file in BankFiles.files(first) where String(validating: file.bytes, as: UTF8.self) == nil {
            return "\(file.path) is no UTF-8"
        }
        return nil
    }

    /// The first byte chooses what the bytes are declared as.
    private static func charset(_ bytes: [UInt8], _ builder: BankBuilder) -> String? {
        let names = [
            nil, "utf-8", "gbk", "gb18030", "big5", "shift_jis", "euc-kr", "euc-jp", "utf-16", "utf-16le",
            "windows-1252",
            "iso-8859-1", "koi8-r", "nonsense",
        ]
        var post = RawSource(name: "a.txt", bytes: bytes.dropFirst())
        post.charset = names[Int(bytes.first ?? 0) % names.count]
        return build([post], builder)
    }

    /// Whatever the bytes look like: gzip, WARC, JSON lines, a saved page.
    private static func container(_ bytes: [UInt8], _ builder: BankBuilder) -> String? {
        let file = URL(fileURLWithPath: "/dev/shm/tiku-fuzz-\(getpid())")
        guard (try? Data(bytes).write(to: file)) != nil, let tree = try? SourceTree(root: file.path) else { return nil }
        let outcomes = tree.entries.flatMap { builder.pipeline.extract($0) }
        for case .extracted(let extract) in outcomes {
            if let defect = tilingDefect(extract.tiles, length: extract.length) { return "tiling: \(defect)" }
        }
        let bank = builder.pipeline.assemble(outcomes, previous: nil).bank
        if let problem = BankValidation.problems(bank).first { return "invalid bank: \(problem)" }
        let again = builder.pipeline.assemble(outcomes.reversed(), previous: nil).bank
        return again.fileBytes == bank.fileBytes ? nil : "the order of records changes the bank"
    }

    /// A bank that is read and relied on comes back the same, and can be built upon.
    private static func bank(_ bytes: [UInt8], _ builder: BankBuilder) -> String? {
        // read by its lines, as the review page does, whatever the bytes: each question can be asked for
        let lined = (try? BankLines.read(ContiguousArray(bytes)))?.lines
        if let lined { for index in lined.heads.indices { _ = lined.question(index) } }
        guard let json = try? JSONParser.parse(bytes), let bank = Bank.decode(json).bank,
            BankValidation.problems(bank).isEmpty
        else { return nil }
        let written = bank.fileBytes
        guard let again = try? JSONParser.parse(written), Bank.decode(again).bank == bank else {
            return "a valid bank does not read back as it was written"
        }
        guard let lined, lined.heads.map(\.id) == bank.questions.map(\.id),
            bank.questions.indices.allSatisfy({ lined.question($0) == bank.questions[$0] })
        else { return "a valid bank reads otherwise by its lines" }
        return build([RawSource(name: "a.txt", text: "面试题\n1、什么是锁？\n互斥。\n2、什么是栈？\n")], builder, previous: bank)
    }

    private static func json(_ bytes: [UInt8]) -> String? {
        guard let value = try? JSONParser.parse(bytes) else { return nil }
        let written = CanonicalJSON.encode(value)
        guard let again = try? JSONParser.parse(written) else { return "canonical JSON is no JSON" }
        return CanonicalJSON.encode(again) == written ? nil : "canonical JSON is not stable"
    }

    private static func configuration(_ bytes: [UInt8]) -> String? {
        guard let read = try? Configuration.read(String(decoding: bytes, as: UTF8.self), file: "tiku.yml"),
            let builder = try? BankBuilder(configuration: read)
        else { return nil }
        let post = "面试题\n1、什么是锁？\n互斥。加微信领取资料。\n2、什么是栈？\n后进先出。\n"
        return build([RawSource(name: "a.txt", text: post)], builder)
    }

    private static func decisions(_ bytes: [UInt8], _ builder: BankBuilder) -> String? {
        guard let read = try? Decisions.read(ContiguousArray(bytes), file: "decisions.yml") else { return nil }
        let posts = [
            RawSource(name: "a.txt", text: "面试题\n1、什么是锁？\n互斥。\n2、什么是栈？\n后进先出。\n3、什么是堆？\n"),
            RawSource(name: "b.txt", text: "面试题\n1、请说说什么是锁？\n互斥的一种。\n2、什么是图？\n点和边。\n"),
        ]
        return build(posts, builder, decisions: read)
    }
}
