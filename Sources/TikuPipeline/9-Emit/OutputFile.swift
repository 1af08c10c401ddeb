extension OutputDirectory {
    /// One file of an output: its path and what it holds, at hand or made when it is asked for.
    public struct File: Sendable {
        /// Hands over the next bytes, which are valid during the call.
        public typealias Put = (UnsafeRawBufferPointer) -> Void

        /// Path below the directory; never taken from the content of a source.
        public let path: String
        private let content: Content

        private enum Content {
            case bytes(ContiguousArray<UInt8>)
            case text(String)
            case pieces(@Sendable (Put) -> Void)
        }

        public init(path: String, bytes: ContiguousArray<UInt8>) {
            self.path = path
            content = .bytes(bytes)
        }

        public init(path: String, text: String) {
            self.path = path
            content = .text(text)
        }

        /// A file that need not be in memory as a whole, made when it is asked for.
        ///
        /// - Parameter pieces: gives all of its bytes, the same ones whenever it is called, on any thread.
        public init(path: String, pieces: @escaping @Sendable (Put) -> Void) {
            self.path = path
            content = .pieces(pieces)
        }

        /// All bytes. O(bytes), and the work of making them.
        public var bytes: ContiguousArray<UInt8> {
            var bytes = ContiguousArray<UInt8>()
            forEachPiece { bytes.append(contentsOf: $0) }
            return bytes
        }

        /// Whether looking at the bytes twice costs no more than looking.
        var isAtHand: Bool {
            if case .pieces = content { return false }
            return true
        }

        func forEachPiece(_ put: Put) {
            switch content {
            case .bytes(let bytes): bytes.withUnsafeBytes(put)
            case .text(var text): text.withUTF8 { put(UnsafeRawBufferPointer($0)) }
            case .pieces(let pieces): pieces(put)
            }
        }
    }
}
