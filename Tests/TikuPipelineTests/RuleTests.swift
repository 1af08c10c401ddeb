import Testing
import TikuModel
import TikuText

@testable import TikuPipeline

@Suite("Rules")
struct RuleTests {
    @Test("each rule holds for its examples and not for its counterexamples")
    func examples() throws {
        let packs = try BuiltInRules.packs()
        let set = try RuleSet(packs)
        for rule in packs.flatMap(\.rules) {
            #expect(!rule.removes.isEmpty && !rule.keeps.isEmpty, "\(rule.id) needs an example of each kind")
            for example in rule.removes {
                let text = TextBuffer(example)
                #expect(set.holds(rule: rule.id, text, text.whole), "\(rule.id) must hold for: \(example)")
            }
            for example in rule.keeps {
                let text = TextBuffer(example)
                #expect(!set.holds(rule: rule.id, text, text.whole), "\(rule.id) must not hold for: \(example)")
            }
        }
    }

    @Test(
        "no rule at all takes another rule's counterexample",
        arguments: [
            "公众号的 access_token 有效期为 7200 秒，而且每天获取次数有上限。", "微信支付的回调接口要做签名校验。", "用户扫码后，服务端把二维码的状态改为已扫描。",
            "A subscriber joins a channel and the broker queues messages.",
        ])
    func legitimate(_ sentence: String) throws {
        let set = try RuleSet(BuiltInRules.packs())
        let text = TextBuffer(sentence)
        #expect(set.judge(text, text.whole).map(\.isSoft) != false)
    }

    @Test(
        "a foreign rule takes a seller's line in a text about something else, and leaves it where the text speaks of it"
    )
    func foreign() throws {
        let network = "1、什么是三次握手？\n\n客户端先发送 SYN 报文，服务端回复 SYN 与 ACK，客户端再回复 ACK，连接由此建立。\n\n"
        let rest = "2、为什么不是两次握手？\n\n两次握手时服务端不能确认客户端收到了自己的序列号。\n"
        let removed = try Make.build(["a.txt": network + "周末清仓啦邻居们都来看看\n\n" + rest])
        #expect(removed.bank.questions.first?.answer.text.hasSuffix("连接由此建立。") ?? false)

        let shop = "1、电商的清仓规则怎么设计？\n\n先由运营配置清仓规则：库存超过三个月的商品清仓，其余除外。\n\n清仓规则的库存由运营配置\n\n"
        let kept = try Make.build(["a.txt": shop + rest])
        #expect(kept.bank.questions.first?.answer.text.hasSuffix("清仓规则的库存由运营配置") ?? false)
    }

    @Test("a point of a list that happens to hold two words of a rule stays; an offer in the same words goes")
    func points() throws {
        let head = "1、工单系统的幂等性怎么设计？\n\n先给每张工单一个唯一的编号，重复提交以编号去重；\n"
        let rest = "\n每一步都记录日志，便于排查。\n\n2、工单的状态怎么流转？\n\n由状态机决定，待处理、处理中、已完成。\n"
        let point = "失败的工单允许回收和再次领取；"
        let kept = try Make.build(["a.txt": head + point + rest])
        #expect(kept.bank.questions.first?.answer.text.contains(point) ?? false)
        let offer = try Make.build(["a.txt": head + "旧书高价回收，加微信领取红包！" + rest])
        #expect(offer.bank.questions.first.map { !$0.answer.text.contains("旧书") } ?? false)
    }

    @Test("ids are unique")
    func ids() throws {
        let ids = try BuiltInRules.packs().flatMap(\.rules).map(\.id)
        #expect(Set(ids).count == ids.count)
    }

    @Test("tiku.yml adds, disables and changes rules")
    func configuration() throws {
        let yaml = """
            rules:
              disable: [ad.course]
              classes: {channel: [我们的小窝]}
              add:
                - id: ad.mine
                  reason: is ours
                  needs: [channel]
                  removes: [来我们的小窝]
                  keeps: [别处]
            """
        let configuration = try Configuration.read(yaml, file: "tiku.yml")
        let set = try RuleSet(configuration.apply(to: BuiltInRules.packs(), file: "tiku.yml"))
        #expect(!set.rules.contains { $0.id == "ad.course" })
        let text = TextBuffer("来我们的小窝坐坐")
        #expect(set.judge(text, text.whole)?.rule == "ad.mine")
        #expect(set.digest != (try RuleSet(BuiltInRules.packs())).digest)
    }

    @Test(
        "a mistake in tiku.yml is named with file, line and key",
        arguments: [
            ("rules:\n  disable: [ad.nothing]", "tiku.yml:2: rules.disable: there is no rule \"ad.nothing\""),
            ("rulez: {}", "tiku.yml:1: unknown key \"rulez\" in tiku.yml"),
            ("rules:\n  add:\n    - id: x", "tiku.yml:3: the key \"x: reason\" is missing"),
            (
                "rules:\n  add:\n    - {id: x, reason: y, needs: [\"@moon\"]}",
                "tiku.yml:3: x: needs: unknown detector @moon"
            ), ("a: [", "tiku.yml:"), ("keep: yes", "tiku.yml:1: keep must be a list"),
            ("rules:\n  add:\n    - {id: x, reason: y}", "tiku.yml:3: x: a rule must have"),
        ])
    func mistakes(_ yaml: String, _ message: String) throws {
        let error = #expect(throws: ConfigurationError.self) {
            _ = try Configuration.read(yaml, file: "tiku.yml").apply(to: BuiltInRules.packs(), file: "tiku.yml")
        }
        #expect(error?.description.hasPrefix(message) ?? false, "\(String(describing: error))")
    }

    @Test("a class that no pack has is refused, with file and line")
    func unknownClass() throws {
        let yaml = "rules:\n  add:\n    - {id: x, reason: y, needs: [nothing]}"
        let configuration = try Configuration.read(yaml, file: "tiku.yml")
        let error = #expect(throws: ConfigurationError.self) {
            _ = try RuleSet(configuration.apply(to: BuiltInRules.packs(), file: "tiku.yml"))
        }
        #expect(error?.description.hasPrefix("tiku.yml:3: x: there is no class \"nothing\"") ?? false)
    }

    @Test("the digest beside the model's weights is theirs")
    func weightsDigest() {
        #expect(AdvertWeights.text.withUTF8Buffer { Identifier.sha256($0) } == AdvertWeights.digest)
    }

    @Test("weights are found by their feature, and what the model does not know weighs nothing")
    func hashedWeights() {
        let weights = HashedWeights("bias\t-16\n#!\t667\nh 水车\t-120\nw mill\t25\nw mill wheel\t40\n")
        let text = TextBuffer("水车！mill wheel")
        let found = AdvertFeatures.of(text, text.whole).map { weights[$0.hash] }.filter { $0 != 0 }.sorted()
        #expect(weights.bias == -0.16)
        #expect(found.map { Int(($0 * 100).rounded()) } == [-120, 25, 40, 667])
    }
}
