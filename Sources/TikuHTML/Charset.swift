internal import Glibc
public import TikuModel

/// Finds a source's character encoding and decodes it to UTF-8.
///
/// In order: a byte-order mark; valid UTF-8, which no other encoding gives by chance; what the page declares, if the
/// bytes are valid in it; else the encoding of East Asia or Western Europe in which the text reads best.
public enum Charset {
    public struct Decoded: Sendable {
        public var text: TextBuffer
        /// Lower-case name.
        public var encoding: String
        /// Bytes that had no meaning and became U+FFFD.
        public var replaced: Int
    }

    /// - Returns: the text, or nil where the bytes are no text in any known encoding.
    public static func decode(_ raw: ContiguousArray<UInt8>, declared: String? = nil) -> Decoded? {
        if raw.starts(with: [0xEF, 0xBB, 0xBF]) {
            return utf8(ContiguousArray(raw[3...]), lossy: true)
        }
        if raw.starts(with: [0xFF, 0xFE]) { return iconv(raw[2...], from: "UTF-16LE", named: "utf-16le") }
        if raw.starts(with: [0xFE, 0xFF]) { return iconv(raw[2...], from: "UTF-16BE", named: "utf-16be") }
        if let guess = utf16Guess(raw) { return iconv(raw[...], from: guess.uppercased(), named: guess) }
        if let text = utf8(raw, lossy: false) { return text }
        let declaration = (declared ?? declaredName(raw)).flatMap(known)
        if let declaration, declaration != "utf-8" {
            if let text = iconv(raw[...], from: declaration, named: declaration), text.replaced * 200 <= raw.count {
                return text
            }
        }
        if let text = utf8(raw, lossy: true), text.replaced * 500 <= raw.count, isMostlyValid(text) { return text }
        return best(raw) ?? utf8(raw, lossy: true)
    }

    /// In text of one byte a letter hardly two of those above ASCII stand so that they are UTF-8.
    private static func isMostlyValid(_ decoded: Decoded) -> Bool {
        let others = decoded.text.bytes.count { $0 >= 0xC0 } - decoded.replaced
        return others >= decoded.replaced * 4
    }

    private static func utf8(_ raw: ContiguousArray<UInt8>, lossy: Bool) -> Decoded? {
        let valid = raw.withUnsafeBufferPointer { String(validating: $0, as: UTF8.self) != nil }
        if valid { return Decoded(text: TextBuffer(raw), encoding: "utf-8", replaced: 0) }
        guard lossy else { return nil }
        let text = ContiguousArray(String(decoding: raw, as: UTF8.self).utf8)
        return Decoded(text: TextBuffer(text), encoding: "utf-8", replaced: replacements(text))
    }

    private static func replacements(_ bytes: ContiguousArray<UInt8>) -> Int {
        var count = 0
        var offset = 0
        while offset + 2 < bytes.count {
            if bytes[offset] == 0xEF, bytes[offset + 1] == 0xBF, bytes[offset + 2] == 0xBD {
                count += 1
                offset += 3
            } else {
                offset += 1
            }
        }
        return count
    }

    /// UTF-16 without a mark: every other byte of Latin text is zero.
    private static func utf16Guess(_ raw: ContiguousArray<UInt8>) -> String? {
        let sample = raw.prefix(512)
        guard sample.count >= 16 else { return nil }
        var even = 0
        var odd = 0
        for (index, byte) in sample.enumerated() where byte == 0 {
            if index % 2 == 0 { even += 1 } else { odd += 1 }
        }
        if odd * 3 > sample.count, even * 20 < sample.count { return "utf-16le" }
        if even * 3 > sample.count, odd * 20 < sample.count { return "utf-16be" }
        return nil
    }

    /// `charset=` or `encoding=` in the first 16 KiB: more than a browser looks at, since heads have grown.
    static func declaredName(_ raw: ContiguousArray<UInt8>) -> String? {
        let head = String(
            decoding: raw.prefix(16_384).map { $0 < 0x80 ? $0 | ($0 >= 0x41 && $0 <= 0x5A ? 0x20 : 0) : 0x3F },
            as: UTF8.self)
        for key in ["charset=", "encoding="] {
            guard let found = head.range(ofASCII: key) else { continue }
            let name = head[found...].drop { $0 == "\"" || $0 == "'" || $0 == " " }
                .prefix { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
            if !name.isEmpty { return String(name) }
        }
        return nil
    }

    /// Labels as pages write them, mapped to what the text really is in (WHATWG Encoding: GBK reads as GB18030).
    private static func known(_ label: String) -> String? {
        switch label.lowercased() {
        case "utf-8", "utf8": "utf-8"
        case "gbk", "gb2312", "gb18030", "gb-2312", "gb_2312-80", "x-gbk", "hz-gb-2312": "gb18030"
        case "big5", "big-5", "big5-hkscs", "x-x-big5": "big5-hkscs"
        case "shift_jis", "shift-jis", "sjis", "x-sjis", "windows-31j", "ms932": "cp932"
        case "euc-jp", "x-euc-jp": "euc-jp"
        case "iso-2022-jp": "iso-2022-jp"
        case "euc-kr", "ks_c_5601-1987", "ksc5601", "windows-949", "cp949": "cp949"
        case "iso-8859-1", "latin1", "windows-1252", "us-ascii", "ascii", "cp1252": "windows-1252"
        case "koi8-r": "koi8-r"
        case let name where name.hasPrefix("windows-125") && name.utf8.count == 12: name
        case let name where name.hasPrefix("iso-8859-") && name.utf8.count <= 11: name
        default: nil
        }
    }

    /// Tries the encodings that leave no trace of their name, and takes the one that reads most like text.
    private static func best(_ raw: ContiguousArray<UInt8>) -> Decoded? {
        var best: (score: Double, text: Decoded)?
        for name in ["gb18030", "big5-hkscs", "cp932", "euc-jp", "cp949", "windows-1252"] {
            guard let text = iconv(raw[...], from: name, named: name) else { continue }
            let score = plausibility(text.text) - Double(text.replaced) * 8 / Double(max(1, text.text.count))
            if best == nil || score > (best?.score ?? 0) { best = (score, text) }
        }
        return best?.text
    }

    /// Mean plausibility of the non-ASCII characters: frequent Han, kana and hangul count up, rare Han and
    /// private or half-width forms down.
    private static func plausibility(_ text: TextBuffer) -> Double {
        var score = 0.0
        var count = 0.0
        var offset = 0
        let limit = min(text.count, 100_000)
        while offset < limit {
            let byte = text.bytes[offset]
            if byte < 0x80 {
                offset += 1
                continue
            }
            var scalar: UInt32 = 0xFFFD
            var width = 1
            if byte >= 0xF0 {
                width = 4
                scalar = 0x1_0000
            } else if byte >= 0xE0, offset + 2 < text.count {
                width = 3
                scalar =
                    UInt32(byte & 0x0F) << 12 | UInt32(text.bytes[offset + 1] & 0x3F) << 6
                    | UInt32(text.bytes[offset + 2] & 0x3F)
            } else if offset + 1 < text.count {
                width = 2
                scalar = UInt32(byte & 0x1F) << 6 | UInt32(text.bytes[offset + 1] & 0x3F)
            }
            offset += width
            count += Double(width)
            switch scalar {
            case 0x4E00...0x9FFF: score += FrequentHan.contains(scalar) ? 3 : -0.6
            case 0x3041...0x30FF: score += 2.2
            case 0xAC00...0xD7A3: score += 2.2
            case 0x3001...0x3011, 0xFF01...0xFF1F, 0x2014, 0x2018...0x201D, 0x2026: score += 2
            case 0xFF61...0xFF9F: score -= 1.5
            case 0xE000...0xF8FF, 0xFFFD: score -= 6
            case 0x80...0x24F: score += width == 2 ? -0.2 : 0
            default: score -= 1
            }
        }
        return count == 0 ? 0 : score / count
    }

    /// glibc's converter; a byte that has no meaning becomes U+FFFD.
    private static func iconv(_ raw: ArraySlice<UInt8>, from name: String, named: String) -> Decoded? {
        convert(ContiguousArray(raw), from: name, named: named)
    }

    private static func convert(_ raw: ContiguousArray<UInt8>, from name: String, named: String) -> Decoded? {
        guard let converter = iconv_open("UTF-8", name.uppercased()),
            converter != UnsafeMutableRawPointer(bitPattern: -1)
        else { return nil }
        defer { iconv_close(converter) }
        var input = raw
        var output = ContiguousArray<UInt8>()
        output.reserveCapacity(raw.count * 3 / 2)
        var chunk = [CChar](repeating: 0, count: 65_536)
        var replaced = 0
        input.withUnsafeMutableBytes { buffer in
            guard let base = buffer.baseAddress else { return }
            var position: UnsafeMutablePointer<CChar>? = base.assumingMemoryBound(to: CChar.self)
            var left = buffer.count
            while left > 0 {
                let (status, written) = chunk.withUnsafeMutableBufferPointer { space -> (Int, Int) in
                    var target = space.baseAddress
                    var room = space.count
                    let status = Glibc.iconv(converter, &position, &left, &target, &room)
                    return (Int(status), space.count - room)
                }
                for index in 0..<written { output.append(UInt8(bitPattern: chunk[index])) }
                if status == -1, errno != E2BIG {
                    replaced += 1
                    output.append(contentsOf: [0xEF, 0xBF, 0xBD])
                    position = position.map { $0 + 1 }
                    left -= 1
                }
            }
        }
        return Decoded(text: TextBuffer(output), encoding: named, replaced: replaced)
    }
}

extension String {
    /// Index after the first occurrence of an ASCII needle.
    fileprivate func range(ofASCII needle: String) -> String.Index? {
        let hay = utf8
        let want = Array(needle.utf8)
        var index = hay.startIndex
        while let start = hay[index...].firstIndex(of: want[0]) {
            if hay[start...].starts(with: want) { return hay.index(start, offsetBy: want.count) }
            index = hay.index(after: start)
        }
        return nil
    }
}
