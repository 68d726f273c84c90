using Microsoft.ML.OnnxRuntime;
using TextClassify.Models;
using TextClassify.Training.Nets;
using TextClassify.Training.Onnx;
using TextClassify.Training.Onnx.Backward;
using TextClassify.Training.Onnx.Contextual;
using TextClassify.Training.Onnx.Schema;
using static TorchSharp.torch;

namespace TextClassify.Training.Tests.Onnx;

/// <summary>
/// What each graph says with the linear term, against the same without it and the term's own equation in double precision.
/// </summary>
public sealed class LinearTermTests
{
    private const int Classes = RandomWeights.Classes;
    private const double Tolerance = 1e-5;

    private static readonly CrnnOptions Options = Shapes.Net(CellKind.Lstm, TensorKind.LowRank);
    private static readonly WeightTable Plain = EmbeddingTable.Round(RandomWeights.Create(Options, seed: 5));
    private static readonly WeightTable Linear = EmbeddingTable.Round(RandomWeights.CreateLinear(Options, seed: 5));
    private static readonly int[][] Texts = Shapes.Texts(seed: 6);
    private static readonly int Time = Texts.Max(text => text.Length);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(4, 0.5)]
    [InlineData(100, 0.1)]
    public void Scale_Tokens_IsOneOverTheirRoot(int tokens, double expected) => Assert.Equal(expected, LinearTerm.Scale(tokens), 1e-12);

    [Fact]
    public void ForwardGraph_LinearTerm_AddsEachTokensShareToEvidenceAndLogits()
    {
        float[] logits = Forward(Linear, ForwardGraph.Logits), before = Forward(Plain, ForwardGraph.Logits);
        float[] evidence = Forward(Linear, ForwardGraph.Evidence), evidenceBefore = Forward(Plain, ForwardGraph.Evidence);

        for (int row = 0; row < Texts.Length; row++)
        {
            for (int label = 0; label < Classes; label++)
            {
                double sum = Enumerable.Range(0, Texts[row].Length).Sum(token => Share(row, token, label));
                Assert.Equal(sum, logits[(row * Classes) + label] - before[(row * Classes) + label], Tolerance);
                for (int token = 0; token < Time; token++)
                {
                    int place = (((row * Time) + token) * Classes) + label;
                    double expected = token < Texts[row].Length ? Share(row, token, label) : 0;
                    Assert.Equal(expected, evidence[place] - evidenceBefore[place], Tolerance);
                }
            }
        }
    }

    [Fact]
    public void ExplainGraph_LinearTerm_HasTheTargetsOverTheRootAsGradient()
    {
        float[] targets = [.. Enumerable.Range(0, Texts.Length * Classes).Select(i => 0.25f * (i - 4))];
        var (gradients, logits) = Explain(Linear, targets);
        var (before, logitsBefore) = Explain(Plain, targets);
        int width = Options.EmbeddingWidth;

        Assert.Equal(Forward(Linear, ForwardGraph.Logits), logits, (a, b) => Math.Abs(a - b) < Tolerance);
        Assert.NotEqual(logits, logitsBefore);
        for (int row = 0; row < Texts.Length; row++)
        {
            for (int token = 0; token < Time; token++)
            {
                var all = gradients.AsSpan(((row * Time) + token) * (width + Classes), width + Classes);
                Assert.Equal(before.AsSpan(((row * Time) + token) * width, width), all[..width]);
                for (int label = 0; label < Classes; label++)
                {
                    double expected = token < Texts[row].Length
                        ? targets[(row * Classes) + label] * LinearTerm.Scale(Texts[row].Length)
                        : 0;
                    Assert.Equal(expected, all[width + label], Tolerance);
                }
            }
        }
    }

    [Fact]
    public void ContextualGraph_LinearTerm_GivesAPhraseItsOwnTokensShares()
    {
        var (beta, gamma) = Contextual(Linear);
        var (betaBefore, gammaBefore) = Contextual(Plain);

        for (int row = 0; row < Texts.Length; row++)
        {
            for (int label = 0; label < Classes; label++)
            {
                int place = (row * Classes) + label;
                double inside = Enumerable.Range(0, Texts[row].Length).Where(IsPhrase).Sum(token => Share(row, token, label));
                double outside = Enumerable.Range(0, Texts[row].Length).Where(token => !IsPhrase(token)).Sum(
                    token => Share(row, token, label));
                Assert.Equal(inside, beta[place] - betaBefore[place], Tolerance);
                Assert.Equal(outside, gamma[place] - gammaBefore[place], Tolerance);
            }
        }
    }

    [Fact]
    public void Crnn_LinearTerm_SaysWhatTheGraphSays()
    {
        using var scope = NewDisposeScope();
        using var net = new Crnn(Options, Classes);
        net.Load(Linear);
        var table = LinearTerm.Table(Linear);
        var batch = TokenBatch.Of([.. Texts.Select(text => (ReadOnlyMemory<int>)text)]);
        var embedded = new WordTable(table.Shape[1], table.Values).Gather(batch);

        var outputs = net.Outputs(embedded, batch);

        float[] logits = Forward(Linear, ForwardGraph.Logits), evidence = Forward(Linear, ForwardGraph.Evidence);
        Assert.Equal(logits, outputs.Logits.data<float>().ToArray(), (a, b) => Math.Abs(a - b) < Tolerance);
        Assert.Equal(logits, net.Logits(embedded, batch).Logits.data<float>().ToArray(), (a, b) => Math.Abs(a - b) < Tolerance);
        Assert.Equal(evidence, outputs.Evidence.contiguous().data<float>().ToArray(), (a, b) => Math.Abs(a - b) < Tolerance);
    }

    private static double Share(int row, int token, int label) =>
        Linear[LinearTerm.Name].Values[(Texts[row][token] * Classes) + label] / Math.Sqrt(Texts[row].Length);

    private static bool IsPhrase(int token) => token % 3 == 0;

    private static GraphRun Open(ModelProto graph, WeightTable weights) => new(graph, folder =>
    {
        using var file = File.Create(Path.Combine(folder, ModelManifest.EmbeddingFile));
        EmbeddingTable.Write(weights, file);
    });

    private static OrtValue Ids() => GraphRun.Longs(Shapes.Pad(Texts), Texts.Length, Time);

    private static OrtValue Lengths() => GraphRun.Longs([.. Texts.Select(text => (long)text.Length)], Texts.Length);

    private static float[] Forward(WeightTable weights, string output)
    {
        using var run = Open(CrnnGraph.Build(Options, weights), weights);
        using OrtValue ids = Ids(), lengths = Lengths();
        return run.Run(output, (ForwardGraph.TokenIds, ids), (ForwardGraph.Lengths, lengths)).Values;
    }

    private static (float[] Gradients, float[] Logits) Explain(WeightTable weights, float[] targets)
    {
        var table = LinearTerm.Table(weights);
        int width = table.Shape[1];

        // Padding that is not zero must not be seen.
        float[] points = new float[Texts.Length * Time * width];
        Array.Fill(points, 0.7f);
        for (int row = 0; row < Texts.Length; row++)
        {
            for (int token = 0; token < Texts[row].Length; token++)
            {
                table.Values.AsSpan(Texts[row][token] * width, width).CopyTo(points.AsSpan(((row * Time) + token) * width));
            }
        }

        using var run = Open(CrnnBackwardGraph.Build(Options, weights), weights);
        using OrtValue embeddings = GraphRun.Floats(points, Texts.Length, Time, width), lengths = Lengths();
        using var target = GraphRun.Floats(targets, Texts.Length, Classes);
        (string, OrtValue)[] inputs =
            [(ExplainGraph.Embeddings, embeddings), (ExplainGraph.Lengths, lengths), (ExplainGraph.TargetWeights, target)];
        return (run.Run(ExplainGraph.Gradients, inputs).Values, run.Run(ExplainGraph.Logits, inputs).Values);
    }

    private static (float[] Beta, float[] Gamma) Contextual(WeightTable weights)
    {
        float[] members = [.. Enumerable.Range(0, Texts.Length * Time).Select(i => IsPhrase(i % Time) ? 1f : 0f)];
        using var run = Open(CrnnContextualGraph.Build(Options, weights), weights);
        using OrtValue ids = Ids(), lengths = Lengths(), phrase = GraphRun.Floats(members, Texts.Length, Time);
        (string, OrtValue)[] inputs =
            [(ContextualGraph.TokenIds, ids), (ContextualGraph.Lengths, lengths), (ContextualGraph.Phrase, phrase)];
        return (run.Run(ContextualGraph.Beta, inputs).Values, run.Run(ContextualGraph.Gamma, inputs).Values);
    }
}
