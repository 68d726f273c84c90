namespace TextClassify.Api.Inputs;

/// <summary>One text to work on.</summary>
/// <param name="Id">Echoed beside the item's result; at most 256 characters.</param>
/// <param name="Text">
/// The text, 1 to 20,000 UTF-16 code units unless the service is configured otherwise; a case has sources in its place.
/// </param>
/// <param name="Aspect">The part of the text that is asked about; only for models of aspects, which need it or aspects.</param>
/// <param name="Aspects">Several of them, or auto for those the model finds; only for <c>/classify</c>.</param>
internal sealed record InputItem(string? Id, string Text, AspectSpan? Aspect, AspectChoice? Aspects = null)
{
    public const int MaxIdLength = 256;
    public const int MaxAspects = 64;

    /// <summary>
    /// The texts of a case, 1 to 16, in place of a text; only for models of several sources. <see cref="Text"/> then has them joined by
    /// line feeds.
    /// </summary>
    public IReadOnlyList<CaseText>? Sources { get; init; }

    /// <summary>Why the item could not be read; its text is then empty.</summary>
    internal Problem? Problem { get; init; }

    /// <summary>True when the item was a string and no object.</summary>
    internal bool Bare { get; init; }
}

/// <summary>A span of the text in UTF-16 code units.</summary>
/// <param name="Start">First code unit.</param>
/// <param name="End">The code unit after the last.</param>
internal sealed record AspectSpan(int Start, int End);

/// <summary>Parts of a text that are asked about together.</summary>
/// <param name="Spans">1 to 64; null for auto, those the model finds.</param>
internal sealed record AspectChoice(IReadOnlyList<AspectSpan>? Spans);
