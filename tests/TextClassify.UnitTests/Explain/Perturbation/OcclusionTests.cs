using CsCheck;
using TextClassify.Explain.Parameters;
using TextClassify.Explain.Perturbation;
using TextClassify.Text;

namespace TextClassify.UnitTests.Explain.Perturbation;

public sealed class OcclusionTests
{
    private static readonly Gen<OcclusionWindows> AnyWindows =
        from tokens in Gen.Int[1, 40]
        from window in Gen.Int[1, 12]
        from stride in Gen.Int[1, window]
        select new OcclusionWindows(tokens, window, stride);

    [Fact]
    public void Count_AnyStrideWithinTheWindow_CoversEveryToken() => AnyWindows.Sample(windows =>
    {
        int[] covered = new int[windows.Tokens];
        for (int index = 0; index < windows.Count; index++)
        {
            Assert.InRange(windows.Length(index), 1, windows.Window);
            covered.AsSpan(windows.Start(index), windows.Length(index)).Fill(1);
        }

        Assert.DoesNotContain(0, covered);
    });

    [Fact]
    public void WriteScores_AnyWindows_AgreesWithItsScalarTwin() => AnyWindows.Sample(windows =>
    {
        double[] occluded = [.. Enumerable.Range(0, windows.Count).Select(index => (double)index * index)];
        float[] scores = new float[windows.Tokens];

        Occlusion.WriteScores(100, occluded, windows, scores);

        Assert.Equal(
            Enumerable.Range(0, windows.Tokens).Select(token => (float)Enumerable.Range(0, windows.Count)
                .Where(index => token >= windows.Start(index) && token < windows.Start(index) + windows.Length(index))
                .Average(index => 100.0 - occluded[index])),
            scores);
    });

    [Theory]
    [InlineData("Unk", new[] { 7, 1, 1, 8 })]
    [InlineData("Pad", new[] { 7, 0, 0, 8 })]
    [InlineData("Delete", new[] { 7, 8 })]
    public void WriteRow_EachBaseline_HidesTheWindow(string baseline, int[] expected)
    {
        int[] row = new int[4];

        int length = Occlusion.WriteRow(
            [7, 5, 6, 8], SpecialIds.OfWords, new OcclusionWindows(4, 2, 1), 1, Enum.Parse<RemovalRule>(baseline), row);

        Assert.Equal(expected, row[..length]);
    }
}
