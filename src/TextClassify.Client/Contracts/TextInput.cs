namespace TextClassify.Client.Contracts;

/// <summary>One text to work on. A string is one without an id.</summary>
/// <param name="Text">The text.</param>
/// <param name="Id">Comes back beside its result; at most 256 characters.</param>
/// <param name="Aspect">The part of the text that is asked about; only for models of aspects, which need it or aspects.</param>
/// <param name="Aspects">Several parts, or those the model finds; only for <c>/classify</c>.</param>
public sealed record TextInput(string Text, string? Id = null, TextSpan? Aspect = null, TextAspects? Aspects = null)
{
    public static implicit operator TextInput(string text) => new(text);

    public static TextInput FromString(string text) => new(text);
}

/// <summary>A part of a text in UTF-16 code units: <c>text[Start..End]</c>.</summary>
public sealed record TextSpan(int Start, int End);
