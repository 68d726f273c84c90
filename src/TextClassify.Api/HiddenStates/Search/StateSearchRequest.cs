namespace TextClassify.Api.HiddenStates.Search;

/// <summary>Looks for states of the reference corpus: near one state, or where the same units are on. Give near or pattern.</summary>
internal sealed record StateSearchRequest
{
    /// <summary>A model's name, or name/version; the default model without it.</summary>
    public string? Model { get; init; }

    /// <summary>forward, backward or word; forward without it.</summary>
    public string? State { get; init; }

    /// <summary>States of the map near a given one.</summary>
    public NearSearch? Near { get; init; }

    /// <summary>Spans of the corpus's texts over which chosen units are on.</summary>
    public PatternSearch? Pattern { get; init; }

    /// <summary>Most results, 1 to 1,000; 50 without it.</summary>
    public int? Top { get; init; }
}

/// <summary>A state, by a token of a text or by a point of the map.</summary>
internal sealed record NearSearch
{
    /// <summary>A text; with token.</summary>
    public string? Text { get; init; }

    /// <summary>The token's place in the text.</summary>
    public int? Token { get; init; }

    /// <summary>A point of the map, instead of text and token; it is not among its own results.</summary>
    public int? Point { get; init; }

    /// <summary>Only states at most this far; all without it.</summary>
    public double? Within { get; init; }
}

/// <summary>Units that are on over a span of tokens (after LSTMVis).</summary>
internal sealed record PatternSearch
{
    /// <summary>A text whose units over start to end are looked at; not needed where units are given.</summary>
    public string? Text { get; init; }

    /// <summary>First token of the span.</summary>
    public int? Start { get; init; }

    /// <summary>The token after the last.</summary>
    public int? End { get; init; }

    /// <summary>The units that must be on; without it, all that are on over the whole span of the text.</summary>
    public IReadOnlyList<int>? Units { get; init; }

    /// <summary>A unit is on at this value or above, -1 to 1; 0.3 without it.</summary>
    public double? Threshold { get; init; }

    /// <summary>Shorter spans are left out; 1 without it.</summary>
    public int? LeastTokens { get; init; }
}
