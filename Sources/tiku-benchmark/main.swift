import Foundation
import TikuPipeline
import TikuText

// Measures the parts that have to be fast. Scripts/benchmark runs it beside other tools and writes the tables of the docs.
//
//   tiku-benchmark jaccard FILE       every pair of a 3-gram Jaccard similarity of 0.7 or more
//   tiku-benchmark edits FILE         every pair within three edits of each other
//   tiku-benchmark pipeline FILE      the pairs that `tiku build` looks at: weighted, or within few edits
//
// FILE holds one question a line. Pairs go to standard output as line numbers, figures to standard error as JSON.

let arguments = CommandLine.arguments
guard arguments.count == 3, let file = FileManager.default.contents(atPath: arguments[2]) else {
    FileHandle.standardError.write(Data("usage: tiku-benchmark jaccard|edits|pipeline FILE\n".utf8))
    exit(2)
}
let texts = file.split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) }
guard let work = DuplicateBenchmark(rawValue: arguments[1]) else {
    FileHandle.standardError.write(Data("\(arguments[1]): there is no such benchmark\n".utf8))
    exit(2)
}
let clock = ContinuousClock()
let start = clock.now
let pairs = work.pairs(texts)
let elapsed = start.duration(to: clock.now)
let seconds = Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
var output: [UInt8] = []
for (left, right) in pairs { output.append(contentsOf: "\(left)\t\(right)\n".utf8) }
FileHandle.standardOutput.write(Data(output))
var usage = rusage()
getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
let figures =
    "{\"records\":\(texts.count),\"pairs\":\(pairs.count),\"seconds\":\(seconds),\"kilobytes\":\(usage.ru_maxrss)}\n"
FileHandle.standardError.write(Data(figures.utf8))
