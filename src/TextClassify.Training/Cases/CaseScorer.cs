using TextClassify.Communication;
using TextClassify.Forward;

namespace TextClassify.Training.Cases;

/// <summary>Runs cases through the shipped graphs.</summary>
internal static class CaseScorer
{
    // Golden scores are compared within 1e-4; more digits would only be noise of one processor's arithmetic.
    private const int ScoreDigits = 7;
    private const int BlockCases = 64;
    private const int GoldenCases = 6;

    public static CaseRow RowOf(EncodedCase one, int rounds)
    {
        SourceRow[] sources =
        [
            .. one.Texts.Select((text, role) => new SourceRow(role, text.Ids)).Where(source => source.Ids.Length > 0),
        ];
        return new CaseRow(sources, [CaseVariant.Full(sources.Length, rounds)]);
    }

    public static async Task<LabelledLogits> ScoreAsync(
        ICasePass pass, IReadOnlyList<EncodedCase> cases, CancellationToken cancellationToken)
    {
        var logits = new List<float[]>();
        foreach (var block in cases.Chunk(BlockCases))
        {
            var answers = await pass.RunAsync(
                [.. block.Select(one => RowOf(one, pass.Rounds))],
                tokens: false,
                new ForwardTerms(ForwardLane.Bulk),
                cancellationToken);
            logits.AddRange(answers.Readings.Select(reading => reading.Answers[0].Logits));
        }

        return LabelledLogits.Of(logits, [.. cases.Select(one => one.Label)]);
    }

    /// <summary>
    /// Development cases of several labels, whole and with a source missing, and texts of one source: their scores prove at load that
    /// tokenizer, vocabulary and graphs still give what they gave.
    /// </summary>
    public static async Task<IReadOnlyList<GoldenText>> GoldenAsync(
        ICasePass pass,
        CaseRecipe recipe,
        Vocabulary vocabulary,
        IReadOnlyList<CaseTexts> dev,
        double temperature,
        CancellationToken cancellationToken)
    {
        var names = recipe.Names();
        TextEncoder[] encoders = [.. recipe.Sources.Select(source => new TextEncoder(vocabulary, source.MaxTokens))];
        int textRole = names.Index().First(name => name.Item == recipe.TextSource).Index;
        var golden = new List<GoldenText>();
        var whole = dev.Where(one => one.Texts.Zip(encoders, (text, encoder) => encoder.Encode(text).Length).All(length => length > 0))
            .Where(one => !one.Texts.Any(HasAddress)).DistinctBy(one => one.Label).Take(GoldenCases).ToArray();
        foreach (var one in whole)
        {
            await AddAsync(one.Texts, [.. Enumerable.Range(0, names.Count)]);
            await AddAsync(one.Texts, [.. Enumerable.Range(0, names.Count).Skip(1)]);
        }

        string first = whole.Length > 0 ? whole[0].Texts[textRole] : "a text";
        string[] plain =
        [
            first,
            "qzxvwk zzqxjv kqjxzw",
            "It's 100% \"fine\" \U0001F600 \u2014 the na\u00EFve caf\u00E9, isn't it? see https://example.org/a?b=c",
        ];
        foreach (string text in plain.Distinct(StringComparer.Ordinal))
        {
            golden.Add(new GoldenText(text, await ScoresAsync([new SourceRow(textRole, encoders[textRole].Encode(text).Ids)])));
        }

        return golden;

        // A package is passed on, and people's addresses need not be.
        static bool HasAddress(string text) => text.Contains('@', StringComparison.Ordinal);

        async Task AddAsync(IReadOnlyList<string> texts, int[] roles)
        {
            if (roles.Length > 0)
            {
                golden.Add(new GoldenText(
                    string.Join('\n', roles.Select(role => texts[role])),
                    await ScoresAsync([.. roles.Select(role => new SourceRow(role, encoders[role].Encode(texts[role]).Ids))]),
                    Sources: [.. roles.Select(role => new GoldenSource(names[role], texts[role]))]));
            }
        }

        async Task<double[]> ScoresAsync(SourceRow[] sources)
        {
            var answers = await pass.RunAsync(
                [new CaseRow(sources, [CaseVariant.Full(sources.Length, pass.Rounds)])],
                tokens: false,
                new ForwardTerms(ForwardLane.Bulk),
                cancellationToken);
            double[] scores = Probabilities.Softmax(answers.Readings[0].Answers[0].Logits, temperature);
            return [.. scores.Select(score => Math.Round(score, ScoreDigits))];
        }
    }
}
