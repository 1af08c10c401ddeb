/// A few hundred characters that make up most of any Chinese text, simplified and traditional: enough to tell a right
/// decoding from a wrong one, whose characters are spread over the whole block.
enum FrequentHan {
    private static let bits: [UInt64] = {
        var bits = [UInt64](repeating: 0, count: (0xA000 - 0x4E00) / 64)
        for scalar in characters.unicodeScalars {
            let index = Int(scalar.value) - 0x4E00
            bits[index / 64] |= 1 << UInt64(index % 64)
        }
        return bits
    }()

    static func contains(_ scalar: UInt32) -> Bool {
        guard scalar >= 0x4E00, scalar < 0xA000 else { return false }
        let index = Int(scalar) - 0x4E00
        return bits[index / 64] & (1 << UInt64(index % 64)) != 0
    }

    private static let characters = """
        一万三上下不与且世业东两个中为主么义之也书了争事二于五些交产人什今介从他代以们件任会传但位住体何作你使來便保信個們候做像儿先光克入全公共关其内再军决几出分切列则別利别到制前力加务动\
        動務化北区十协南即却原去参又及反发取受变口只可司各合同名后向吗吧听告员呢命和品响哪問器四回因国在地场型執基声处外多大天太头女她好如子存学學它安完定实客家實对导将對小少尔就展山工己已\
        市师带常平年并库应度庫建开式引张强当形很後得從德心必怎思性总息情想意感憶應成我或战户所手才打把报拉指据接提據放政教数數文斯新方无日时明是時更最會月有服望期本术机权条来果样格案模樣次\
        正此死比民气水求沒没治法活海消清点為然物特王现現理生用由电界當白的目直相看真眼着知确社神种科程空立端笔第等答算管类系索網緒线练绍经结给络统缓网美老者而能自至與色行表被西要见观规觉解\
        記該說請计认让训议记许论设识试话该说请象资走起路身边达过运还这进這通過道還那部都里重量金锁長长開门问间队院难非面題類领题马體高麼
        """
}
