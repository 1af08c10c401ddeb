/// What a gram weighs by how rare it is: inverse document frequency (Spärck Jones, "A statistical interpretation of term specificity",
/// 1972), between whole powers of two by a straight line.
///
/// The same on every machine, so that no library's last digit decides a merge, and a multiple of 2^-20, so that sums are exact in
/// whatever order an engine adds them.
enum GramWeight {
    static let step = 1_048_576.0

    /// - Parameters:
    ///   - frequency: how many texts hold the gram.
    ///   - total: number of texts, as `total(_:)` gives it.
    static func of(_ frequency: some BinaryInteger, among total: Double) -> Double {
        let ratio = total / Double(frequency)
        guard ratio > 1 else { return 1 }
        return 1 + ((Double(ratio.exponent) + (ratio.significand - 1)) * step).rounded() / step
    }

    static func total(_ count: Int) -> Double { Double(max(count, 2)) }
}
