// Prints how complete each post of a folder is, and writes an audit page beside. A user's program on top of the library:
//
//     swift run CountMissing Raw audit.html

import Foundation
import Tiku

let arguments = CommandLine.arguments.dropFirst()
guard let folder = arguments.first else {
    print("usage: CountMissing FOLDER [PAGE]")
    exit(2)
}
do {
    let build = try await BankBuilder().build(folder: folder, jobs: 2)
    for row in BankStatistics(build.bank).sources {
        print("\(row.name): \(row.answered) of \(row.total) answered")
    }
    if let page = arguments.dropFirst().first {
        let report = HTMLAudit().render(AuditReport(build.bank))
        try report.write(toFile: page, atomically: true, encoding: .utf8)
    }
} catch {
    print(error)
    exit(2)
}
