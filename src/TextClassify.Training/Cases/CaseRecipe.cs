using TextClassify.Training.Nets.Communicating;
using TextClassify.Training.Recipes;

namespace TextClassify.Training.Cases;

/// <summary>A set-up of nodes that read a source of a case each: <c>recipes/case.json</c>.</summary>
internal sealed record CaseRecipe : RecipeHead
{
    /// <summary>A file of posts with a label each.</summary>
    public required string Train { get; init; }

    /// <summary>Posts with other labels are left out; all labels where it is null.</summary>
    public IReadOnlyList<string>? Labels { get; init; }

    /// <summary>What the nodes read of a post, in the order of their roles.</summary>
    public required IReadOnlyList<CaseSource> Sources { get; init; }

    /// <summary>The source that a plain text is.</summary>
    public required string TextSource { get; init; }

    /// <summary>Training words kept when seen at least so often.</summary>
    public int MinCount { get; init; } = 3;

    /// <summary>Most vocabulary rows.</summary>
    public int MaxVocabulary { get; init; } = 20_000;

    public CaseNetOptions Net { get; init; } = new();

    public CaseTraining Training { get; init; } = new();

    /// <summary>In the order of the roles.</summary>
    public IReadOnlyList<string> Names() => [.. Sources.Select(source => source.Name)];
}

/// <param name="Name">A part of a post: subject, own, quoted, or text for all of them.</param>
/// <param name="MaxTokens">Tokens beyond this are cut.</param>
internal sealed record CaseSource(string Name, int MaxTokens);
