namespace TextClassify.Models;

/// <summary>A golden text as the model is to run it.</summary>
public static class GoldenRow
{
    /// <summary>
    /// Its ids, marked where its scores are about an aspect (<see cref="AspectMarks"/>); empty where there is no token to ask about.
    /// </summary>
    public static ReadOnlyMemory<int> Of(GoldenText golden, ITextEncoder encoder)
    {
        var text = encoder.Encode(golden.Text);
        if (golden.Aspect is not { } aspect)
        {
            return text.Ids;
        }

        var range = TokenRange.Over(text.Tokens.Span, aspect.Start, aspect.End);
        return range.Length > 0 ? AspectMarks.Mark(text, range).Ids : ReadOnlyMemory<int>.Empty;
    }
}
