internal import FlyingFox
internal import FlyingSocks
internal import Foundation
internal import TikuModel

/// The review page's server: on this machine only, for whoever has the token.
///
/// Any page in a browser can send requests to 127.0.0.1, so the machine's address is no guard. What guards: a random token in every
/// path; a `Host` that is this server's, against names that are made to lead here (DNS rebinding); an `Origin` that is this server's and a
/// content type that no form can send, against other sites' requests (CSRF). The page itself may load only what this server sends and
/// run no script that stands in it (CSP), and nothing scraped is ever markup: the script builds nodes from text.
public struct ReviewServer: Sendable {
    /// Bytes of a request's body.
    static let longestBody = 1 << 20

    private let desk: ReviewDesk
    private let token: String

    public init(desk: ReviewDesk) {
        self.desk = desk
        var random = SystemRandomNumberGenerator()
        token = (0..<2).map { _ in
            let digits = String(random.next() as UInt64, radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }

    /// Serves until the task is cancelled.
    ///
    /// - Parameters:
    ///   - port: 0 for any that is free.
    ///   - ready: gets the page's address.
    public func run(port: UInt16, ready: @Sendable (String) -> Void) async throws {
        let server = HTTPServer(
            address: try sockaddr_in.inet(ip4: "127.0.0.1", port: port), timeout: 30, logger: .disabled,
            handler: Handler(desk: desk, token: token))
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await server.run() }
            try await server.waitUntilListening(timeout: 5)
            if case .ip4(_, let port) = await server.listeningAddress {
                ready("http://127.0.0.1:\(port)/\(token)/")
            }
            try await group.waitForAll()
        }
    }

    private struct Handler: HTTPHandler {
        let desk: ReviewDesk
        let token: String

        func handleRequest(_ request: HTTPRequest) async throws -> HTTPResponse {
            guard isAtHome(request) else { return Self.refuse(.forbidden, "not this server's name") }
            let parts = request.path.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: true)
            guard let first = parts.first, Self.isSame(String(first), token) else {
                return Self.refuse(.forbidden, "open the address that tiku review prints")
            }
            let path = parts.count > 1 ? String(parts[1]) : ""
            if request.method == .GET, let asset = Self.assets[path] {
                return Self.response(.ok, asset.bytes, type: asset.type)
            }
            let query = Dictionary(request.query.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
            switch (request.method, path) {
            case (.GET, "api/state"): return Self.json(await desk.state())
            case (.GET, "api/queue"): return Self.json(await desk.queue(ReviewDesk.Query(query)))
            case (.GET, "api/question"):
                guard let found = await desk.question(query["id"] ?? "") else {
                    return Self.refuse(
                        .notFound,
                        "there is no such question, or its line in the bank is damaged; `tiku validate` tells")
                }
                return Self.json(found)
            case (.GET, "api/article"):
                guard let found = await desk.article(query["source"] ?? "", from: Int(query["at"] ?? "") ?? 0) else {
                    return Self.refuse(.notFound, "the article cannot be read")
                }
                return Self.json(found)
            case (.GET, "api/history"): return Self.json(await desk.history())
            case (.POST, "api/decide"):
                guard request.headers[.contentType]?.hasPrefix("application/json") == true else {
                    return Self.refuse(.unsupportedMediaType, "send application/json")
                }
                guard let body = try await Self.body(request) else {
                    return Self.refuse(.payloadTooLarge, "at most \(ReviewServer.longestBody) bytes")
                }
                guard case .object(let members)? = try? JSONParser.parse(body) else {
                    return Self.refuse(.badRequest, "send one JSON object")
                }
                switch await desk.decide(members) {
                case .done(let json): return Self.json(json)
                case .changed(let json): return Self.json(json, status: .conflict)
                case .refused(let reason): return Self.refuse(.badRequest, reason)
                }
            default: return Self.refuse(.notFound, "there is nothing here")
            }
        }

        /// A request to this server by its own name, from its own page or from no page at all.
        private func isAtHome(_ request: HTTPRequest) -> Bool {
            guard let host = request.headers[.host] else { return false }
            let name = host.split(separator: ":").first ?? ""
            guard name == "127.0.0.1" || name == "localhost" else { return false }
            let origin = request.headers[HTTPHeader("Origin")]
            if let origin, origin != "http://\(host)" { return false }
            if let site = request.headers[HTTPHeader("Sec-Fetch-Site")], site != "same-origin", site != "none" {
                return false
            }
            return request.method == .GET || (request.method == .POST && origin != nil)
        }

        /// Without a hint at where two differ.
        private static func isSame(_ left: String, _ right: String) -> Bool {
            let (left, right) = (Array(left.utf8), Array(right.utf8))
            guard left.count == right.count else { return false }
            return zip(left, right).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
        }

        /// nil for a body that is too long.
        private static func body(_ request: HTTPRequest) async throws -> [UInt8]? {
            if let length = request.headers[.contentLength].flatMap(Int.init), length > ReviewServer.longestBody {
                return nil
            }
            var bytes: [UInt8] = []
            for try await piece in request.bodySequence {
                bytes += piece
                if bytes.count > ReviewServer.longestBody { return nil }
            }
            return bytes
        }

        private static let assets: [String: (bytes: [UInt8], type: String)] = [
            "": (PackageResources.review_html, "text/html; charset=utf-8"),
            "review.css": (PackageResources.review_css, "text/css; charset=utf-8"),
            "review.js": (PackageResources.review_js, "text/javascript; charset=utf-8"),
            "words.js": (PackageResources.words_js, "text/javascript; charset=utf-8"),
        ]

        private static let headers: [HTTPHeader: String] = [
            HTTPHeader("Content-Security-Policy"):
                "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
            HTTPHeader("X-Content-Type-Options"): "nosniff", HTTPHeader("X-Frame-Options"): "DENY",
            HTTPHeader("Referrer-Policy"): "no-referrer", HTTPHeader("Cache-Control"): "no-store",
            HTTPHeader("Cross-Origin-Opener-Policy"): "same-origin",
            HTTPHeader("Cross-Origin-Resource-Policy"): "same-origin",
        ]

        private static func response(_ status: HTTPStatusCode, _ bytes: [UInt8], type: String) -> HTTPResponse {
            var headers = headers
            headers[.contentType] = type
            return HTTPResponse(statusCode: status, headers: HTTPHeaders(headers), body: Data(bytes))
        }

        private static func json(_ value: TikuModel.JSONValue, status: HTTPStatusCode = .ok) -> HTTPResponse {
            response(status, Array(CanonicalJSON.encode(value)), type: "application/json")
        }

        private static func refuse(_ status: HTTPStatusCode, _ reason: String) -> HTTPResponse {
            json(.object(["error": .string(reason)]), status: status)
        }
    }
}
