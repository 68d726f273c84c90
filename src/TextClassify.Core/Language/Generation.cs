using System.Text;

namespace TextClassify.Language;

/// <summary>Writes on from a prompt, character by character.</summary>
public static class Generation
{
    /// <summary>
    /// Gives each piece of text as soon as no stop text can begin in it, then ends. What is written is the same whoever listens.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="vocabulary">Its characters.</param>
    /// <param name="request">From where, how, and how far.</param>
    /// <param name="onText">Takes the next piece; waits for it.</param>
    /// <param name="cancellationToken">Ends it between two characters.</param>
    /// <returns>Characters written, stop texts left out, and why it ended.</returns>
    public static async Task<(int Characters, GenerationEnd End)> RunAsync(
        ILanguagePass model,
        CharacterVocabulary vocabulary,
        GenerationRequest request,
        Func<string, CancellationToken, ValueTask> onText,
        CancellationToken cancellationToken)
    {
        float[] logits = new float[model.Shape.Characters];
        using var reader = model.OpenReader();
        for (int i = 0; i < request.Prompt.Length; i++)
        {
            await reader.ReadAsync(request.Prompt.Span[i], logits, cancellationToken).ConfigureAwait(false);
        }

        var sampler = new Sampler(request.Sampling, logits.Length);
        var tail = new StopTail(request.Stops);
        int drawn = 0;
        for (; drawn < request.Length; drawn++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int id = sampler.Next(logits);
            if (vocabulary.CharacterOf(id) is not { } character)
            {
                return (drawn, await FinishAsync(GenerationEnd.Edge).ConfigureAwait(false));
            }

            if (tail.Add(character) is { } stop)
            {
                return (drawn + 1 - Characters(stop), await FinishAsync(GenerationEnd.Stop).ConfigureAwait(false));
            }

            if (tail.Take() is { Length: > 0 } text)
            {
                await onText(text, cancellationToken).ConfigureAwait(false);
            }

            if (drawn + 1 < request.Length)
            {
                await reader.ReadAsync(id, logits, cancellationToken).ConfigureAwait(false);
            }
        }

        return (drawn, await FinishAsync(GenerationEnd.Length).ConfigureAwait(false));

        async ValueTask<GenerationEnd> FinishAsync(GenerationEnd end)
        {
            if (tail.Flush() is { Length: > 0 } rest)
            {
                await onText(rest, cancellationToken).ConfigureAwait(false);
            }

            return end;
        }
    }

    private static int Characters(string text)
    {
        int count = 0;
        foreach (var _ in text.EnumerateRunes())
        {
            count++;
        }

        return count;
    }
}

/// <summary>Holds back what may be the beginning of a stop text.</summary>
internal sealed class StopTail(IReadOnlyList<string> stops)
{
    private readonly StringBuilder _held = new();

    /// <summary>The stop text that this character completes, which is then gone; null otherwise.</summary>
    public string? Add(Rune character)
    {
        Span<char> units = stackalloc char[2];
        _held.Append(units[..character.EncodeToUtf16(units)]);
        string held = stops.Count == 0 ? "" : _held.ToString();
        foreach (string stop in stops)
        {
            if (held.EndsWith(stop, StringComparison.Ordinal))
            {
                _held.Length -= stop.Length;
                return stop;
            }
        }

        return null;
    }

    /// <summary>What can be no part of a stop text any more.</summary>
    public string Take()
    {
        string held = _held.ToString();
        int keep = 0;
        foreach (string stop in stops)
        {
            for (int length = Math.Min(stop.Length - 1, held.Length); length > keep; length--)
            {
                if (stop.AsSpan().StartsWith(held.AsSpan(held.Length - length), StringComparison.Ordinal))
                {
                    keep = length;
                }
            }
        }

        _held.Remove(0, held.Length - keep);
        return held[..^keep];
    }

    public string Flush()
    {
        string held = _held.ToString();
        _held.Clear();
        return held;
    }
}
