internal import Synchronization

/// Runs a function over many inputs on some threads; results come in the order of the inputs.
public enum ParallelMap {
    /// - Parameters:
    ///   - jobs: number of tasks at work at once.
    ///   - body: has no state that it shares; called once for each index.
    public static func run<Output: Sendable>(
        count: Int, jobs: Int, _ body: @escaping @Sendable (Int) -> Output
    ) async -> [Output] {
        guard jobs > 1, count > 1 else { return (0..<count).map(body) }
        let board = Board<Output>(count: count)
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<min(jobs, count) {
                group.addTask {
                    while true {
                        let index = board.next.add(1, ordering: .relaxed).oldValue
                        if index >= count { return }
                        let output = body(index)
                        board.slots.withLock { $0[index] = output }
                    }
                }
            }
        }
        return board.slots.withLock { $0.compactMap { $0 } }
    }

    /// What the tasks share: the next index to take, and a slot for each result.
    private final class Board<Output: Sendable>: Sendable {
        let next = Atomic<Int>(0)
        let slots: Mutex<[Output?]>

        init(count: Int) { slots = Mutex(Array(repeating: nil, count: count)) }
    }
}
