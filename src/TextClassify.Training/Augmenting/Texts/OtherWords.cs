using TextClassify.Training.Pretraining;
using TextClassify.Training.Teaching;

namespace TextClassify.Training.Augmenting.Texts;

/// <summary>Words that may stand for others in an edited text.</summary>
/// <param name="Near">By the vectors of a base; null for none.</param>
/// <param name="Synonyms">Of WordNet; null for none.</param>
internal sealed record OtherWords(NearWords? Near, Synonyms? Synonyms)
{
    /// <param name="start">The base that options name; null for none.</param>
    /// <param name="options">What was asked for.</param>
    public static OtherWords Of(Base? start, TextOptions options) => new(
        start is null ? null : new(start.Vectors), options.WordNet is { } folder ? Synonyms.Read(folder) : null);

    /// <summary>The base that options name: the shipped one, where there is one, if they name none.</summary>
    public static Base? BaseOf(TextOptions options) => options.Base == "none" ? null
        : options.Base is { } folder ? new BaseFolder(folder).Read()
        : BaseFolder.Shipped(Directory.GetCurrentDirectory())?.Read();
}
