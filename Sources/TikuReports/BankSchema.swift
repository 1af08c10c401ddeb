/// The JSON Schema (draft 2020-12) of `tiku.bank/1`.
public enum BankSchema {
    public static var text: String { String(decoding: PackageResources.bank_schema_json, as: UTF8.self) }
}
