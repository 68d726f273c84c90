namespace TextClassify.Training.Explaining;

/// <summary>Brings character spans to tokens.</summary>
internal static class RationaleMarks
{
    /// <summary>Marks the tokens that share a character with any rationale, [T].</summary>
    public static bool[] Of(ReadOnlySpan<TokenSpan> tokens, IReadOnlyList<TokenSpan> rationales)
    {
        bool[] marks = new bool[tokens.Length];
        foreach (var rationale in rationales)
        {
            for (int token = 0; token < tokens.Length; token++)
            {
                marks[token] |= tokens[token].Start < rationale.End && rationale.Start < tokens[token].End;
            }
        }

        return marks;
    }
}
