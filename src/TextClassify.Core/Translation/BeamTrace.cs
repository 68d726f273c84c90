namespace TextClassify.Translation;

/// <summary>What was read at each step of a beam, to go back over once a text ends.</summary>
internal sealed class BeamTrace
{
    private readonly List<(int[] Ids, int[] Parents, float[] Attention)> _steps = [];

    /// <param name="ids">Read in each row.</param>
    /// <param name="parents">Of the step before.</param>
    /// <param name="attention">[rows,S]; empty where it isn't kept.</param>
    public void Add(int[] ids, int[] parents, ReadOnlySpan<float> attention) => _steps.Add((ids, parents, attention.ToArray()));

    /// <summary>The text that was read in a row of the last step, the edge before it left out.</summary>
    public BeamText TextOf(int row, double score)
    {
        int length = _steps.Count - 1, sources = _steps[0].Attention.Length;
        int[] ids = new int[length];
        float[] attention = new float[length * sources];
        int place = row;
        for (int step = length; step > 0; step--)
        {
            var (read, parents, _) = _steps[step];
            ids[step - 1] = read[place];
            place = parents[place];

            // A symbol was chosen by what the step before it looked at.
            _steps[step - 1].Attention.AsSpan(place * sources, sources).CopyTo(attention.AsSpan((step - 1) * sources));
        }

        return new(ids, score) { Attention = attention };
    }
}
