using System.Runtime.CompilerServices;

namespace TextClassify.Client;

/// <summary>Cuts a stream into batches: full ones, or what there is when the source lets wait.</summary>
internal static class TextBatches
{
    public static async IAsyncEnumerable<IReadOnlyList<TextInput>> OfAsync(
        IAsyncEnumerable<TextInput> texts,
        StreamOptions options,
        TimeProvider time,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var source = texts.GetAsyncEnumerator(cancellationToken);
        var batch = new List<TextInput>();
        long characters = 0;
        while (true)
        {
            var next = source.MoveNextAsync().AsTask();
            if (batch.Count > 0 && !next.IsCompleted && !await InTimeAsync(next, options.MaxWait, time).ConfigureAwait(false))
            {
                yield return Taken();
            }

            if (!await next.ConfigureAwait(false))
            {
                break;
            }

            if (batch.Count > 0 && characters + source.Current.Characters > options.BatchCharacters)
            {
                yield return Taken();
            }

            batch.Add(source.Current);
            characters += source.Current.Characters;
            if (batch.Count == options.BatchSize)
            {
                yield return Taken();
            }
        }

        if (batch.Count > 0)
        {
            yield return batch;
        }

        List<TextInput> Taken()
        {
            var full = batch;
            (batch, characters) = ([], 0);
            return full;
        }
    }

    private static async Task<bool> InTimeAsync(Task<bool> next, TimeSpan wait, TimeProvider time)
    {
        using var enough = new CancellationTokenSource();
        var waited = Task.Delay(wait, time, enough.Token);
        bool inTime = await Task.WhenAny(next, waited).ConfigureAwait(false) == next;
        await enough.CancelAsync().ConfigureAwait(false);
        return inTime;
    }
}
