internal import TikuModel

/// How much of a page stands in posts and how much beside them, in bytes of its blocks.
struct ThreadShape {
    /// Content in no post.
    private var alone = 0
    /// The first post and all that follow, content and comments.
    private var posted = 0
    /// Comments of the second post and later.
    private var replied = 0
    /// Content stands before the second post.
    private var opens = false
    private var hasReplies = false
    /// A block belongs to the post that opens the thread.
    private(set) var hasFirstPost = false

    /// Cost: linear in the blocks.
    init(_ article: Article) {
        for block in article.blocks {
            if block.post == 1 { hasFirstPost = true }
            let isContent = block.region == .content
            let isReply = block.region == .comments && block.post > 1
            if isReply { hasReplies = true }
            guard block.kind != .blank else { continue }
            let size = block.content.count
            if isContent, block.post <= 1 { opens = true }
            if isContent, block.post == 0 { alone += size }
            if block.post > 0, isContent || block.region == .comments { posted += size }
            if isReply { replied += size }
        }
    }

    /// A page whose content is the first of several posts, and not an article with comments below it.
    var isThread: Bool { opens && alone < posted && hasReplies }

    /// A page for one question, with answers below it that are no posts of its kind and hardly a text beside them.
    var isCommunity: Bool { !hasFirstPost && replied >= 60 && alone < max(700, replied) }
}
