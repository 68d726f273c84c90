using CsCheck;
using TextClassify.Training.Data;

namespace TextClassify.Training.Tests.Data;

public sealed class DevSplitTests
{
    private static readonly Gen<List<LabelledText>> Repeating =
        Gen.Select(Gen.Int[0, 60], Gen.OneOf("a", "b", "c"))
            .Select((text, label) => new LabelledText($"text {text}", label))
            .List[1, 200];

    [Fact]
    public void Split_AnyRows_IsAPartitionInOrderThatKeepsTextsTogether() =>
        Gen.Select(Repeating, Gen.Double[0.01, 0.5])
            .Sample(
                (rows, share) =>
                {
                    var (train, dev) = DevSplit.Split(rows, share);

                    var held = dev.Select(row => row.Text).ToHashSet();
                    Assert.Equal(rows.Where(row => !held.Contains(row.Text)), train);
                    Assert.Equal(rows.Where(row => held.Contains(row.Text)), dev);
                });

    [Fact]
    public void Split_DistinctTexts_TakesEachLabelsShareWithinOneRow() =>
        Gen.Select(Gen.Int[2, 300], Gen.Int[2, 300], Gen.Double[0.01, 0.5])
            .Sample(
                (a, b, share) =>
                {
                    var (train, dev) = DevSplit.Split([.. Rows("a", a), .. Rows("b", b)], share);

                    foreach (var (label, count) in new[] { ("a", a), ("b", b) })
                    {
                        int held = dev.Count(row => row.Label == label);
                        Assert.InRange(Math.Abs(held - (share * count)), 0, 1);
                        Assert.InRange(held, 1, count - 1);
                    }
                });

    [Fact]
    public void Split_RowsInAnotherOrder_HoldsTheSameTexts() =>
        Gen.Select(Repeating, Gen.Int)
            .Sample(
                (rows, seed) =>
                {
                    var shuffled = rows.ToArray();
                    new Random(seed).Shuffle(shuffled);

                    Assert.Equal(Texts(DevSplit.Split(rows, 0.2).Dev), Texts(DevSplit.Split(shuffled, 0.2).Dev));
                });

    [Fact]
    public void Split_OneTextALabel_StaysInTrain()
    {
        var (train, dev) = DevSplit.Split([new("x", "a"), new("x", "a"), new("y", "b"), new("z", "b")], 0.1);

        Assert.Contains(new LabelledText("x", "a"), train);
        Assert.Single(dev);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.51)]
    [InlineData(double.NaN)]
    public void Split_ShareOutOfRange_Throws(double share) =>
        Assert.ThrowsAny<ArgumentOutOfRangeException>(() => DevSplit.Split([], share));

    private static IEnumerable<LabelledText> Rows(string label, int count) =>
        Enumerable.Range(0, count).Select(i => new LabelledText($"{label} {i}", label));

    private static HashSet<string> Texts(IEnumerable<LabelledText> rows) => [.. rows.Select(row => row.Text)];
}
