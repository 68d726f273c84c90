namespace TextClassify.Api.HiddenStates.Search;

/// <summary>Looks for states of the reference corpus: near one state, or where the same units are on. Give near or pattern.</summary>
internal sealed record StateSearchRequest : IChecked
{
    public const int MaxTop = 1_000;

    /// <summary>A model's name, or name/version; the default model without it.</summary>
    public string? Model { get; init; }

    /// <summary>forward, backward or word; forward without it.</summary>
    public string? State { get; init; }

    /// <summary>States of the map near a given one.</summary>
    public NearSearch? Near { get; init; }

    /// <summary>Spans of the corpus's texts over which chosen units are on.</summary>
    public PatternSearch? Pattern { get; init; }

    /// <summary>Most results, 1 to 1,000; 50 without it.</summary>
    [Within(1, MaxTop)]
    public int? Top { get; init; }

    public void Check(ref JsonCursor json, string where, LimitsOptions limits)
    {
        if ((Near is null) == (Pattern is null))
        {
            json.Refuse(ProblemTypes.MissingProperty, where, "Send either near or pattern.");
        }
    }
}

/// <summary>A state, by a token of a text or by a point of the map.</summary>
internal sealed record NearSearch : IChecked
{
    /// <summary>A text; with token.</summary>
    public string? Text { get; init; }

    /// <summary>The token's place in the text.</summary>
    [Within(0, int.MaxValue)]
    public int? Token { get; init; }

    /// <summary>A point of the map, instead of text and token; it is not among its own results.</summary>
    [Within(0, int.MaxValue)]
    public int? Point { get; init; }

    /// <summary>Only states at most this far; all without it.</summary>
    [Within(0, float.MaxValue)]
    public double? Within { get; init; }

    public void Check(ref JsonCursor json, string where, LimitsOptions limits)
    {
        if (Point is null ? Text is null || Token is null : Text is not null || Token is not null)
        {
            json.Refuse(ProblemTypes.MissingProperty, where, "near takes either a text and a token, or a point.");
        }
    }
}

/// <summary>Units that are on over a span of tokens (after LSTMVis).</summary>
internal sealed record PatternSearch : IChecked
{
    private const int MaxUnits = 65_536;

    /// <summary>More than a state of any model served has.</summary>
    private const int MaxListed = 4_096;

    /// <summary>A text whose units over start to end are looked at; not needed where units are given.</summary>
    public string? Text { get; init; }

    /// <summary>First token of the span.</summary>
    [Within(0, int.MaxValue)]
    public int? Start { get; init; }

    /// <summary>The token after the last.</summary>
    [Within(1, int.MaxValue)]
    public int? End { get; init; }

    /// <summary>The units that must be on; without it, all that are on over the whole span of the text.</summary>
    [Within(0, MaxUnits)]
    [Most(MaxListed)]
    public IReadOnlyList<int>? Units { get; init; }

    /// <summary>A unit is on at this value or above, -1 to 1; 0.3 without it.</summary>
    [Within(-1, 1)]
    public double? Threshold { get; init; }

    /// <summary>Shorter spans are left out; 1 without it.</summary>
    [Within(1, int.MaxValue)]
    public int? LeastTokens { get; init; }

    public void Check(ref JsonCursor json, string where, LimitsOptions limits)
    {
        bool span = Text is not null && Start is not null && End is not null;
        bool any = Text is not null || Start is not null || End is not null;
        if (Units is null ? !span : any)
        {
            json.Refuse(ProblemTypes.MissingProperty, where, "pattern takes either units, or a text with start and end.");
        }
    }
}
