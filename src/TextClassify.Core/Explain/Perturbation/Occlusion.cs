namespace TextClassify.Explain.Perturbation;

/// <summary>Removes one window of tokens at a time and reads how far the output falls (Zeiler and Fergus 2014).</summary>
internal static class Occlusion
{
    /// <summary>Writes the text without one window.</summary>
    /// <returns>The tokens written; none when every token was deleted.</returns>
    public static int WriteRow(
        ReadOnlySpan<int> ids, SpecialIds special, OcclusionWindows windows, int index, RemovalRule rule, Span<int> row)
    {
        int start = windows.Start(index), length = windows.Length(index);
        if (Removal.Substitute(rule, special) is { } substitute)
        {
            ids.CopyTo(row);
            row.Slice(start, length).Fill(substitute);
            return ids.Length;
        }

        ids[..start].CopyTo(row);
        ids[(start + length)..].CopyTo(row[start..]);
        return ids.Length - length;
    }

    /// <summary>Each token gets the mean effect, f(text) - f(text without the window), of the windows that cover it.</summary>
    /// <param name="full">f(text).</param>
    /// <param name="occluded">[windows]: f without each window.</param>
    /// <param name="windows">Where they stand.</param>
    /// <param name="scores">[T].</param>
    public static void WriteScores(double full, ReadOnlySpan<double> occluded, OcclusionWindows windows, Span<float> scores)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(occluded.Length, windows.Count);
        ArgumentOutOfRangeException.ThrowIfNotEqual(scores.Length, windows.Tokens);
        for (int token = 0; token < scores.Length; token++)
        {
            // Windows start at multiples of the stride; those that begin within the last Window tokens cover this one.
            int last = Math.Min(token / windows.Stride, windows.Count - 1);
            int first = token < windows.Window ? 0 : ((token - windows.Window) / windows.Stride) + 1;
            double sum = 0;
            for (int index = first; index <= last; index++)
            {
                sum += full - occluded[index];
            }

            scores[token] = (float)(sum / (last - first + 1));
        }
    }
}
