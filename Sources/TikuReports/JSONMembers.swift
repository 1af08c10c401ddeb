internal import TikuModel

/// The members of an object, each nil where it is not of the kind asked for.
struct JSONMembers {
    private var members: [String: JSONValue] = [:]

    init(_ json: JSONValue) { if case .object(let members) = json { self.members = members } }

    subscript(key: String) -> JSONValue? { members[key] }

    func text(_ key: String) -> String? {
        if case .string(let text)? = members[key] { return text }
        return nil
    }

    func number(_ key: String) -> Int? {
        if case .integer(let number)? = members[key] { return number }
        return nil
    }

    func list<Element>(_ key: String, _ read: (JSONValue) -> Element?) -> [Element]? {
        guard case .array(let items)? = members[key] else { return nil }
        let read = items.compactMap(read)
        return read.count == items.count ? read : nil
    }

    func pair(_ key: String) -> (Int, Int)? {
        guard case .array(let items)? = members[key], items.count == 2, case .integer(let first) = items[0],
            case .integer(let second) = items[1]
        else { return nil }
        return (first, second)
    }

    func span(_ key: String) -> ByteSpan? {
        pair(key).flatMap { $0.0 >= 0 && $0.0 <= $0.1 ? ByteSpan($0.0, $0.1) : nil }
    }
}
