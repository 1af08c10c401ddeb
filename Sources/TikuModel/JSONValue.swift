/// A JSON value (RFC 8259). Numbers that are whole and fit are integers.
public enum JSONValue: Hashable, Sendable {
    case null
    case bool(Bool)
    case integer(Int)
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object([String: JSONValue])

    /// What kind of value this is, in a message.
    public var kindName: String {
        switch self {
        case .null: "null"
        case .bool: "a boolean"
        case .integer: "an integer"
        case .number: "a number"
        case .string: "a string"
        case .array: "an array"
        case .object: "an object"
        }
    }
}

extension JSONValue {
    public init(_ text: String?) {
        if let text { self = .string(text) } else { self = .null }
    }

    public init(_ value: Int?) {
        if let value { self = .integer(value) } else { self = .null }
    }
}
