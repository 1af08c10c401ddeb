/// One step of the pipeline: a value with one method.
///
/// A stage never prints and never reads the clock, the environment or the disk. It gives the same output for the same
/// input on every machine and thread count.
public protocol Stage<Input, Output>: Sendable {
    associatedtype Input
    associatedtype Output
    associatedtype Failure: Error

    func run(_ input: Input) throws(Failure) -> Output
}
