using System.Numerics.Tensors;
using TextClassify.Forward;
using TextClassify.Inference.Batching;

namespace TextClassify.Training.Aspect;

/// <summary>Texts whose scores and found aspects prove at load that tokenizer, vocabulary and graphs still give what they gave.</summary>
internal static class GoldenAspects
{
    // Golden scores are compared within 1e-4; more digits would only be noise of one processor's arithmetic.
    private const int ScoreDigits = 7;

    // A tag that wins by less could lose on another processor, and with it the span.
    private const float TagMargin = 0.01f;

    /// <summary>The first text of every domain and label, and made-up ones at the edges.</summary>
    public static async Task<IReadOnlyList<GoldenText>> ChooseAsync(
        IBlockRunner blocks,
        IAspectPass pass,
        TextEncoder encoder,
        IReadOnlyList<IReadOnlyList<AspectText>> dev,
        double temperature,
        CancellationToken cancellationToken)
    {
        var golden = new List<GoldenText>();
        foreach (var places in dev.Select(texts => texts.SelectMany(text => text.Aspects.Select(aspect => (text.Text, Aspect: aspect)))))
        {
            var labels = places.GroupBy(place => place.Aspect.Label, StringComparer.Ordinal);
            foreach (var label in labels.OrderBy(group => group.Key, StringComparer.Ordinal))
            {
                foreach (var (text, aspect) in label)
                {
                    if (await AddAsync(text, aspect.Start, aspect.End))
                    {
                        break;
                    }
                }
            }
        }

        var (first, place) = dev.SelectMany(texts => texts).Select(text => (text.Text, text.Aspects[0])).First();
        string odd = "It's 100% \"fine\" \U0001F600 \u2014 the na\u00EFve caf\u00E9, isn't it? see https://example.org/a?b=c";
        int cafe = odd.IndexOf("caf\u00E9", StringComparison.Ordinal);
        await AddAsync(odd, cafe, cafe + 4);
        await AddAsync("qzxvwk zzqxjv kqjxzw", 7, 13);
        int times = (encoder.MaxTokens / encoder.Encode(first).TotalTokens) + 2;
        await AddAsync(string.Join(' ', Enumerable.Repeat(first, times)), place.Start, place.End);
        return golden;

        async Task<bool> AddAsync(string text, int start, int end)
        {
            var encoded = encoder.Encode(text);
            var aspect = TokenRange.Over(encoded.Tokens.Span, start, end);
            if (aspect.Length == 0 || golden.Any(other => other.Text == text) || !IsSure(Tags(encoded.Ids)))
            {
                return false;
            }

            // Alone, as a request of one text runs: the check at load runs them side by side.
            var told = await AspectScorer.RunAsync(pass, [new AspectRow(encoded.Ids, [aspect])], cancellationToken);
            var found = await AspectScorer.RunAsync(pass, [new AspectRow(encoded.Ids, null)], cancellationToken);
            double[] scores = Probabilities.Softmax(told[0].Results[0].Logits, temperature);
            golden.Add(new GoldenText(
                text,
                [.. scores.Select(score => Math.Round(score, ScoreDigits))],
                Aspect: new GoldenSpan(start, end),
                Tagged: [.. found[0].Aspects.Select(range => new GoldenSpan(
                    encoded.Tokens.Span[range.Start].Start, encoded.Tokens.Span[range.End - 1].End))]));
            return true;
        }

        float[] Tags(ReadOnlyMemory<int> ids)
        {
            var results = new ForwardResult[1];
            blocks.Run([ids], ids.Length, ForwardOutputs.Tags, results);
            return results[0].Tags;
        }
    }

    /// <summary>Whether no token's tag hangs on the last digits.</summary>
    private static bool IsSure(float[] tags)
    {
        for (int i = 0; i < tags.Length; i += AspectTags.Count)
        {
            Span<float> token = [.. tags.AsSpan(i, AspectTags.Count)];
            int best = TensorPrimitives.IndexOfMax<float>(token);
            float most = token[best];
            token[best] = float.NegativeInfinity;
            if (most - TensorPrimitives.Max<float>(token) < TagMargin)
            {
                return false;
            }
        }

        return true;
    }
}
