using System.Text;
using System.Text.Json;

namespace TextClassify.Training.Import;

/// <summary>
/// A folder as Hugging Face's exporters write it. Nothing in it is trusted: files are read up to a size, and JSON is looked into name by
/// name.
/// </summary>
internal sealed class ExportFolder
{
    public const string Config = "config.json";
    public const string Tokenizer = "tokenizer.json";
    public const string TokenizerConfig = "tokenizer_config.json";
    public const string SpecialTokens = "special_tokens_map.json";
    public const string WordPieces = "vocab.txt";
    public const string BytePieces = "vocab.json";
    public const string Merges = "merges.txt";
    public const string Graph = "model.onnx";

    private const long MostBytes = 64 << 20;

    // A protobuf message ends there.
    private const long MostGraphBytes = int.MaxValue;

    private static readonly string[] Graphs = [Graph, Path.Combine("onnx", Graph)];
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 32 };

    private readonly string _folder;

    /// <exception cref="DataException">There is no such folder, or no graph in it.</exception>
    public ExportFolder(string folder)
    {
        _folder = folder;
        if (!Directory.Exists(folder))
        {
            throw new DataException($"There is no folder {folder}.");
        }

        GraphPath = Graphs.Select(file => Path.Combine(folder, file)).FirstOrDefault(File.Exists)
            ?? throw new DataException(
                $"There is no {Graph} in {folder}; `optimum-cli export onnx --task text-classification` writes one.");
        if (new FileInfo(GraphPath).Length is > MostGraphBytes and var bytes)
        {
            throw new DataException($"{GraphPath} has {bytes} bytes; the most is {MostGraphBytes}.");
        }
    }

    public string GraphPath { get; }

    /// <summary>The folder's own name.</summary>
    public string Name => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(_folder)));

    public bool Has(string file) => File.Exists(Path.Combine(_folder, file));

    /// <exception cref="DataException">It is missing, too long or no UTF-8.</exception>
    public string ReadText(string file)
    {
        string path = Path.Combine(_folder, file);
        if (!File.Exists(path))
        {
            throw new DataException($"There is no {file} in {_folder}.");
        }

        if (new FileInfo(path).Length is > MostBytes and var bytes)
        {
            throw new DataException($"{file} has {bytes} bytes; the most is {MostBytes}.");
        }

        try
        {
            return File.ReadAllText(path, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
        }
        catch (DecoderFallbackException)
        {
            throw new DataException($"{file} is not valid UTF-8.");
        }
    }

    /// <exception cref="DataException">It is missing, too long, or no object of JSON.</exception>
    public JsonPart ReadJson(string file)
    {
        try
        {
            using var document = JsonDocument.Parse(ReadText(file), Strict);
            return new JsonPart(file, "$", document.RootElement.Clone()).AsObject();
        }
        catch (JsonException error)
        {
            throw new DataException($"{file} is not JSON (line {error.LineNumber + 1}).", error);
        }
    }

    /// <summary>Null where the folder has no such file.</summary>
    public JsonPart? TryReadJson(string file) => Has(file) ? ReadJson(file) : null;
}
