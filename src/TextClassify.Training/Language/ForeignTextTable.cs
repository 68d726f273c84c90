using TextClassify.Inference.Serving;
using TextClassify.Language;

namespace TextClassify.Training.Language;

/// <summary>How a language model tells texts of its kind from others as long: areas under the ROC curve, 0.5 for a guess.</summary>
/// <param name="Name">What the texts are.</param>
/// <param name="Bits">Mean bits per character.</param>
/// <param name="BitsAuroc">The chance that one of them has more bits than a development text; absent for those.</param>
/// <param name="PercentileAuroc">The same of the <c>ood</c> percentile of <c>/score</c>, which ends at 100.</param>
internal sealed record ForeignTextRow(string Name, double Bits, double? BitsAuroc, double? PercentileAuroc);

internal static class ForeignTextTable
{
    // In the order of ForeignText.
    private static readonly string[] Kinds = ["characters shuffled", "other alphabets", "base64"];

    /// <summary>The development texts, each kind, and all kinds together.</summary>
    /// <param name="model">The model.</param>
    /// <param name="texts">Development texts; their beginnings are read, as long as the profile's passages.</param>
    /// <param name="cancellationToken">Ends it between runs.</param>
    public static async Task<ForeignTextRow[]> MeasureAsync(
        ICharacterModel model, IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        string[] passages = [.. texts.Where(text => text.Length > 0).Select(text => Passage.Cut(text, model.PassageLength))];
        double[] own = await Passage.BitsAsync(model.Pass, model.Vocabulary, passages, cancellationToken);
        string[][] foreign = [.. passages.Select((passage, index) => ForeignText.Of(passage, index).ToArray())];
        var rows = new List<ForeignTextRow> { new("development texts", own.Average(), null, null) };
        var all = new List<double>();
        for (int kind = 0; kind < Kinds.Length; kind++)
        {
            string[] others = [.. foreign.Select(kinds => kinds[kind])];
            double[] bits = await Passage.BitsAsync(model.Pass, model.Vocabulary, others, cancellationToken);
            rows.Add(Row(Kinds[kind], bits));
            all.AddRange(bits);
        }

        return [.. rows, Row("all three", [.. all])];

        ForeignTextRow Row(string name, double[] bits) => new(
            name, bits.Average(), Passage.Auroc(own, bits), Passage.Auroc(Percentiles(model, own), Percentiles(model, bits)));
    }

    private static double[] Percentiles(ICharacterModel model, double[] bits) =>
        Array.ConvertAll(bits, one => OutOfDistribution.Percentile(one, model.BitsPercentiles));
}
