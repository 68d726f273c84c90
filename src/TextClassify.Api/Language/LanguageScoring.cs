using TextClassify.Language;

namespace TextClassify.Api.Language;

/// <summary>Says how surprising texts are.</summary>
internal static class LanguageScoring
{
    private const int BitsDigits = 4;

    /// <summary>One result an input.</summary>
    public static async Task<(ScoreResult[] Results, TimeSpan Queue, TimeSpan Compute)> ScoreAsync(
        ICharacterModel model, LanguageInput[] inputs, bool characters, CancellationToken cancellationToken)
    {
        var results = Array.ConvertAll(inputs, input => new ScoreResult
        {
            Id = input.Item.Id,
            Error = input.Problem is null ? null : ItemError.From(input.Problem),
        });
        int[] readable = [.. Enumerable.Range(0, inputs.Length).Where(i => inputs[i].Problem is null)];
        var batch = readable.Length == 0
            ? new LanguageBatch([], default, default)
            : await model.Pass.ScoreAsync([.. readable.Select(i => (ReadOnlyMemory<int>)inputs[i].Row.Ids)], cancellationToken);
        for (int place = 0; place < readable.Length; place++)
        {
            int i = readable[place];
            results[i] = Result(model, inputs[i], batch.Bits[place], characters);
        }

        return (results, batch.Queue, batch.Compute);
    }

    private static ScoreResult Result(ICharacterModel model, LanguageInput input, float[] bits, bool characters)
    {
        // The row begins with the edge, which costs nothing.
        UnknownCharacters.Charge(input.Row.Ids.AsSpan(1), bits);
        double sum = 0;
        foreach (float one in bits)
        {
            sum += one;
        }

        if (!double.IsFinite(sum))
        {
            return new ScoreResult { Id = input.Item.Id, Error = ItemError.From(InferenceProblems.NotFinite) };
        }

        double mean = sum / bits.Length;
        return new ScoreResult
        {
            Id = input.Item.Id,
            BitsPerCharacter = Math.Round(mean, BitsDigits),
            CharacterCount = bits.Length,
            UnknownCharacters = input.Row.Unknown,
            Ood = new OutOfDistributionResult(Math.Round(OutOfDistribution.Percentile(mean, model.BitsPercentiles), 1)),
            Surprisal = characters ? Array.ConvertAll(bits, one => MathF.Round(one, BitsDigits)) : null,
            Offsets = characters ? input.Starts[..bits.Length] : null,
        };
    }
}
