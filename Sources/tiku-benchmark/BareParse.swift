import CLibXML2
import Foundation

/// What a bare parse costs: libxml2's own tree of a page, made and freed, nothing done with it.
enum BareParse {
    static func files(_ folder: String) throws -> [Data] {
        try FileManager.default.contentsOfDirectory(atPath: folder).sorted().map {
            try Data(contentsOf: URL(fileURLWithPath: folder).appendingPathComponent($0))
        }
    }

    /// - Returns: 1 for a page that has a root.
    static func parse(_ data: Data) -> Int {
        data.withUnsafeBytes { buffer in
            let options =
                HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue
                | HTML_PARSE_NONET.rawValue
            let start = buffer.bindMemory(to: CChar.self).baseAddress
            guard let document = htmlReadMemory(start, Int32(buffer.count), nil, "utf-8", Int32(options)) else {
                return 0
            }
            defer { xmlFreeDoc(document) }
            return xmlDocGetRootElement(document) == nil ? 0 : 1
        }
    }
}
