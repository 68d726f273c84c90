using TextClassify.Models;
using TextClassify.Models.Aspect;
using TextClassify.Training.Nets;
using static TorchSharp.torch;

namespace TextClassify.Training.Tests.Onnx.Aspect;

/// <summary>
/// Both graphs of an aspect model against its Torch net, a text in a batch against the text alone, and the law of evidence.
/// </summary>
public sealed class AspectGraphsTests
{
    private const double Parity = 1e-4;
    private const double Exact = 1e-5;

    private static readonly int[] Lengths = [9, 1, 5];

    // Two aspects of the first text, one that is the whole of the second, one at the end of the third, one far from most of its tokens.
    private static readonly AspectPlaces Places = new([0, 0, 1, 2, 0], [9, 9, 1, 5, 9], [2, 6, 0, 3, 0], [4, 7, 1, 5, 1]);

    public static TheoryData<CompositionKind, bool> Nets => new MatrixTheoryData<CompositionKind, bool>(
        [CompositionKind.Attention, CompositionKind.Routing, CompositionKind.Mixing], [false, true]);

    [Theory]
    [MemberData(nameof(Nets))]
    public void Graphs_PaddedBatch_AreTheTorchNetsOwn(CompositionKind composition, bool layerNorm)
    {
        using var scope = NewDisposeScope();
        using var model = new SmallAspectModel(composition, layerNorm);
        var batch = SmallAspectModel.Batch(Lengths);
        using var frozen = no_grad();
        var states = model.Net.Encode(model.Words.Gather(batch), batch);
        var outputs = model.Net.Read(states, Places);

        var encoded = model.Encode(Lengths);
        var read = model.Read(encoded, Places);

        AssertTokens(states[.., .., ..SmallAspectModel.Width], encoded[ForwardGraph.ForwardStates]);
        AssertTokens(states[.., .., SmallAspectModel.Width..], encoded[ForwardGraph.BackwardStates]);
        AssertTokens(model.Net.Tags(states), encoded[AspectGraph.Tags]);
        AssertEqual(outputs.Logits, read[ForwardGraph.Logits], Parity);
        AssertEqual(outputs.Weights, read[AspectGraph.Weights], Parity);
        AssertEqual(outputs.Evidence, read[ForwardGraph.Evidence], Parity);
    }

    [Theory]
    [MemberData(nameof(Nets))]
    public void Encoder_PaddedInABatch_IsTheTextAlone(CompositionKind composition, bool layerNorm)
    {
        using var model = new SmallAspectModel(composition, layerNorm);
        var together = model.Encode(Lengths);
        for (int row = 0; row < Lengths.Length; row++)
        {
            var alone = model.Encode(Lengths, only: row);
            foreach (string output in SmallAspectModel.EncoderOutputs)
            {
                int width = together[output].Length / (Lengths.Length * Lengths.Max());
                float[] padded = together[output].AsSpan(row * Lengths.Max() * width, Lengths[row] * width).ToArray();
                AssertEqual(alone[output], padded, Exact);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Nets))]
    public void Readout_SeveralAspectsOfATextAndPadding_IsEachAspectAlone(CompositionKind composition, bool layerNorm)
    {
        using var model = new SmallAspectModel(composition, layerNorm);
        var together = model.Read(model.Encode(Lengths), Places);
        int time = Lengths.Max(), classes = SmallAspectModel.Classes;
        for (int i = 0; i < Places.Count; i++)
        {
            int text = (int)Places.Texts[i], length = Lengths[text];
            var place = new AspectPlaces([0], [length], [Places.Starts[i]], [Places.Ends[i]]);
            var alone = model.Read(model.Encode(Lengths, only: text), place);

            AssertEqual(alone[ForwardGraph.Logits], together[ForwardGraph.Logits][(i * classes)..((i + 1) * classes)], Exact);
            float[] evidence = together[ForwardGraph.Evidence][(i * time * classes)..((i + 1) * time * classes)];
            AssertEqual(alone[ForwardGraph.Evidence], evidence[..(length * classes)], Exact);
            Assert.All(evidence[(length * classes)..], share => Assert.Equal(0, share));
            Assert.All(together[AspectGraph.Weights][((i * time) + length)..((i + 1) * time)], weight => Assert.Equal(0, weight));
        }
    }

    /// <summary>
    /// The product's first claim, for every aspect: a logit is the bias and the sum of its tokens' evidence; the weights are shares.
    /// </summary>
    [Fact]
    public void Readout_Evidence_SumsToTheLogits()
    {
        using var model = new SmallAspectModel(CompositionKind.Attention, layerNorm: true);
        var read = model.Read(model.Encode(Lengths), Places);
        int time = Lengths.Max(), classes = SmallAspectModel.Classes;
        for (int i = 0; i < Places.Count; i++)
        {
            for (int label = 0; label < classes; label++)
            {
                float sum = read[ForwardGraph.Bias][label];
                for (int t = 0; t < time; t++)
                {
                    sum += read[ForwardGraph.Evidence][(((i * time) + t) * classes) + label];
                }

                Assert.Equal(sum, read[ForwardGraph.Logits][(i * classes) + label], Exact);
            }

            Assert.Equal(1, read[AspectGraph.Weights].AsSpan(i * time, time).ToArray().Sum(), Exact);
        }
    }

    /// <summary>Of two aspects in one text, only the place differs: a readout that ignored it would say the same of both.</summary>
    [Fact]
    public void Readout_OtherAspectOfTheText_SaysSomethingElse()
    {
        using var model = new SmallAspectModel(CompositionKind.Mixing, layerNorm: false);
        float[] logits = model.Read(model.Encode(Lengths), Places)[ForwardGraph.Logits];

        Assert.NotEqual(logits[0], logits[SmallAspectModel.Classes], 1e-3);
    }

    /// <summary>
    /// The cell gives what it gave before: x, then the state read from the right, moves the first token alone when the last word changes.
    /// </summary>
    [Fact]
    public void Encoder_LastWordChanged_MovesNoForwardStateBeforeIt()
    {
        using var model = new SmallAspectModel(CompositionKind.Attention, layerNorm: true);
        int last = (Lengths[0] - 1) * SmallAspectModel.Width;
        var before = model.Encode([9]);
        var after = model.Encode([9], otherLastWord: true);

        Assert.Equal(before[ForwardGraph.ForwardStates][..last], after[ForwardGraph.ForwardStates][..last]);
        Assert.NotEqual(
            before[ForwardGraph.BackwardStates][..SmallAspectModel.Width], after[ForwardGraph.BackwardStates][..SmallAspectModel.Width]);
    }

    [Fact]
    public void Build_AnLstm_IsRefused() => Assert.Throws<ArgumentException>(() => Training.Onnx.Aspect.AspectEncoderGraph.Build(
        new AspectNetOptions { Transition = TransitionKind.Lstm }, new WeightTable([])));

    /// <summary>Tokens only: what stands beyond a length means nothing.</summary>
    private static void AssertTokens(Tensor expected, float[] actual)
    {
        int time = Lengths.Max(), width = (int)expected.size(2);
        float[] values = Crnn.Values(expected.contiguous()).ToArray();
        for (int row = 0; row < Lengths.Length; row++)
        {
            int from = row * time * width, to = from + (Lengths[row] * width);
            AssertEqual(values[from..to], actual[from..to], Parity);
        }
    }

    private static void AssertEqual(Tensor expected, float[] actual, double tolerance) =>
        AssertEqual(Crnn.Values(expected.contiguous()).ToArray(), actual, tolerance);

    private static void AssertEqual(float[] expected, float[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], tolerance);
        }
    }
}
