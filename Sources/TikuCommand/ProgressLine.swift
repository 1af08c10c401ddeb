internal import Glibc
internal import Logging
internal import Synchronization
internal import TikuPipeline
internal import TikuReports

/// Shows how far the map half is: one line that is drawn over on a terminal, a line for every hundred files elsewhere.
final class ProgressLine: Sendable {
    private struct State {
        var shown: ContinuousClock.Instant?
        var isDrawn = false
        var read = 0
    }

    private let start = ContinuousClock.now
    private let state = Mutex(State())
    private let isTerminal: Bool
    private let isSilent: Bool

    init(_ options: TalkOptions) {
        isSilent = options.quiet
        isTerminal = !options.quiet && !options.verbose && options.logFormat == .text && isatty(2) == 1
    }

    func show(_ step: Batch.Step) {
        Talk.logger.debug(
            "\(Visible.text(step.path)): \(SummaryText.count(step.questions, "question"))\(step.isKnown ? ", unchanged" : "")",
            metadata: [
                "path": "\(Visible.text(step.path))", "questions": "\(step.questions)",
                "cached": "\(step.isKnown)",
            ])
        for refusal in step.refusals {
            Talk.logger.debug("not read: \(Visible.text(refusal))", metadata: ["path": "\(Visible.text(step.path))"])
        }
        guard !isSilent else { return }
        let now = ContinuousClock.now
        let elapsed = now - start
        state.withLock { state in
            if !step.isKnown { state.read += 1 }
            let isLast = step.done == step.total
            if isTerminal {
                // nothing is drawn for what is done at once
                guard elapsed > .milliseconds(400) else { return }
                if let shown = state.shown, now - shown < .milliseconds(100), !isLast { return }
                state.shown = now
                state.isDrawn = true
                Console.draw(Self.line(step, elapsed))
            } else if step.total >= 100, step.done.isMultiple(of: 100) {
                Talk.logger.info(
                    "\(Self.line(step, elapsed))", metadata: ["done": "\(step.done)", "total": "\(step.total)"])
            }
        }
    }

    /// Takes the line away again.
    func finish() {
        state.withLock { state in
            if state.isDrawn { Console.draw("") }
            state.isDrawn = false
        }
    }

    private static func line(_ step: Batch.Step, _ elapsed: Duration) -> String {
        let seconds = Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
        let rate = seconds > 0 ? Double(step.done) / seconds : 0
        let left = rate > 0 ? Int((Double(step.total - step.done) / rate).rounded(.up)) : 0
        let time = left >= 120 ? "\((left + 59) / 60) min left" : "\(left) s left"
        return "\(step.done)/\(step.total) files, \(Int(rate))/s, \(time)"
    }
}
