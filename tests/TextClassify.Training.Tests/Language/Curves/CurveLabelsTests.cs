using CsCheck;
using TextClassify.Training.Language.Curves;

namespace TextClassify.Training.Tests.Language.Curves;

public sealed class CurveLabelsTests
{
    [Fact]
    public void Place_AnyEnds_KeepsOrderGapAndPage() => Gen.Double[0, 250].Array[1, 8].Sample(ends =>
    {
        double[] placed = CurveLabels.Place(ends, gap: 15, height: 250);
        double[] sorted = [.. Enumerable.Range(0, ends.Length).OrderBy(index => ends[index]).Select(index => placed[index])];

        return sorted.All(y => y is >= 0 and <= 250) && sorted.Zip(sorted.Skip(1)).All(pair => pair.Second - pair.First >= 15 - 1e-9);
    });

    [Fact]
    public void Place_EndsFarApart_StaysAtThem() => Assert.Equal([200, 10, 100], CurveLabels.Place([200, 10, 100], gap: 15, height: 250));
}
