using Google.Protobuf;
using TextClassify.Forward;
using TextClassify.Inference.Sessions;
using TextClassify.Inference.Settings;
using TextClassify.Models;
using TextClassify.Training.Nets;
using TextClassify.Training.Onnx;
using TextClassify.Training.Onnx.Schema;

namespace TextClassify.Training.Tests.Onnx;

/// <summary>The service binds a graph's inputs and outputs by name: their order in the file means nothing.</summary>
public sealed class PermutedGraphTests : IDisposable
{
    private const ForwardOutputs Everything =
        ForwardOutputs.Evidence | ForwardOutputs.WordWeights
        | ForwardOutputs.ForwardStates | ForwardOutputs.BackwardStates | ForwardOutputs.WordStates
        | ForwardOutputs.LocalLogits;

    private readonly string _folder = Directory.CreateTempSubdirectory("textclassify-permuted-").FullName;

    [Fact]
    public async Task RunAsync_InputsAndOutputsInAnotherOrder_GivesTheSameBits()
    {
        var options = Shapes.Net(CellKind.Lstm, TensorKind.LowRank);
        var weights = EmbeddingTable.Round(RandomWeights.Create(options, seed: 31));
        using (var table = File.Create(Path.Combine(_folder, ModelManifest.EmbeddingFile)))
        {
            EmbeddingTable.Write(weights, table);
        }

        var model = CrnnGraph.Build(options, weights);
        var permuted = model.Clone();
        (permuted.Graph.Input[0], permuted.Graph.Input[1]) = (permuted.Graph.Input[1], permuted.Graph.Input[0]);
        ValueInfoProto[] outputs = [.. permuted.Graph.Output.Reverse()];
        permuted.Graph.Output.Clear();
        permuted.Graph.Output.AddRange(outputs);

        var expected = await RunAsync(model, "as-written.onnx", options);
        var actual = await RunAsync(permuted, "permuted.onnx", options);

        Assert.NotEqual(model.Graph.Output[0].Name, permuted.Graph.Output[0].Name);
        foreach (var (left, right) in expected.Zip(actual))
        {
            Assert.Equal(left.Logits, right.Logits);
            Assert.Equal(left.Evidence, right.Evidence);
            Assert.Equal(left.WordWeights, right.WordWeights);
            Assert.Equal(left.ForwardStates, right.ForwardStates);
            Assert.Equal(left.BackwardStates, right.BackwardStates);
            Assert.Equal(left.WordStates, right.WordStates);
            Assert.Equal(left.LocalLogits, right.LocalLogits);
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task<IReadOnlyList<ForwardResult>> RunAsync(ModelProto model, string name, CrnnOptions options)
    {
        string path = Path.Combine(_folder, name);
        await File.WriteAllBytesAsync(path, model.ToByteArray(), TestContext.Current.CancellationToken);
        var shape = new ForwardShape(RandomWeights.Classes, options.Aspects, options.StateWidth, options.WordWidth);
        using var pass = OnnxForwardPass.Open(
            path, shape, new InferenceOptions { ExecutionProvider = ExecutionProvider.Cpu }, TimeProvider.System);
        var batch = await pass.RunAsync(
            [.. Shapes.Texts(seed: 32).Select(text => (ReadOnlyMemory<int>)text)], Everything, TestContext.Current.CancellationToken);
        Assert.All(batch.Results, result => Assert.Null(result.Fault));
        return batch.Results;
    }
}
