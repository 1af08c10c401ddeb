import Foundation
import TikuPipeline
import TikuReports
import TikuText

// Measures the parts that have to be fast. Scripts/benchmark, Scripts/growth and Scripts/instructions run it.
//
//   tiku-benchmark jaccard FILE       every pair of a 3-gram Jaccard similarity of 0.7 or more
//   tiku-benchmark edits FILE         every pair within three edits of each other
//   tiku-benchmark pipeline FILE      the pairs that `tiku build` looks at: weighted, or within few edits
//   tiku-benchmark build PATH         a whole build in one thread, nothing written: for counting instructions
//   tiku-benchmark map PATH           its map half alone
//   tiku-benchmark parse PATH         a bare tree parse by libxml2 of the same files, to compare with
//
// FILE holds one question a line. Pairs go to standard output as line numbers, figures to standard error as JSON.

func fail(_ message: String) -> Never {
    FileHandle.standardError.write(Data("\(message)\n".utf8))
    exit(2)
}

func say(_ records: Int, _ found: Int, since start: ContinuousClock.Instant) {
    let elapsed = start.duration(to: ContinuousClock().now)
    let seconds = Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    let figures =
        "{\"records\":\(records),\"pairs\":\(found),\"seconds\":\(seconds),\"kilobytes\":\(usage.ru_maxrss)}\n"
    FileHandle.standardError.write(Data(figures.utf8))
}

let arguments = CommandLine.arguments
guard arguments.count == 3 else { fail("usage: tiku-benchmark jaccard|edits|pipeline|build|map|parse FILE") }
let clock = ContinuousClock()
switch arguments[1] {
case "build", "map":
    do {
        let pipeline = Pipeline(rules: try RuleSet(BuiltInRules.packs()))
        let entries = try SourceTree(root: arguments[2]).entries
        let start = clock.now
        let outcomes = entries.flatMap { pipeline.extract($0) }
        if arguments[1] == "build" {
            let build = pipeline.assemble(outcomes, previous: nil)
            let bytes = BankFiles.files(build).reduce(0) { $0 + $1.bytes.count }
            say(entries.count, bytes, since: start)
        } else {
            say(entries.count, outcomes.count, since: start)
        }
    } catch { fail("\(error)") }
case "parse":
    do {
        let files = try BareParse.files(arguments[2])
        let start = clock.now
        let nodes = files.reduce(0) { $0 + BareParse.parse($1) }
        say(files.count, nodes, since: start)
    } catch { fail("\(error)") }
default:
    guard let work = DuplicateBenchmark(rawValue: arguments[1]) else {
        fail("\(arguments[1]): there is no such benchmark")
    }
    guard let file = FileManager.default.contents(atPath: arguments[2]) else { fail("\(arguments[2]): cannot be read") }
    let texts = file.split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) }
    let start = clock.now
    let pairs = work.pairs(texts)
    say(texts.count, pairs.count, since: start)
    var output: [UInt8] = []
    for (left, right) in pairs { output.append(contentsOf: "\(left)\t\(right)\n".utf8) }
    FileHandle.standardOutput.write(Data(output))
}
