using TextClassify.Models;
using TextClassify.Training.Nets;
using TextClassify.Training.Onnx;
using static TorchSharp.torch;

namespace TextClassify.Training.Tests.Onnx;

/// <summary>The graph against the Torch net, layer by layer and as a whole.</summary>
public sealed class TorchParityTests
{
    private const double Tolerance = 1e-4;

    public static TheoryData<CellKind, TensorKind, bool> Nets => new MatrixTheoryData<CellKind, TensorKind, bool>(
        [CellKind.Lstm, CellKind.Gru], [TensorKind.LowRank, TensorKind.Full], [false, true]);

    [Theory]
    [MemberData(nameof(Nets))]
    public void Build_EveryOutput_IsTheNetsOwn(CellKind cell, TensorKind tensor, bool trained)
    {
        var options = Shapes.Net(cell, tensor);
        var initial = EmbeddingTable.Round(RandomWeights.Create(options, seed: 81));
        int[][] texts = [.. Shapes.Texts(seed: 82), .. Shapes.Texts(seed: 83)];
        using var scope = NewDisposeScope();
        var net = new Crnn(options, RandomWeights.Classes);
        net.Load(initial);
        var words = new WordTable(options.EmbeddingWidth, initial["embedding.weight"].Values);
        var batch = TokenBatch.Of([.. texts.Select(text => (ReadOnlyMemory<int>)text)]);
        if (trained)
        {
            Train(net, words, batch);
        }

        var expected = net.Outputs(words.Gather(batch), batch);
        var weights = net.ToWeightTable(words);
        using var run = new GraphRun(CrnnGraph.Build(options, weights), folder =>
        {
            using var file = File.Create(Path.Combine(folder, ModelManifest.EmbeddingFile));
            EmbeddingTable.Write(weights, file);
        });

        Compare(ForwardGraph.Logits, expected.Logits.unsqueeze(1), covers: false);
        Compare(ForwardGraph.ForwardStates, expected.ForwardStates);
        Compare(ForwardGraph.BackwardStates, expected.BackwardStates);
        Compare(ForwardGraph.WordStates, expected.WordStates);
        Compare(ForwardGraph.WordWeights, expected.WordWeights.transpose(1, 2), transposed: true);
        Compare(ForwardGraph.Evidence, expected.Evidence);
        Compare(ForwardGraph.LocalLogits, expected.LocalLogits);

        // [B,T,width], as far as each text goes; logits have one step.
        void Compare(string output, Tensor torch, bool covers = true, bool transposed = false)
        {
            using var ids = GraphRun.Longs(Shapes.Pad(texts), batch.Rows, batch.Time);
            using var lengths = GraphRun.Longs([.. batch.Lengths.Select(length => (long)length)], batch.Rows);
            float[] values = run.Run(output, (ForwardGraph.TokenIds, ids), (ForwardGraph.Lengths, lengths)).Values;
            int steps = (int)torch.shape[1], width = (int)torch.shape[2];
            for (int row = 0; row < batch.Rows; row++)
            {
                for (int i = 0; i < (covers ? batch.Lengths[row] : 1) * width; i++)
                {
                    int step = i / width, unit = i % width;
                    int place = (row * steps * width) + (transposed ? (unit * steps) + step : i);
                    Assert.Equal(torch[row, step, unit].item<float>(), values[place], Tolerance);
                }
            }
        }
    }

    /// <summary>A few steps, so that the weights are correlated as trained ones are.</summary>
    private static void Train(Crnn net, WordTable words, TokenBatch batch)
    {
        using var optimizer = optim.Adam(net.parameters(), lr: 0.02);
        var labels = tensor([.. Enumerable.Range(0, batch.Rows).Select(row => (long)(row % RandomWeights.Classes))]);
        double first = 0, last = 0;
        for (int step = 0; step < 30; step++)
        {
            using var scope = NewDisposeScope();
            optimizer.zero_grad();
            var loss = nn.functional.cross_entropy(net.Logits(words.Gather(batch), batch).Logits, labels);
            loss.backward();
            optimizer.step();
            (first, last) = (step == 0 ? loss.item<float>() : first, loss.item<float>());
        }

        Assert.True(last < first, $"The loss went from {first} to {last}.");
    }
}
