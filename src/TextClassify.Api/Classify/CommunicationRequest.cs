using TextClassify.Communication;

namespace TextClassify.Api.Classify;

/// <summary>How the nodes of a case talk.</summary>
internal sealed record CommunicationRequest
{
    /// <summary>Exchanges of messages, from 0 to the model's own number, which it is without it.</summary>
    [Within(0, CaseLimits.MostRounds)]
    public int? Rounds { get; init; }

    /// <summary>Sources that take no part, as if they had not been sent; what each says alone is told all the same.</summary>
    [Most(CaseLimits.MostSources)]
    public IReadOnlyList<string>? Silence { get; init; }
}
