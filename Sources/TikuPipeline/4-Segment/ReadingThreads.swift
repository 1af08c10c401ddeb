internal import TikuModel
internal import TikuText

/// Pages of posts: which of them ask, which answer, and which do both.
extension Reader {
    /// A page of posts that each give questions with their answers, as those who answer "which questions were you asked?" do: nobody
    /// replies to the first.
    func collected(_ reading: Reading) -> Reading? {
        guard shape.isThread || shape.isCommunity, let style = reading.style, style == .strong || style.isHeading else {
            return nil
        }
        let opened = article.withOpenComments
        let second = Reader(opened).read(opened)
        guard second.style == style else { return nil }
        var known: Set<String> = []
        var posts: Set<Int> = []
        var (own, answered, added) = (0, 0, 0)
        for (index, role) in second.roles.enumerated() {
            guard case .question(let start) = role else { continue }
            let post = article.blocks[second.lines[index].block].post
            let isNew = known.insert(NormalForm.question(text.string(second.lines[index].body))).inserted
            if post > 1, isNew {
                added += 1
                posts.insert(post)
            } else if post <= 1 {
                own += 1
                if start != nil || index + 1 < second.roles.count && second.roles[index + 1] == .answer {
                    answered += 1
                }
            }
        }
        return added >= 3 && posts.count >= 2 && answered * 2 >= own ? second : nil
    }

    /// A thread in which readers ask one another: three posts or more that are one question each, of a thread that says so.
    func isSwap(_ reading: Reading) -> Bool {
        guard reading.isAnnounced else { return false }
        var lengths: [Int: Int] = [:]
        for line in reading.lines { lengths[article.blocks[line.block].post, default: 0] += line.length }
        var asking: Set<Int> = []
        for (index, role) in reading.roles.enumerated() {
            guard case .question = role, reading.lines[index].cue >= 2.4 else { continue }
            let post = article.blocks[reading.lines[index].block].post
            if post > 1, reading.lines[index].length * 10 >= lengths[post, default: 0] * 4 { asking.insert(post) }
        }
        return asking.count >= 3
    }

    /// A thread whose numbered questions have a post each: one asks, the next answers.
    func isDialogue(_ reading: Reading) -> Bool {
        guard reading.style?.isNumbered ?? false else { return false }
        var asking: Set<Int> = []
        var answering: Set<Int> = []
        var questions = 0
        for (index, role) in reading.roles.enumerated() {
            let post = article.blocks[reading.lines[index].block].post
            if case .question = role {
                questions += 1
                asking.insert(post)
            } else if role == .answer {
                answering.insert(post)
            }
        }
        let answered = asking.count { !asking.contains($0 + 1) && answering.contains($0 + 1) }
        return questions >= 3 && asking.count * 5 >= questions * 4 && answered * 5 >= asking.count * 3
    }

    /// The one line of a thread's first post that asks, or the thread's title.
    func asked(_ lines: [Line], _ work: [Int]) -> Int? {
        guard shape.isThread else { return nil }
        let opening = work.filter { article.blocks[lines[$0].block].post <= 1 && lines[$0].isProse }
        // an article with comments below it asks in its title, if it asks at all
        if !shape.hasFirstPost {
            return opening.first { lines[$0].headingLevel == 1 && lines[$0].cue >= 2.4 && lines[$0].length <= 200 }
        }
        let asking = opening.filter { lines[$0].cue >= 3 && lines[$0].length <= 200 && !lines[$0].isHeadingLike }
        return asking.last ?? opening.first { lines[$0].cue >= 2.4 && lines[$0].length <= 200 }
    }

    /// The title of a community's page for one question: it asks, answers with authors below it are most of the page, and no
    /// list of questions stands between.
    func communityQuestion(_ lines: [Line], _ work: [Int]) -> Int? {
        guard shape.isCommunity else { return nil }
        let opening = work.filter { article.blocks[lines[$0].block].post == 0 && lines[$0].isProse }
        guard let title = opening.first(where: { lines[$0].headingLevel == 1 && lines[$0].length <= 200 }),
            lines[title].cue >= 2.4, opening.count(where: { lines[$0].prefix != nil && lines[$0].cue > 0.5 }) < 2
        else { return nil }
        return title
    }

    func readThread(_ asked: Int, _ work: [Int], _ reading: Reading, _ repliesFrom: Int?) -> Reading {
        var reading = reading
        reading.style = .asking
        for index in work {
            if let repliesFrom, reading.lines[index].block >= repliesFrom {
                reading.roles[index] = .removed(rule: "page.reply", evidence: "a reply that answers no question")
            } else {
                reading.roles[index] = .removed(rule: "position.introduction", evidence: "stands around the question")
            }
        }
        reading.roles[asked] = .question(answerStart: nil)
        markTitle(&reading, before: asked)
        return reading
    }
}
