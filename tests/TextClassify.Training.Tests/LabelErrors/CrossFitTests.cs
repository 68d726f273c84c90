using CsCheck;
using TextClassify.Training.Data;
using TextClassify.Training.LabelErrors;

namespace TextClassify.Training.Tests.LabelErrors;

public sealed class CrossFitTests
{
    private const int Count = 4;

    // Few texts and labels, so that texts are repeated, also with another label, and classes have one text alone.
    private static readonly Gen<LabelledText[]> Rows = Gen.Select(Gen.Int[0, 25], Gen.Int[0, 3])
        .Select((text, label) => new LabelledText($"t{text}", $"L{label}")).Array[2, 60];

    [Fact]
    public void Of_AnyRows_KeepsTextsTogether() => Rows.Sample(rows =>
    {
        int[] folds = Folds.Of(rows, Count, new Random(1));

        Assert.All(rows.Zip(folds).GroupBy(pair => pair.First.Text), text => Assert.Single(text.Select(pair => pair.Second).Distinct()));
    });

    /// <summary>Of texts with one label each: a text with two counts for its first.</summary>
    [Fact]
    public void Of_AnyRows_LeavesEveryClassInWhatIsFitted() => Rows.Sample(all =>
    {
        LabelledText[] rows = [.. all.DistinctBy(row => row.Text)];
        int[] folds = Folds.Of(rows, Count, new Random(1));

        for (int fold = 0; fold < Count; fold++)
        {
            Assert.Equal(
                rows.Select(row => row.Label).Distinct().Order(),
                rows.Where((_, row) => folds[row] != fold).Select(row => row.Label).Distinct().Order());
        }
    });

    [Fact]
    public void Of_EvenClasses_SpreadsEachEvenly()
    {
        LabelledText[] rows = [.. Enumerable.Range(0, 80).Select(i => new LabelledText($"t{i}", i % 4 == 0 ? "rare" : "often"))];

        int[] folds = Folds.Of(rows, Count, new Random(1));

        Assert.All(
            rows.Zip(folds).CountBy(pair => (pair.First.Label, pair.Second)),
            part => Assert.Equal(part.Key.Label == "rare" ? 5 : 15, part.Value));
    }

    [Fact]
    public void Of_OtherSeed_DrawsOtherTexts()
    {
        LabelledText[] rows = [.. Enumerable.Range(0, 80).Select(i => new LabelledText($"t{i}", $"L{i % 2}"))];

        Assert.Equal(Folds.Of(rows, Count, new Random(1)), Folds.Of(rows, Count, new Random(1)));
        Assert.NotEqual(Folds.Of(rows, Count, new Random(1)), Folds.Of(rows, Count, new Random(2)));
    }

    /// <summary>The fit answers with its part's number, so that each row shows by which fit it was judged.</summary>
    [Fact]
    public void Probabilities_EachRow_IsOfTheFitWithoutIt()
    {
        int[] labels = [0, 1, 0, 1, 2], folds = [0, 0, 1, 1, Folds.Never];
        var calls = new List<(int[] Fitted, int[] Held)>();

        var probabilities = CrossFit.Probabilities(
            labels,
            classes: 3,
            folds,
            (fitted, held, _) =>
            {
                calls.Add((fitted, held));
                return [.. held.SelectMany(_ => new[] { calls.Count == 1 ? MathF.Log(2) : 0, 0, 0 })];
            },
            TestContext.Current.CancellationToken);

        Assert.Equal([2, 3, 4], calls[0].Fitted);
        Assert.Equal([0, 1], calls[0].Held);
        Assert.Equal([0, 1, 4], calls[1].Fitted);
        Assert.Equal([2, 3], calls[1].Held);
        double[] expected = [0.5, 0.5, 1 / 3.0, 1 / 3.0, 0];
        Assert.All(expected.Zip(probabilities), pair => Assert.Equal(pair.First, pair.Second[0], 1e-6));
        Assert.Equal([0, 0, 1], probabilities[4]);
    }
}
