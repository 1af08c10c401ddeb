/// The rule packs that ship with Tiku, embedded in the binary.
public enum BuiltInRules {
    /// - Throws: `ConfigurationError` for a mistake in a pack; a test reads them all.
    public static func packs() throws(ConfigurationError) -> [RulePack] {
        [
            try RulePackReader.read(text(PackageResources.rules_zh_yml), file: "rules-zh.yml"),
            try RulePackReader.read(text(PackageResources.rules_en_yml), file: "rules-en.yml"),
        ]
    }

    private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
