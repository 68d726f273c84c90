using TextClassify.Forward;

namespace TextClassify.Language;

/// <summary>
/// A language model whose next character's logits are sums of what each character read gives: id / 4 to class 0, -id / 8 to class 1 and
/// nothing to the others, times <paramref name="scale"/>. Its state is the sum of the ids.
/// </summary>
internal sealed class AdditiveCharacters(int characters, float scale = 1) : ILanguagePass
{
    public LanguageShape Shape { get; } = new(characters, 1, 1, 1, 1);

    /// <summary>Ids of every call so far.</summary>
    public List<int[][]> Calls { get; } = [];

    /// <summary>Called with the number of calls so far, this one's included.</summary>
    public Action<int>? OnCall { get; init; }

    public static float Weight(int id) => id / 4f;

    public Task<LanguageReading> ReadAsync(
        ReadOnlyMemory<float> state, IReadOnlyList<ReadOnlyMemory<int>> rows, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Calls.Add([.. rows.Select(row => row.ToArray())]);
        OnCall?.Invoke(Calls.Count);
        float before = state.IsEmpty ? 0 : state.Span[0];
        float[] sums = [.. rows.Select(row => before + row.ToArray().Sum())];
        return Task.FromResult(new LanguageReading(
            [.. sums.Select(sum => Logits(sum * scale))],
            rows.Count == 1 ? sums : [],
            TimeSpan.FromMilliseconds(1),
            TimeSpan.FromMilliseconds(2)));
    }

    public ILanguageReader OpenReader() => throw new NotSupportedException("An explanation reads rows.");

    public Task<LanguageBatch> ScoreAsync(IReadOnlyList<ReadOnlyMemory<int>> rows, CancellationToken cancellationToken) =>
        throw new NotSupportedException("An explanation reads rows.");

    public Task<LanguageStatesBatch> ReadStatesAsync(IReadOnlyList<ReadOnlyMemory<int>> rows, CancellationToken cancellationToken) =>
        throw new NotSupportedException("An explanation reads rows.");

    private float[] Logits(float sum)
    {
        float[] logits = new float[characters];
        (logits[0], logits[1]) = (sum / 4, -sum / 8);
        return logits;
    }
}
