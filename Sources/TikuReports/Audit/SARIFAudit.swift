internal import TikuModel
internal import TikuPipeline

/// SARIF 2.1.0 (OASIS), as code scanning takes it: findings show beside the lines of the raw files.
///
/// Each flag code is a rule with its help. Fingerprints do not depend on lines or numbers, so that a finding stays the same one
/// when the file around it changes. What a curator agreed to is suppressed, with the reason.
public struct SARIFAudit: AuditFormat {
    public static let name = "sarif"

    public init() {}

    public func render(_ report: AuditReport) -> String {
        let codes = FlagCode.allCases
        let places = Dictionary(uniqueKeysWithValues: codes.enumerated().map { ($1, $0) })
        let rules = codes.map { code -> JSONValue in
            .object([
                "id": .string(code.rawValue), "name": .string(Self.pascal(code.rawValue)),
                "shortDescription": .object(["text": .string(code.meaning)]),
                "fullDescription": .object(["text": .string(code.meaning + ".")]),
                "help": .object([
                    "text": .string(code.remedy),
                    "markdown": .string("**\(code.rawValue)**: \(code.meaning).\n\n\(code.remedy)"),
                ]),
                "defaultConfiguration": .object(["level": .string(code.severity.rawValue)]),
            ])
        }
        let results = report.findings.map { result($0, report, places) }
        return CanonicalJSON.string(
            .object([
                "$schema": .string("https://json.schemastore.org/sarif-2.1.0.json"), "version": .string("2.1.0"),
                "runs": .array([
                    .object([
                        "tool": .object([
                            "driver": .object([
                                "name": .string("tiku"), "version": .string(report.bank.generator.version),
                                "semanticVersion": .string(report.bank.generator.version), "rules": .array(rules),
                            ])
                        ]),
                        "columnKind": .string("utf16CodeUnits"), "results": .array(results),
                    ])
                ]),
            ])) + "\n"
    }

    private func result(
        _ finding: AuditReport.Finding, _ report: AuditReport, _ places: [FlagCode: Int]
    ) -> JSONValue {
        let location = RawLocation(finding, raw: report.raw)
        var physical: [String: JSONValue] = ["artifactLocation": .object(["uri": .string(location.uri)])]
        if let lines = location.lines {
            physical["region"] = .object(["startLine": .integer(lines.first), "endLine": .integer(lines.last)])
        }
        var members: [String: JSONValue] = [
            "ruleId": .string(finding.flag.code.rawValue), "ruleIndex": .integer(places[finding.flag.code] ?? 0),
            "level": .string(finding.flag.severity.rawValue), "message": .object(["text": .string(text(finding))]),
            "locations": .array([.object(["physicalLocation": .object(physical)])]),
            "partialFingerprints": .object(["tiku/v1": .string(finding.fingerprint)]),
            "baselineState": .string(finding.isOld ? "unchanged" : "new"),
        ]
        if let accepted = finding.flag.accepted {
            members["suppressions"] = .array([
                .object(["kind": .string("external"), "justification": .string(accepted)])
            ])
        }
        if let question = finding.question {
            members["properties"] = .object([
                "question": .string(question.id), "number": .integer(question.number),
            ])
        }
        return .object(members)
    }

    private func text(_ finding: AuditReport.Finding) -> String {
        var text = Visible.text(finding.flag.message)
        if let question = finding.question {
            text = "#\(question.number) \(Visible.text(Visible.cut(question.text, to: 120))): " + text
        }
        if !finding.flag.evidence.isEmpty, finding.flag.code != .answerMissing {
            text += " (\(Visible.text(Visible.cut(finding.flag.evidence, to: 160))))"
        }
        return text
    }

    /// `answer.list-incomplete` becomes `AnswerListIncomplete`.
    private static func pascal(_ code: String) -> String {
        code.split { $0 == "." || $0 == "-" }.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    }
}
