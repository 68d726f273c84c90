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

    private static TrialSize Of(int rows, PairedRow[] none, PairedRow[] random) => new(
        rows, none.Length, [0, 0, 0], Compare(none), Compare(random));

    private static PairedComparison Compare(PairedRow[] rows) =>
        PairedComparison.Of(rows, 2, new Random(1), TestContext.Current.CancellationToken);

    private static PairedRow[] Pairs(int first, int second) =>
        [.. Enumerable.Repeat(new PairedRow(1, 1, 0), first), .. Enumerable.Repeat(new PairedRow(1, 0, 1), second)];
}
