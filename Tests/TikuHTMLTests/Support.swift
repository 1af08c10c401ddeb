import TikuHTML
import TikuModel
import TikuText

/// Pages made of one sentence, and what is found in them.
enum Sample {
    static let sentence =
        "The tide comes in twice a day here, and the mud flats vanish within the hour it takes to eat."

    static func paragraphs(_ count: Int, _ word: String = "Day") -> String {
        (1...count).map { "<p>\(word) \($0). \(sentence)</p>" }.joined()
    }

    /// The words of the blocks of a region, in order.
    static func words(_ html: String, in region: Region = .content) throws -> [String] {
        let page = try Page(TextBuffer(html))
        return page.blocks.filter { $0.region == region }.map { page.text.string($0.content) }
    }
}
