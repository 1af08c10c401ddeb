/// A mistake in a bank: where and what.
public struct BankProblem: Hashable, Sendable, CustomStringConvertible {
    /// Path of keys, with the question's id where there is one: `questions[3] (q-…) answer.status`.
    public var path: String
    public var message: String

    public init(path: String, message: String) {
        self.path = path
        self.message = message
    }

    public var description: String { "\(path): \(message)" }
}

/// Gathers problems while a document is read, so that one run shows them all.
final class ProblemList {
    var problems: [BankProblem] = []
    func add(_ path: String, _ message: String) { problems.append(BankProblem(path: path, message: message)) }
}

/// Reads one JSON object by its keys: each key must be there, have its type, and be asked for.
struct ObjectReader {
    let path: String
    private let members: [String: JSONValue]
    private let list: ProblemList

    /// Records a problem and reads as if empty when `value` is no object or its keys are not exactly `keys`,
    /// `optional` ones aside.
    init(_ value: JSONValue, path: String, keys: [String], optional: [String] = [], list: ProblemList) {
        self.path = path
        self.list = list
        guard case .object(let members) = value else {
            list.add(path, "must be an object, is \(value.kindName)")
            self.members = [:]
            return
        }
        self.members = members
        for key in members.keys.sorted() where !keys.contains(key) && !optional.contains(key) {
            list.add(path, "unknown key \"\(key)\"")
        }
        for key in keys where members[key] == nil { list.add(path, "the key \"\(key)\" is missing") }
    }

    func string(_ key: String) -> String {
        guard let value = members[key] else { return "" }
        if case .string(let text) = value { return text }
        list.add("\(path).\(key)", "must be a string, is \(value.kindName)")
        return ""
    }

    func optionalString(_ key: String) -> String? {
        guard let value = members[key], value != .null else { return nil }
        if case .string(let text) = value { return text }
        list.add("\(path).\(key)", "must be a string or null, is \(value.kindName)")
        return nil
    }

    func integer(_ key: String) -> Int {
        guard let value = members[key] else { return 0 }
        if case .integer(let integer) = value { return integer }
        list.add("\(path).\(key)", "must be an integer, is \(value.kindName)")
        return 0
    }

    func optionalInteger(_ key: String) -> Int? {
        guard let value = members[key], value != .null else { return nil }
        if case .integer(let integer) = value { return integer }
        list.add("\(path).\(key)", "must be an integer or null, is \(value.kindName)")
        return nil
    }

    func bool(_ key: String) -> Bool {
        guard let value = members[key] else { return false }
        if case .bool(let flag) = value { return flag }
        list.add("\(path).\(key)", "must be true or false, is \(value.kindName)")
        return false
    }

    func value(_ key: String) -> JSONValue { members[key] ?? .null }

    func array(_ key: String) -> [JSONValue] {
        guard let value = members[key] else { return [] }
        if case .array(let items) = value { return items }
        list.add("\(path).\(key)", "must be an array, is \(value.kindName)")
        return []
    }

    func strings(_ key: String) -> [String] {
        array(key).enumerated().compactMap { index, item in
            if case .string(let text) = item { return text }
            list.add("\(path).\(key)[\(index)]", "must be a string, is \(item.kindName)")
            return nil
        }
    }

    func choice<Choice: RawRepresentable & CaseIterable>(_ key: String, of type: Choice.Type) -> Choice?
    where Choice.RawValue == String {
        let text = string(key)
        if let choice = Choice(rawValue: text) { return choice }
        if members[key] != nil {
            let known = Choice.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")
            list.add("\(path).\(key)", "is \"\(text)\", must be one of \(known)")
        }
        return nil
    }
}
