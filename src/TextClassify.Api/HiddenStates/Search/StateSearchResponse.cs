using TextClassify.Api.Maps;

namespace TextClassify.Api.HiddenStates.Search;

/// <summary>States of the reference corpus.</summary>
internal sealed record StateSearchResponse
{
    public required ModelReference Model { get; init; }

    /// <summary>forward, backward or word.</summary>
    public required string State { get; init; }

    /// <summary>The map that was searched; for near.</summary>
    public string? Map { get; init; }

    /// <summary>States near the given one, nearest first; for near.</summary>
    public IReadOnlyList<ReferenceState>? Near { get; init; }

    /// <summary>The units that had to be on; for pattern.</summary>
    public IReadOnlyList<int>? Units { get; init; }

    /// <summary>The value from which a unit is on; for pattern.</summary>
    public double? Threshold { get; init; }

    /// <summary>Texts that were run; for pattern.</summary>
    public int? TextsSearched { get; init; }

    /// <summary>Spans found, of which <c>spans</c> are the best; for pattern.</summary>
    public int? SpansFound { get; init; }

    /// <summary>Spans found by true label, in the order of the model's labels; for pattern.</summary>
    public IReadOnlyList<int>? SpansByLabel { get; init; }

    /// <summary>By falling mean; for pattern.</summary>
    public IReadOnlyList<ReferenceSpan>? Spans { get; init; }
}

/// <summary>A run of tokens of a text of the corpus.</summary>
/// <param name="Row">The text's place in the corpus.</param>
/// <param name="Start">First token.</param>
/// <param name="End">The token after the last.</param>
/// <param name="Before">The text before it, at most 60 UTF-16 code units.</param>
/// <param name="Words">The run as it stands in the text.</param>
/// <param name="After">The text after it, at most 60 UTF-16 code units.</param>
/// <param name="Label">The text's true label.</param>
/// <param name="Prediction">The model's label of the text.</param>
/// <param name="Mean">Mean value of the units over the run.</param>
internal sealed record ReferenceSpan(
    int Row, int Start, int End, string Before, string Words, string After, string Label, string Prediction, float Mean);
