using TextClassify.Api.Memory;
using TextClassify.Api.Monitoring;
using TextClassify.Api.Records;
using TextClassify.Monitoring;
using TextClassify.Storage.Querying;
using TextClassify.Storage.Querying.Versions;

namespace TextClassify.Api.Comparing;

/// <summary>Holds two versions against each other.</summary>
internal static class VersionDiffReport
{
    public static Outcome<VersionDiffResponse> Of(Inquiry ask, VersionDiffQuery query, IModelRegistry registry, MemoryLevel level)
    {
        if (VersionPair.Of(query, registry, ask).Fails(out var problem, out var pair))
        {
            return problem;
        }

        var texts = ask.Pair(pair.Filter, pair.Version, pair.Against);
        if (texts.Both == 0)
        {
            return NothingShared(pair, texts, registry);
        }

        var labels = ask.Flips();
        int examples = query.Examples ?? VersionDiffQuery.DefaultExamples;
        return new VersionDiffResponse
        {
            AsOf = ask.AsOf,
            Model = pair.Model,
            Version = pair.Version,
            Against = pair.Against,
            Texts = texts.Both,
            VersionTexts = texts.Version,
            AgainstTexts = texts.Against,
            Agreement = BandValue.Of(Band.Wilson(texts.Same, texts.Both))!,
            Labelled = texts.Labelled,
            VersionRight = labels.Sum(one => one.VersionRight),
            AgainstRight = labels.Sum(one => one.AgainstRight),
            Flips =
            [
                .. labels.Where(one => one.Against != one.Version
                        && (query.Label is null || query.Label == one.Against || query.Label == one.Version))
                    .Select(flip => Told(ask, flip, texts.Both, examples)),
            ],
            Reasons = ReasonComparison.Of(ask, query, level),
        };
    }

    private static LabelFlipResult Told(Inquiry ask, LabelFlip flip, long texts, int examples)
    {
        var rows = examples > 0 ? ask.FlipRows(flip, examples) : [];
        var found = ask.Rows([.. rows.Select(one => one.Against), .. rows.Select(one => one.Version)]);
        var entries = found.Zip(PredictionEntries.Of(found, [], ask)).ToDictionary(one => one.First.Row, one => one.Second);
        return new LabelFlipResult
        {
            AgainstLabel = flip.Against,
            VersionLabel = flip.Version,
            Texts = flip.Count,
            Share = BandValue.Of(Band.Wilson(flip.Count, texts))!,
            Labelled = flip.Labelled,
            VersionRight = flip.VersionRight,
            AgainstRight = flip.AgainstRight,
            Examples = [.. rows.Select(one => new FlipExample(entries[one.Against], entries[one.Version]))],
        };
    }

    /// <summary>Says how there would be an answer.</summary>
    private static Problem NothingShared(VersionPair pair, VersionTexts texts, IModelRegistry registry)
    {
        string[] lacking =
        [
            .. new[] { (texts.Version, pair.Version), (texts.Against, pair.Against) }.OrderBy(one => one.Item1)
                .Where((one, i) => one.Item1 == 0 || i == 0).Select(one => $"{pair.Model}/{one.Item2}"),
        ];
        string load = string.Concat(lacking.Where(
                name => registry.Current.Package(pair.Model, name[(pair.Model.Length + 1)..]) is null)
            .Select(name => $" Load {name} with POST /models/{name}/load."));
        string models = string.Join(" and with ", lacking.Select(name => $"\"model\":\"{name}\""));
        return new Problem(
            ProblemTypes.NothingInCommon,
            $"No text that was chosen is recorded of both versions: {Count(texts.Version)} of {pair.Model}/{pair.Version} and "
                + $"{Count(texts.Against)} of {pair.Model}/{pair.Against}.{load} Send the same texts to POST /classify with "
                + $"{models}; a version that is loaded answers beside the active one.");
    }

    private static string Count(long texts) => texts == 1 ? "one text" : $"{texts} texts";
}
