using TextClassify.Api.Records;

namespace TextClassify.Api.Comparing;

/// <summary>Which two versions, over which texts. Version is the one that answers to the name where none is given; label is what either
/// said of a flip, and both of tokens.</summary>
internal sealed record VersionDiffQuery : SelectionQuery
{
    public const int DefaultLimit = 20;
    public const int MaxLimit = 500;
    public const int DefaultSupport = 5;
    public const int DefaultExamples = 3;
    public const int MaxExamples = 50;

    /// <summary>The version that the other is held against.</summary>
    public string? Against { get; init; }

    /// <summary>Tokens to tell of each list, by label; 20 without it.</summary>
    [Within(1, MaxLimit)]
    public int? Limit { get; init; }

    /// <summary>Texts a token must stand in; 5 without it.</summary>
    [Within(2, 1_000_000)]
    public int? MinSupport { get; init; }

    /// <summary>Texts to show of each flip; 3 without it.</summary>
    [Within(0, MaxExamples)]
    public int? Examples { get; init; }
}
