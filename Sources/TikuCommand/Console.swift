internal import Glibc
internal import Logging

/// Data goes to standard output, talk to standard error.
enum Console {
    static func print(_ text: String) { write(text, to: 1) }

    /// An error: `file: what is wrong, and what to do`.
    static func complain(_ text: String) { Talk.logger.error("\(text)") }

    /// A line that is no error, and is not for `--quiet`.
    static func say(_ text: String) { Talk.logger.warning("\(text)") }

    static func error(_ text: String) { write(text.hasSuffix("\n") ? text : text + "\n", to: 2) }

    /// Draws over the terminal's last line.
    static func draw(_ line: String) { write("\r\u{1B}[K" + line, to: 2) }

    private static func write(_ text: String, to file: Int32) {
        var text = text
        text.withUTF8 { buffer in
            var done = 0
            while done < buffer.count {
                let count = Glibc.write(file, buffer.baseAddress.map { $0 + done }, buffer.count - done)
                if count < 0 {
                    if errno == EINTR { continue }
                    // a reader that went away (EPIPE) has seen enough; a full disk is an error
                    if file == 1, errno != EPIPE {
                        complain(
                            "standard output: \(String(cString: strerror(errno))); free some space, or write elsewhere")
                        exit(2)
                    }
                    return
                }
                done += count
            }
        }
    }

    /// Ctrl-C: outputs are replaced in one step at the end, so there is nothing to undo.
    static func handleInterrupts() {
        for number in [SIGINT, SIGTERM] {
            signal(number) { number in
                let words: StaticString = "\ntiku: interrupted; the output is as it was before\n"
                _ = Glibc.write(2, words.utf8Start, words.utf8CodeUnitCount)
                _exit(128 + number)
            }
        }
    }
}
