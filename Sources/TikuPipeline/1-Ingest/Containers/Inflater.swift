internal import CZlib

/// Decompresses gzip (RFC 1952) and zlib streams piece by piece, one member after the other. Owns zlib's state.
final class Inflater {
    private let stream: UnsafeMutablePointer<z_stream>
    /// The last member ended where the input so far ends.
    private(set) var isAtEnd = false

    /// - Throws: `StreamError` when zlib has no memory.
    init() throws(StreamError) {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        guard tiku_inflate_init(stream) == Z_OK else {
            stream.deallocate()
            throw StreamError("zlib could not be started")
        }
    }

    deinit {
        inflateEnd(stream)
        stream.deinitialize(count: 1)
        stream.deallocate()
    }

    /// Decompresses all of `input`; calls `output` with each piece.
    ///
    /// - Throws: `StreamError` for damaged data, or what `output` throws.
    func inflate(
        _ input: ContiguousArray<UInt8>, output: (UnsafeBufferPointer<UInt8>) throws(StreamError) -> Void
    ) throws(StreamError) {
        var piece = ContiguousArray<UInt8>(repeating: 0, count: 1 << 16)
        var offset = 0
        while offset < input.count {
            var produced = 0
            var status = Z_OK
            let room = piece.count
            let left = input.count - offset
            input.withUnsafeBufferPointer { source in
                piece.withUnsafeMutableBufferPointer { target in
                    // zlib reads through this pointer and never writes
                    stream.pointee.next_in = source.baseAddress.map { UnsafeMutablePointer(mutating: $0 + offset) }
                    stream.pointee.avail_in = UInt32(min(left, 1 << 30))
                    stream.pointee.next_out = target.baseAddress
                    stream.pointee.avail_out = UInt32(room)
                    status = CZlib.inflate(stream, Z_NO_FLUSH)
                }
            }
            let taken = min(left, 1 << 30) - Int(stream.pointee.avail_in)
            offset += taken
            produced = room - Int(stream.pointee.avail_out)
            if produced > 0 {
                var failure: StreamError?
                piece.withUnsafeBufferPointer { buffer in
                    do throws(StreamError) { try output(UnsafeBufferPointer(rebasing: buffer[..<produced])) } catch {
                        failure = error
                    }
                }
                if let failure { throw failure }
            }
            switch status {
            case Z_STREAM_END:
                isAtEnd = true
                guard offset < input.count else { return }
                // members follow one another; what follows them and is none is padding
                guard input[offset] == 0x1F || input[offset] == 0x78 else { return }
                inflateReset(stream)
                isAtEnd = false
            case Z_OK: isAtEnd = false
            case Z_BUF_ERROR where taken == 0 && produced == 0: return
            case Z_BUF_ERROR: break
            default: throw StreamError("the compressed data is damaged; fetch the file again")
            }
        }
    }

    /// Whether a new member begins with the next input.
    func startMember() {
        if isAtEnd {
            inflateReset(stream)
            isAtEnd = false
        }
    }
}

/// Why a file could not be read on: one sentence that says what is wrong and what to do.
struct StreamError: Error, Hashable {
    var reason: String

    init(_ reason: String) { self.reason = reason }
}
