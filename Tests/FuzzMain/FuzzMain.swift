import Foundation
import TikuFuzz

// The entry point of libFuzzer, built by Scripts/fuzz only. The target's name stands in TIKU_FUZZ_TARGET.

private let target: FuzzTarget = {
    let name = ProcessInfo.processInfo.environment["TIKU_FUZZ_TARGET"] ?? ""
    guard let target = FuzzTarget(rawValue: name) else {
        let known = FuzzTarget.allCases.map(\.rawValue).joined(separator: ", ")
        FileHandle.standardError.write(Data("TIKU_FUZZ_TARGET must be one of \(known)\n".utf8))
        exit(2)
    }
    return target
}()

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    if let defect = target.defect(Array(UnsafeBufferPointer(start: start, count: count))) { fatalError(defect) }
    return 0
}
