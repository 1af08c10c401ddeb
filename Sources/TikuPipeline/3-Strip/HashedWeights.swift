internal import TikuText

/// A model's weights by the hash of their feature.
///
/// Read from the text in the binary at start-up, forty thousand lines at each start, so the table is a plain one: open addressing with
/// linear probing (Knuth, "The art of computer programming", volume 3, section 6.4), hashes as they come, at most half full.
struct HashedWeights: Sendable {
    private(set) var bias = 0.0
    private var slots: ContiguousArray<(hash: UInt64, weight: Float)>
    private let shift: Int

    /// - Parameter file: a line each of a feature's name, a tab and its weight in hundredths; `bias` is the name of the constant term.
    init(_ file: StaticString) {
        var bits = 4
        file.withUTF8Buffer { bytes in
            let lines = bytes.reduce(into: 0) { $0 += $1 == UInt8(ascii: "\n") ? 1 : 0 }
            while 1 << bits < 2 * (lines + 1) { bits += 1 }
        }
        shift = 64 - bits
        slots = ContiguousArray(repeating: (0, 0), count: 1 << bits)
        file.withUTF8Buffer { bytes in
            var start = 0
            while start < bytes.count {
                var end = start
                var tab: Int?
                while end < bytes.count, bytes[end] != UInt8(ascii: "\n") {
                    if bytes[end] == UInt8(ascii: "\t") { tab = end }
                    end += 1
                }
                if let tab, let value = Self.number(bytes, tab + 1..<end) {
                    let name = UnsafeBufferPointer(rebasing: bytes[start..<tab])
                    if name.elementsEqual("bias".utf8) {
                        bias = value / 100
                    } else if let hash = AdvertFeatures.hash(named: name) {
                        let slot = slot(of: hash)
                        slots[slot] = (hash, Float(value) / 100)
                    }
                }
                start = end + 1
            }
        }
    }

    /// 0 for a feature that the model does not know.
    subscript(hash: UInt64) -> Double {
        let found = slots[slot(of: hash)]
        return found.hash == hash ? Double(found.weight) : 0
    }

    /// Where a hash stands or would stand. The hash 0 means that a slot is free; no feature is known to have it.
    @inline(__always)
    private func slot(of hash: UInt64) -> Int {
        var slot = Int((hash &* 0x9E37_79B9_7F4A_7C15) >> UInt64(shift))
        while slots[slot].hash != hash, slots[slot].hash != 0 { slot = (slot + 1) & (slots.count - 1) }
        return slot
    }

    /// A whole number with or without a sign.
    private static func number(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Double? {
        let isNegative = range.first.map { bytes[$0] == UInt8(ascii: "-") } ?? false
        let digits = isNegative ? range.dropFirst() : range
        guard !digits.isEmpty else { return nil }
        var value = 0
        for place in digits {
            guard bytes[place] >= UInt8(ascii: "0"), bytes[place] <= UInt8(ascii: "9"), value < 1 << 40 else {
                return nil
            }
            value = value * 10 + Int(bytes[place] - UInt8(ascii: "0"))
        }
        return Double(isNegative ? -value : value)
    }
}
