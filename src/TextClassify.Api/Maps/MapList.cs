using TextClassify.HiddenStates.Maps;

namespace TextClassify.Api.Maps;

/// <summary>The reference maps of the models that are served.</summary>
/// <param name="Maps">By model, then forward, backward, word.</param>
/// <param name="Refused">Maps that do not fit their model; the model serves without them.</param>
internal sealed record MapList(IReadOnlyList<MapDescription> Maps, IReadOnlyList<MapRefusal> Refused);

/// <param name="Model">The model, as name/version.</param>
/// <param name="Reason">The file and what is wrong with it.</param>
internal sealed record MapRefusal(string Model, string Reason);

/// <summary>A map of reference states of one kind.</summary>
internal sealed record MapDescription
{
    /// <summary>Names the content: another map has another id.</summary>
    public required string Id { get; init; }

    public required ModelReference Model { get; init; }

    /// <summary>forward, backward or word.</summary>
    public required string State { get; init; }

    /// <summary>Reference states.</summary>
    public required int Points { get; init; }

    /// <summary>Numbers in one state.</summary>
    public required int Width { get; init; }

    /// <summary>The model's labels; the label bytes of the points count in this order.</summary>
    public required IReadOnlyList<string> Labels { get; init; }

    public required MapLayout Layout { get; init; }

    public required MapMeasures Quality { get; init; }

    /// <summary>Shares of the variance on the two axes of the PCA map.</summary>
    public required IReadOnlyList<double> PrincipalShares { get; init; }

    /// <summary>How far this kind of state moves from token to token, over all texts of the corpus.</summary>
    public required JumpSizes Jumps { get; init; }

    /// <summary>SHA-256 of the map's file.</summary>
    public required string Sha256 { get; init; }
}

/// <summary>How t-SNE was run; it starts from the principal components and draws nothing.</summary>
/// <param name="Perplexity">Effective neighbours of a state.</param>
/// <param name="Neighbours">Neighbours a state was given.</param>
/// <param name="Iterations">All iterations.</param>
/// <param name="Seed">Seed of the choice of states.</param>
/// <param name="Divergence">KL(P || Q) at the end, in nats.</param>
internal sealed record MapLayout(double Perplexity, int Neighbours, int Iterations, int Seed, double Divergence);

/// <param name="Recall">Of a point's 15 nearest states, the share among its 15 nearest in the t-SNE map; 0 to 1.</param>
/// <param name="PrincipalRecall">The same of the PCA map.</param>
/// <param name="Trustworthiness">Of the t-SNE map, k = 15 (Venna and Kaski 2001); 0 to 1.</param>
/// <param name="PlacedRecall">As recall, of states that are not in the map and were placed into it.</param>
/// <param name="PlacedStates">How many those were.</param>
/// <param name="StoredRecall">Of the 15 nearest states at full precision, the share among the 15 nearest as the map stores them.</param>
internal sealed record MapMeasures(
    double Recall, double PrincipalRecall, double Trustworthiness, double PlacedRecall, int PlacedStates, double StoredRecall)
{
    public static MapMeasures Of(MapQualityFigures figures) => new(
        figures.Recall, figures.PrincipalRecall, figures.Trustworthiness, figures.PlacedRecall, figures.PlacedStates, figures.StoredRecall);
}

/// <param name="Largest">Upper end of the last bin; the first begins at 0, all are equally wide.</param>
/// <param name="Counts">Jumps by bin.</param>
internal sealed record JumpSizes(double Largest, IReadOnlyList<long> Counts);
