using TextClassify.Training.Augmenting.Trials;
using TextClassify.Training.Pairing;

namespace TextClassify.Training.Tests.Augmenting;

public sealed class TrialSizeTests
{
    [Theory]
    [InlineData(10, 12, 10, 12, "No gain here")]
    [InlineData(40, 10, 10, 40, "No gain here")]
    [InlineData(10, 40, 12, 10, "helps no more than taking any")]
    [InlineData(10, 40, 10, 40, "and choosing among them helps at 8")]
    public void Verdict_OfOneSize_SaysWhatTheRowsSay(int none, int chosen, int random, int chosenOfRandom, string says) => Assert.Contains(
        says, TrialSize.Verdict([Of(8, Pairs(none, chosen), Pairs(random, chosenOfRandom))]), StringComparison.Ordinal);

    /// <summary>22 rows against 8 have p = 0.016: enough alone, not as one of four sizes of which the others say nothing.</summary>
    [Fact]
    public void Verdict_ManySizes_AsksMoreOfEach()
    {
        var gain = Of(8, Pairs(8, 22), Pairs(10, 10));
        var nothing = Of(32, Pairs(10, 10), Pairs(10, 10));

        Assert.DoesNotContain("No gain", TrialSize.Verdict([gain]), StringComparison.Ordinal);
        Assert.Contains("No gain", TrialSize.Verdict([gain, nothing, nothing, nothing]), StringComparison.Ordinal);
    }

    /// <summary>Two draws of four rows: none has 3 and 2 right, the chosen 4 and 2, one of them where none is wrong.</summary>
    [Fact]
    public void Of_TwoDraws_CountsRowsOfBoth()
    {
        TrialDraw[] draws =
        [
            new("a", 8, 1, [0, 1, 0, 1], Said([0, 1, 0, 0], [0, 1, 0, 1])),
            new("a", 8, 2, [0, 1, 0, 1], Said([0, 0, 1, 1], [1, 1, 0, 0])),
        ];

        var size = TrialSize.Of(8, draws, [TrialArm.None, TrialArm.Chosen], 2, TestContext.Current.CancellationToken);

        Assert.Equal(8, size.Held);
        Assert.Equal([0.75, 0.5], size.Arms[0].Accuracies);
        Assert.Equal([1, 0.5], size.Arms[1].Accuracies);
        Assert.Equal((2, 3), (size.Arms[0].ChosenAgainst!.FirstAlone, size.Arms[0].ChosenAgainst!.SecondAlone));
        Assert.Null(size.Arms[1].ChosenAgainst);
    }

    private static Dictionary<string, int[]> Said(int[] none, int[] chosen) => new() { ["none"] = none, ["levenshtein"] = chosen };

    private static TrialSize Of(int rows, PairedRow[] none, PairedRow[] random) => new(
        rows, none.Length, [new("none", [0], Compare(none)), new("random", [0], Compare(random)), new("levenshtein", [0], null)]);

    private static PairedComparison Compare(PairedRow[] rows) =>
        PairedComparison.Of(rows, 2, new Random(1), TestContext.Current.CancellationToken);

    private static PairedRow[] Pairs(int first, int second) =>
        [.. Enumerable.Repeat(new PairedRow(1, 1, 0), first), .. Enumerable.Repeat(new PairedRow(1, 0, 1), second)];
}
