using TextClassify.Training.Baseline;
using TextClassify.Training.Data;
using TextClassify.Training.LabelErrors;

namespace TextClassify.Training.Tests.LabelErrors;

public sealed class TrecLabelErrorsTests
{
    [Fact]
    public void Rank_ATenthOfTrecMislabelled_FindsSevenInTenInTheFirstTenth()
    {
        var cancel = TestContext.Current.CancellationToken;
        string path = Path.Combine(Environment.GetEnvironmentVariable("TEXTCLASSIFY_DATA") ?? "", "trec", "train.jsonl.gz");
        Assert.SkipUnless(File.Exists(path), "The trec data are not here.");
        var rows = DataFile.Read(path, "text", "label", cancel).Rows;
        var labels = Labels.Of(rows);
        int[] written = labels.IndicesOf(rows.Select(row => row.Label));
        var random = new Random(1);
        int[] planted = [.. Enumerable.Range(0, rows.Count)];
        random.Shuffle(planted);
        planted = planted[..(rows.Count / 10)];
        foreach (int row in planted)
        {
            written[row] = (written[row] + 1 + random.Next(labels.Count - 1)) % labels.Count;
        }

        LabelledText[] judged = [.. rows.Select((row, i) => row with { Label = labels.Names[written[i]] })];
        var probabilities = CrossFit.Probabilities(
            written,
            labels.Count,
            Folds.Of(judged, 5, new Random(1)),
            (fitted, held, _) =>
            {
                var features = TextFeatures.Of([.. fitted.Select(row => rows[row].Text)]);
                SparseRow[] known = [.. fitted.Select(row => features.Read(rows[row].Text))];
                return LogisticRegression.Fit(known, [.. fitted.Select(row => written[row])], features.Count, labels.Count, strength: 10)
                    .Score([.. held.Select(row => features.Read(rows[row].Text))]);
            },
            cancel);
        var first = LabelDoubts.Rank(probabilities, written).Take(rows.Count / 10).Select(doubt => doubt.Row).ToHashSet();

        Assert.True(planted.Count(first.Contains) >= 0.7 * planted.Length);
    }
}
