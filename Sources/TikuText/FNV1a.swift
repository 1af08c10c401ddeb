/// FNV-1a over 64 bits, with units wider than a byte where the caller has them: for sets in memory, never for a name in a file.
///
/// Source: G. Fowler, L. C. Noll, K.-P. Vo, D. Eastlake, "The FNV Non-Cryptographic Hash Algorithm" (IETF draft).
public struct FNV1a: Sendable {
    @usableFromInline var state: UInt64 = 0xCBF2_9CE4_8422_2325

    /// The hash of what was added.
    @inlinable public var value: UInt64 { state }

    @inlinable public init() {}

    @inlinable public init(_ units: some Sequence<some UnsignedInteger>) {
        for unit in units { add(UInt64(unit)) }
    }

    @inlinable public mutating func add(_ unit: UInt64) { state = (state ^ unit) &* 0x100_0000_01B3 }
}
