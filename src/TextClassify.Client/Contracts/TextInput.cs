namespace TextClassify.Client.Contracts;

/// <summary>One text to work on. A string is one without an id.</summary>
/// <param name="Text">The text; null beside sources.</param>
/// <param name="Id">Comes back beside its result; at most 256 characters.</param>
/// <param name="Aspect">The part of the text that is asked about; only for models of aspects, which need it or aspects.</param>
/// <param name="Aspects">Several parts, or those the model finds; only for <c>/classify</c>.</param>
public sealed record TextInput(string? Text, string? Id = null, TextSpan? Aspect = null, TextAspects? Aspects = null)
{
    /// <summary>The texts of a case in place of the text; only for models of several sources.</summary>
    public IReadOnlyList<CaseText>? Sources { get; init; }

    /// <summary>UTF-16 code units of its texts.</summary>
    internal int Characters => Text?.Length ?? Sources?.Sum(source => source.Text?.Length ?? 0) ?? 0;

    /// <summary>A case of several sources.</summary>
    public static TextInput OfSources(params IReadOnlyList<CaseText> sources) => new((string?)null) { Sources = sources };

    public static implicit operator TextInput(string text) => new(text);

    public static TextInput FromString(string text) => new(text);
}

/// <summary>One of the texts of a case.</summary>
/// <param name="Name">A source of the model; each stands once.</param>
/// <param name="Text">What it says; null where it is lost.</param>
/// <param name="Ref">What the source's own node calls a text that is not sent; in place of a text.</param>
public sealed record CaseText(string Name, string? Text, string? Ref = null);

/// <summary>A part of a text in UTF-16 code units: <c>text[Start..End]</c>.</summary>
public sealed record TextSpan(int Start, int End);
