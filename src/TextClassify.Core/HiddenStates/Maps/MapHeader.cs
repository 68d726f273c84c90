using System.Text.Json.Serialization;

namespace TextClassify.HiddenStates.Maps;

/// <summary>The head of a map file: what it shows, of which model, how it was made and how good it is.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record MapHeader
{
    public const int CurrentSchema = 1;

    public required int SchemaVersion { get; init; }

    public required StateKind Kind { get; init; }

    /// <summary>The model it was made from; see <see cref="Models.ModelDigest"/>.</summary>
    public required string ModelSha256 { get; init; }

    /// <summary>SHA-256 of the <c>corpus.json</c> whose texts its states stand in.</summary>
    public required string CorpusSha256 { get; init; }

    /// <summary>N.</summary>
    public required int Points { get; init; }

    /// <summary>W.</summary>
    public required int Width { get; init; }

    public required int Seed { get; init; }

    public required double Perplexity { get; init; }

    /// <summary>Neighbours of the graph t-SNE was given.</summary>
    public required int Neighbours { get; init; }

    /// <summary>Exaggerated ones included.</summary>
    public required int Iterations { get; init; }

    /// <summary>KL(P || Q) of the t-SNE map, in nats.</summary>
    public required double Divergence { get; init; }

    public required MapQualityFigures Quality { get; init; }

    /// <summary>Shares of the variance on the two axes of the PCA map.</summary>
    public required IReadOnlyList<double> PrincipalShares { get; init; }

    /// <summary>Sizes of the jumps from state to state in all the corpus's texts.</summary>
    public required JumpHistogram Jumps { get; init; }

    /// <summary>
    /// Mean distance to the 15 nearest states of the map, at quantiles 0, 0.01 ... 1 of states of texts that are not in it: 101 rising
    /// values.
    /// </summary>
    public required IReadOnlyList<double> NeighbourDistances { get; init; }
}

/// <param name="Recall">Of each point's 15 nearest states, the share among its 15 nearest in the t-SNE map.</param>
/// <param name="PrincipalRecall">The same of the PCA map.</param>
/// <param name="Trustworthiness">Venna and Kaski 2001, k = 15, of the t-SNE map, from at most 2,000 points.</param>
/// <param name="PlacedRecall">As <paramref name="Recall"/>, of states that are not in the map and were placed into it.</param>
/// <param name="PlacedStates">How many such states were placed; their texts have no state in the map.</param>
/// <param name="StoredRecall">Of the 15 nearest states at full precision, the share among the 15 nearest as stored, of the same placed
/// states.</param>
public sealed record MapQualityFigures(
    double Recall, double PrincipalRecall, double Trustworthiness, double PlacedRecall, int PlacedStates, double StoredRecall);
