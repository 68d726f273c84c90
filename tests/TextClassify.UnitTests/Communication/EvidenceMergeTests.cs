using System.Runtime.CompilerServices;

namespace TextClassify.Communication;

public sealed class EvidenceMergeTests
{
    private const int Cases = 1_000;
    private const double Tolerance = 1e-5;

    /// <summary>
    /// Against one softmax in double precision over the tokens of every source that is there; the sources' shares, and the tokens', sum to
    /// the logits.
    /// </summary>
    [Fact]
    public void TryMerge_RandomCasesWithSourcesMissing_SharesSumToTheLogitOfOneSoftmax()
    {
        var draws = new Random(20);
        int missing = 0;
        for (int i = 0; i < Cases; i++)
        {
            var one = RandomCase.Draw(draws);
            missing += one.Present.Count(present => !present);
            var merged = new float[one.Shape.Length];
            float[] shares = new float[one.Sources * one.Shape.Classes], logits = new float[one.Shape.Classes];

            bool isAnswered = EvidenceMerge.TryMerge(
                one.Parts(), one.Present, one.Bias, one.Shape, new EvidencePart(merged, one.Shape), shares, logits);

            double[]? expected = one.Logits();
            Assert.Equal(expected is not null, isAnswered);
            if (expected is not null)
            {
                AssertSums(one, merged, shares, logits, expected);
            }
        }

        Assert.InRange(missing, Cases, 16 * Cases);
    }

    /// <summary>A missing source changes nothing of what the others say, whatever stands in its place.</summary>
    [Fact]
    public void TryMerge_MissingSource_IsTheCaseWithoutIt()
    {
        var shape = new EvidenceShape(Aspects: 1, Classes: 2);
        float[] there = [0, 1, 3, -1, 0, 1, -2, 5], lost = [0, 1, 3, -1, float.NaN, float.NaN, float.NaN, float.NaN];
        float[] shares = new float[4], logits = new float[2];

        Assert.True(EvidenceMerge.TryMerge(there, [true, true], [0.5f, 0], shape, Part(shape), shares, logits));
        Assert.Equal([1.5f, -0.5f, -1, 2.5f], shares);
        Assert.Equal([1, 2], logits);
        Assert.True(EvidenceMerge.TryMerge(lost, [true, false], [0.5f, 0], shape, Part(shape), shares, logits));
        Assert.Equal([3, -1, 0, 0], shares);
        Assert.Equal([3.5f, -1], logits);
    }

    [Fact]
    public void TryMerge_NoSourceOrNoToken_HasNoAnswer()
    {
        var shape = new EvidenceShape(Aspects: 2, Classes: 1);
        float[] parts = new float[2 * shape.Length];
        SourceEvidence.Gather([], [], shape, new EvidencePart(parts.AsSpan(0, shape.Length), shape));
        SourceEvidence.Gather([1, 2], [3, 4], shape, new EvidencePart(parts.AsSpan(shape.Length), shape));

        Assert.False(EvidenceMerge.TryMerge(parts, [false, false], [0], shape, Part(shape), new float[2], new float[1]));
        Assert.False(EvidenceMerge.TryMerge(parts, [true, false], [0], shape, Part(shape), new float[2], new float[1]));
        Assert.True(EvidenceMerge.TryMerge(parts, [true, true], [0], shape, Part(shape), new float[2], new float[1]));
    }

    /// <summary>Scores far apart leave one source, and no number becomes infinite.</summary>
    [Fact]
    public void TryMerge_ScoresFarApart_StaysFinite()
    {
        var shape = new EvidenceShape(Aspects: 1, Classes: 1);
        float[] shares = new float[2], logits = new float[1];

        Assert.True(EvidenceMerge.TryMerge([500, 1, 2, -500, 1, 9], [true, true], [1], shape, Part(shape), shares, logits));

        Assert.Equal([2, 0], shares);
        Assert.Equal([3], logits);
    }

    [Fact]
    public void TryMerge_AnyCase_AllocatesNothing()
    {
        var one = RandomCase.Draw(new Random(3));
        float[] parts = one.Parts(), merged = new float[one.Shape.Length];
        float[] shares = new float[one.Sources * one.Shape.Classes], logits = new float[one.Shape.Classes];
        float[] tokens = new float[one.Scores[0].Length / one.Shape.Aspects * one.Shape.Classes];
        Run();

        long before = GC.GetAllocatedBytesForCurrentThread();
        Run();

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        [MethodImpl(MethodImplOptions.NoInlining)]
        void Run()
        {
            var all = new EvidencePart(merged, one.Shape);
            SourceEvidence.Gather(one.Scores[0], one.Values[0], one.Shape, new EvidencePart(parts.AsSpan(0, one.Shape.Length), one.Shape));
            EvidenceMerge.TryMerge(parts, one.Present, one.Bias, one.Shape, all, shares, logits);
            SourceEvidence.Tokens(one.Scores[0], one.Values[0], one.Shape, all, tokens);
        }
    }

    [Fact]
    public void EvidencePart_OtherLength_IsRefused()
    {
        var fault = Assert.Throws<ArgumentException>(() => _ = new EvidencePart(new float[5], new EvidenceShape(2, 1)).Peaks.Length);

        Assert.Equal("A part of 2 aspects and 1 classes has 6 numbers.", fault.Message);
    }

    private static EvidencePart Part(EvidenceShape shape) => new(new float[shape.Length], shape);

    private static void AssertSums(RandomCase one, float[] merged, float[] shares, float[] logits, double[] expected)
    {
        int classes = one.Shape.Classes;
        for (int c = 0; c < classes; c++)
        {
            Assert.Equal(expected[c], logits[c], Tolerance);
            double sum = one.Bias[c];
            for (int source = 0; source < one.Sources; source++)
            {
                float share = shares[(source * classes) + c];
                float[] tokens = one.Tokens(source, new EvidencePart(merged, one.Shape));
                double ofTokens = 0;
                for (int at = c; at < tokens.Length; at += classes)
                {
                    ofTokens += tokens[at];
                }

                Assert.Equal(share, ofTokens, Tolerance);
                Assert.True(one.Present[source] || share == 0);
                sum += share;
            }

            Assert.Equal(logits[c], sum, Tolerance);
        }
    }
}
