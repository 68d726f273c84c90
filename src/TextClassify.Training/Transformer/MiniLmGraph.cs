using System.Runtime.InteropServices;
using Google.Protobuf;
using TextClassify.Training.Onnx.Schema;

namespace TextClassify.Training.Transformer;

/// <summary>Reads the weights of MiniLM's graph, and puts fine-tuned ones in their place.</summary>
internal sealed class MiniLmGraph
{
    private readonly GraphProto _graph;
    private readonly Dictionary<string, TensorProto> _tensors;
    private readonly IReadOnlyList<GraphWeight> _names;

    /// <exception cref="DataException">The graph is of another net.</exception>
    public MiniLmGraph(GraphProto graph)
    {
        _graph = graph;
        _tensors = graph.Initializer.ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
        _names = MiniLmNames.Of(graph, TransformerNet.Layers);
    }

    /// <summary>Numbers of an initializer with its shape, row-major.</summary>
    public Weight this[string name] => _tensors.TryGetValue(name, out var tensor)
        ? new(name, [.. tensor.Dims.Select(size => (int)size)], MemoryMarshal.Cast<byte, float>(tensor.RawData.Span).ToArray())
        : throw new DataException($"The graph has no initializer '{name}'.");

    /// <summary>What <see cref="TransformerNet"/> starts from, by its names.</summary>
    public WeightTable Read() => new(_names.Select(name =>
    {
        var weight = this[name.Graph];
        return name.IsTransposed ? Transposed(name.Net, weight) : weight with { Name = name.Net };
    }));

    /// <summary>
    /// Puts a net's weights into the graph, and behind its states the mean of each text's and the layer that makes logits of it.
    /// </summary>
    public void Write(WeightTable weights)
    {
        foreach (var name in _names)
        {
            var weight = weights[name.Net];
            _tensors[name.Graph].RawData = Bytes((name.IsTransposed ? Transposed(name.Net, weight) : weight).Values);
        }

        MeanHead.Add(_graph, weights[TransformerNet.HeadWeight], weights[TransformerNet.HeadBias]);
    }

    /// <summary>Little-endian, as ONNX keeps numbers.</summary>
    public static ByteString Bytes(float[] values) => ByteString.CopyFrom(MemoryMarshal.AsBytes(values.AsSpan()));

    private static Weight Transposed(string name, Weight weight)
    {
        int rows = weight.Shape[0], columns = weight.Shape[1];
        float[] values = new float[weight.Values.Length];
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                values[(column * rows) + row] = weight.Values[(row * columns) + column];
            }
        }

        return new(name, [columns, rows], values);
    }
}
