namespace TextClassify.Training.Maps;

/// <summary>A token of a kept text.</summary>
/// <param name="Row">The text's place among those kept.</param>
/// <param name="Token">The token's place in the text.</param>
internal readonly record struct StatePlace(int Row, int Token);

/// <summary>Chooses states by class and by place in the text, so that rare classes and the ends of texts are on the map too.</summary>
internal static class StateChoice
{
    private const int Positions = 5;

    // States that differ by less are one for every purpose of a map.
    private const float Grain = 1e-3f;

    /// <summary>All tokens, by turns of class and fifth of the text, else in an order drawn by <paramref name="seed"/>.</summary>
    public static IEnumerable<StatePlace> Order(IEnumerable<int> rows, Func<int, int> label, Func<int, int> length, int seed)
    {
        StatePlace[] places = [.. rows.SelectMany(row => Enumerable.Range(0, length(row)).Select(token => new StatePlace(row, token)))];
        new Random(seed).Shuffle(places);
        return Strata.ByTurns(places, place => (label(place.Row) * Positions) + (place.Token * Positions / length(place.Row)));
    }

    /// <summary>
    /// The first <paramref name="most"/> whose state was not there before: every text that begins with the same word has the same forward
    /// state there, and a heap of equal points would hide how many others there are.
    /// </summary>
    public static List<StatePlace> Distinct(IEnumerable<StatePlace> places, Func<StatePlace, ReadOnlyMemory<float>> state, int most)
    {
        var seen = new HashSet<ulong>();
        var chosen = new List<StatePlace>();
        foreach (var place in places)
        {
            if (chosen.Count == most)
            {
                break;
            }

            if (seen.Add(Hash(state(place).Span)))
            {
                chosen.Add(place);
            }
        }

        return chosen;
    }

    /// <summary>FNV-1a of the rounded numbers; unlike <see cref="HashCode"/> it is the same in every process.</summary>
    private static ulong Hash(ReadOnlySpan<float> state)
    {
        ulong hash = 14695981039346656037;
        foreach (float value in state)
        {
            hash = (hash ^ (ulong)(long)MathF.Round(value / Grain)) * 1099511628211;
        }

        return hash;
    }
}
