internal import ArgumentParser
internal import Glibc
internal import TikuPipeline

struct InitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "Set up a folder: Raw/, Clean/, tiku.yml and a workflow for GitHub.",
        discussion: "What is there already stays as it is.")

    @Argument(help: "The folder.", completion: .directory)
    var folder = "."

    @Option(help: "Where Tiku's GitHub action is published, as OWNER/REPOSITORY@VERSION.")
    var action = "OWNER/tiku@v\(Pipeline.version)"

    func validate() throws {
        let parts = action.split(separator: "@", omittingEmptySubsequences: false)
        let isSafe = action.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                || "-_./@".utf8.contains(byte)
        }
        guard isSafe, parts.count == 2, parts.allSatisfy({ !$0.isEmpty }), parts[0].split(separator: "/").count >= 2
        else {
            throw ValidationError("--action must be OWNER/REPOSITORY@VERSION.")
        }
    }

    func run() throws {
        let workflow = String(decoding: PackageResources.init_workflow_yml, as: UTF8.self).replacing(
            "@ACTION@", with: action)
        let files = [
            ("Raw/.gitkeep", ""), ("Clean/.gitkeep", ""),
            ("tiku.yml", String(decoding: PackageResources.init_tiku_yml, as: UTF8.self)),
            (".github/workflows/question-bank.yml", workflow), (".gitignore", ".tiku/\n"),
            // two people's decisions stand at the file's end; both are wanted
            (".gitattributes", "Clean/decisions.yml merge=union\n"),
        ]
        for (name, text) in files {
            let path = folder == "." ? name : folder + "/" + name
            let parent = Setup.place(of: path)
            if access(path, F_OK) == 0 || name.hasSuffix(".gitkeep") && access(parent, F_OK) == 0 {
                if !name.hasSuffix(".gitkeep") { Console.print("kept     \(path)\n") }
                continue
            }
            try OutputDirectory.writeFile(ContiguousArray(text.utf8), to: path)
            Console.print("created  \(name.hasSuffix(".gitkeep") ? parent + "/" : path)\n")
        }
        Console.print("Put posts into \(folder == "." ? "" : folder + "/")Raw/ and run `tiku build`.\n")
    }
}
