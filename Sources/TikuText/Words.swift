/// Lists of words as they are best read in source code: separated by commas, in lines.
public enum Words {
    /// Splits at commas and line ends; white space around a word does not count.
    public static func list(_ text: String) -> [String] {
        text.split { $0 == "," || $0 == "\n" }.map { word in
            var word = word.drop { $0 == " " }
            while word.last == " " { word.removeLast() }
            return String(word)
        }.filter { !$0.isEmpty }
    }
}
