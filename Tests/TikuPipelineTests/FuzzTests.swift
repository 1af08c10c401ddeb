import Foundation
import TestSupport
import Testing
import TikuFuzz

/// What fuzzing found stays found: every input of Tests/Fixtures/fuzz, and some made of them, keeps every law.
@Suite("Fuzzed inputs")
struct FuzzTests {
    @Test("every kept input", arguments: FuzzTarget.allCases)
    func kept(_ target: FuzzTarget) throws {
        let folder = Place.fixtures.appendingPathComponent("fuzz/\(target.rawValue)")
        var random = SeededRandom(UInt64(target.rawValue.utf8.reduce(0) { $0 + Int($1) }))
        for file in Place.files(in: folder, endings: [""]) {
            let bytes = Array(try Data(contentsOf: file))
            #expect(target.defect(bytes) == nil, "\(file.lastPathComponent)")
            for round in 0..<8 {
                let mangled = Mangler.mangle(bytes, &random)
                #expect(target.defect(mangled) == nil, "\(file.lastPathComponent), mangled \(round)")
            }
        }
        #expect(target.defect([]) == nil)
    }
}
