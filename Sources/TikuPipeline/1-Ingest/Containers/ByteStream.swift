internal import Glibc

/// The bytes of a file, read piece by piece and decompressed where they are gzip. Memory stays at the largest piece that is asked
/// for. Owns the file.
final class ByteStream {
    private let file: Int32
    private let closes: Bool
    private var buffer = ContiguousArray<UInt8>()
    private var position = 0
    private var isDone = false
    private var inflater: Inflater?
    /// Bytes read from the file, and given on.
    private var read = 0
    private var given = 0
    private let limits: Limits

    /// - Parameters:
    ///   - file: an open file.
    ///   - closes: whether it is closed with the stream.
    ///   - limits: on what is unpacked.
    init(_ file: Int32, closes: Bool, _ limits: Limits) throws(StreamError) {
        self.file = file
        self.closes = closes
        self.limits = limits
        do throws(StreamError) {
            try fill(2)
            if buffer.count >= 2, buffer[0] == 0x1F, buffer[1] == 0x8B {
                inflater = try Inflater()
                let start = buffer
                buffer = []
                given = 0
                try decompress(start)
            }
        } catch {
            if closes { close(file) }
            throw error
        }
    }

    /// Of bytes that are here already.
    init(_ bytes: ContiguousArray<UInt8>, _ limits: Limits) throws(StreamError) {
        file = -1
        closes = false
        self.limits = limits
        isDone = true
        read = bytes.count
        guard bytes.count >= 2, bytes[0] == 0x1F, bytes[1] == 0x8B else {
            buffer = bytes
            return
        }
        let inflater = try Inflater()
        self.inflater = inflater
        try decompress(bytes)
        guard inflater.isAtEnd else { throw StreamError("the compressed file ends in the middle; fetch it again") }
    }

    deinit { if closes { close(file) } }

    var isCompressed: Bool { inflater != nil }

    /// What can be seen without taking it: up to `count` bytes.
    func peek(_ count: Int) throws(StreamError) -> ArraySlice<UInt8> {
        try fill(count)
        return ArraySlice(buffer[position..<min(buffer.count, position + count)])
    }

    /// Takes a line without its end (LF or CR LF); nil at the end.
    ///
    /// - Throws: `StreamError` for a line longer than `limit`.
    func line(limit: Int) throws(StreamError) -> ContiguousArray<UInt8>? {
        var searched = position
        while true {
            if let end = buffer[searched...].firstIndex(of: 0x0A) {
                var line = ContiguousArray(buffer[position..<end])
                if line.last == 0x0D { line.removeLast() }
                position = end + 1
                return line
            }
            let seen = buffer.count - position
            guard seen <= limit else {
                throw StreamError("a line has more than \(limit) bytes; split the file")
            }
            try fill(seen + (1 << 16))
            searched = position + seen
            if buffer.count - position == seen {
                guard seen > 0 else { return nil }
                let line = ContiguousArray(buffer[position...])
                position = buffer.count
                return line
            }
        }
    }

    /// The same, where a line that is too long is passed over without being kept.
    ///
    /// - Returns: nil at the end, an empty optional inside for a line that is too long.
    func lineOrNothing(limit: Int) throws(StreamError) -> ContiguousArray<UInt8>?? {
        let start = try peek(limit + 1)
        guard start.count > limit, !start.contains(0x0A) else {
            guard let line = try line(limit: limit) else { return nil }
            return .some(line)
        }
        while true {
            let piece = try peek(1 << 18)
            guard !piece.isEmpty else { return .some(nil) }
            if let end = piece.firstIndex(of: 0x0A) {
                position = end + 1
                return .some(nil)
            }
            position += piece.count
        }
    }

    /// Takes up to `count` bytes; fewer only at the end.
    func take(_ count: Int) throws(StreamError) -> ContiguousArray<UInt8> {
        try fill(count)
        let end = min(buffer.count, position + count)
        let bytes = ContiguousArray(buffer[position..<end])
        position = end
        return bytes
    }

    /// Passes over `count` bytes without keeping them.
    func skip(_ count: Int) throws(StreamError) {
        var left = count
        while left > 0 {
            try fill(min(left, 1 << 20))
            let step = min(left, buffer.count - position)
            guard step > 0 else { return }
            position += step
            left -= step
        }
    }

    /// Makes `count` bytes ready, if the file has so many.
    private func fill(_ count: Int) throws(StreamError) {
        guard buffer.count - position < count, !isDone else { return }
        if position > 0 {
            buffer.removeSubrange(..<position)
            position = 0
        }
        while buffer.count < count, !isDone {
            var piece = ContiguousArray<UInt8>(repeating: 0, count: 1 << 18)
            let got = piece.withUnsafeMutableBytes { Glibc.read(file, $0.baseAddress, $0.count) }
            if got < 0 {
                if errno == EINTR { continue }
                throw StreamError("the file cannot be read: \(SourceTree.lastError())")
            }
            if got == 0 {
                isDone = true
                if let inflater, !inflater.isAtEnd {
                    throw StreamError("the compressed file ends in the middle; fetch it again")
                }
                return
            }
            piece.removeLast(piece.count - got)
            read += got
            if inflater == nil { buffer.append(contentsOf: piece) } else { try decompress(piece) }
        }
    }

    private func decompress(_ piece: ContiguousArray<UInt8>) throws(StreamError) {
        guard let inflater else { return }
        inflater.startMember()
        try inflater.inflate(piece) { (output: UnsafeBufferPointer<UInt8>) throws(StreamError) in
            given += output.count
            guard given <= Limits.ratioFrom || given / max(read, 1) <= limits.unpackedRatio else {
                throw StreamError(
                    "the file unpacks to more than \(limits.unpackedRatio) times its size, as attacks do; unpack it by hand"
                )
            }
            guard given <= limits.unpackedBytes else {
                throw StreamError("the file unpacks to more than \(limits.unpackedBytes) bytes; split it")
            }
            buffer.append(contentsOf: output)
        }
    }
}
