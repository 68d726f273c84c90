using TextClassify.Models;
using TextClassify.Training.Nets;
using TextClassify.Training.Onnx;
using TextClassify.Training.Onnx.Contextual;

namespace TextClassify.Training.Tests.Onnx.Contextual;

/// <summary>The contextual graph of a small net of random weights, and its forward graph beside it.</summary>
internal sealed class ContextualNet : IDisposable
{
    private readonly GraphRun _contextual;
    private readonly GraphRun _forward;

    /// <param name="cell">Which cell.</param>
    /// <param name="tensor">Which tensor layer.</param>
    /// <param name="seed">Of the weights.</param>
    /// <param name="change">Puts some of the weights right before the graphs are built.</param>
    public ContextualNet(CellKind cell, TensorKind tensor, int seed, Action<WeightTable>? change = null)
    {
        Options = Shapes.Net(cell, tensor);
        Weights = EmbeddingTable.Round(RandomWeights.Create(Options, seed));
        change?.Invoke(Weights);
        _contextual = new GraphRun(CrnnContextualGraph.Build(Options, Weights), WriteTable);
        _forward = new GraphRun(CrnnGraph.Build(Options, Weights), WriteTable);
    }

    public CrnnOptions Options { get; }

    public WeightTable Weights { get; }

    public IEnumerable<string> OutputNames => _contextual.OutputNames;

    /// <summary>[B,C] each.</summary>
    public (float[] Beta, float[] Gamma) Run(int[][] texts, float[][] phrases)
    {
        var inputs = Inputs(texts);
        using var phrase = GraphRun.Floats([.. phrases.SelectMany(row => row)], texts.Length, phrases[0].Length);
        try
        {
            return (
                _contextual.Run(ContextualGraph.Beta, [.. inputs, (ContextualGraph.Phrase, phrase)]).Values,
                _contextual.Run(ContextualGraph.Gamma, [.. inputs, (ContextualGraph.Phrase, phrase)]).Values);
        }
        finally
        {
            Array.ForEach(inputs, input => input.Value.Dispose());
        }
    }

    /// <summary>[B,C].</summary>
    public float[] Logits(int[][] texts)
    {
        var inputs = Inputs(texts);
        try
        {
            return _forward.Run(ForwardGraph.Logits, inputs).Values;
        }
        finally
        {
            Array.ForEach(inputs, input => input.Value.Dispose());
        }
    }

    public void Dispose()
    {
        _contextual.Dispose();
        _forward.Dispose();
    }

    private static (string Name, Microsoft.ML.OnnxRuntime.OrtValue Value)[] Inputs(int[][] texts) =>
    [
        (ForwardGraph.TokenIds, GraphRun.Longs(Shapes.Pad(texts), texts.Length, texts.Max(text => text.Length))),
        (ForwardGraph.Lengths, GraphRun.Longs([.. texts.Select(text => (long)text.Length)], texts.Length)),
    ];

    private void WriteTable(string folder)
    {
        using var file = File.Create(Path.Combine(folder, ModelManifest.EmbeddingFile));
        EmbeddingTable.Write(Weights, file);
    }
}
