using System.Runtime.InteropServices;
using Google.Protobuf;
using TextClassify.Training.Onnx.Schema;

namespace TextClassify.Training.Onnx;

/// <summary>
/// Reads a CRNN's weights back from the graph that <see cref="CrnnGraph"/> wrote: every rearrangement of the emitters, undone. Nothing is
/// believed of the result before the graph that is written from it is the one that was read.
/// </summary>
internal static class CrnnGraphReader
{
    private static readonly int[] LstmGates = [0, 3, 1, 2];

    /// <summary>The net's weights with its table; null where the graph is of another net or writer.</summary>
    /// <param name="graph">The bytes of <see cref="ModelManifest.ForwardFile"/>.</param>
    /// <param name="options">The net's shape.</param>
    /// <param name="table">[V, D], or [V, D+C] with a linear term.</param>
    /// <param name="rows">V.</param>
    /// <param name="classes">C.</param>
    /// <param name="inBytes">The package's table is in bytes.</param>
    public static WeightTable? Read(byte[] graph, CrnnOptions options, float[] table, int rows, int classes, bool inBytes = false)
    {
        if (options is not { Cell: CellKind.Lstm, Tensor: TensorKind.LowRank } || table.Length % rows != 0)
        {
            return null;
        }

        int linear = (table.Length / rows) - options.EmbeddingWidth;
        if (linear != 0 && linear != classes)
        {
            return null;
        }

        try
        {
            var values = ModelProto.Parser.ParseFrom(graph).Graph.Initializer
                .Where(tensor => (TensorProto.Types.DataType)tensor.DataType
                    is TensorProto.Types.DataType.Float or TensorProto.Types.DataType.Float16 && !tensor.RawData.IsEmpty)
                .ToDictionary(tensor => tensor.Name.Replace(GraphBuilder.HalfSuffix, "", StringComparison.Ordinal), Numbers);
            var weights = new WeightTable([.. Weights(values, options, classes), .. Tables(table, rows, options.EmbeddingWidth, linear)]);
            var shipped = EmbeddingTable.Shipped(weights, inBytes);
            return CrnnGraph.Build(options, shipped).ToByteArray().AsSpan().SequenceEqual(graph) ? weights : null;
        }
        catch (Exception exception) when (exception
            is InvalidProtocolBufferException or KeyNotFoundException or ArgumentException or IndexOutOfRangeException)
        {
            return null;
        }
    }

    private static float[] Numbers(TensorProto tensor) => tensor.DataType == (int)TensorProto.Types.DataType.Float
        ? MemoryMarshal.Cast<byte, float>(tensor.RawData.Span).ToArray()
        : Array.ConvertAll(MemoryMarshal.Cast<byte, Half>(tensor.RawData.Span).ToArray(), value => (float)value);

    private static IEnumerable<Weight> Weights(Dictionary<string, float[]> values, CrnnOptions net, int classes)
    {
        int width = net.EmbeddingWidth, states = net.StateWidth, rank = net.TensorRank, words = net.WordWidth;
        int gates = LstmGates.Length * states;
        for (int direction = 0; direction < 2; direction++)
        {
            string end = direction == 0 ? "_l0" : "_l0_reverse";
            yield return new("rnn.weight_ih" + end, [gates, width], Gates(values["rnn.input"], direction * gates * width, gates * width));
            yield return new(
                "rnn.weight_hh" + end, [gates, states], Gates(values["rnn.recurrent"], direction * gates * states, gates * states));
            yield return new("rnn.bias_ih" + end, [gates], Gates(values["rnn.bias"], direction * 2 * gates, gates));
            yield return new("rnn.bias_hh" + end, [gates], Gates(values["rnn.bias"], ((direction * 2) + 1) * gates, gates));
        }

        yield return Turned("tensor.p", values["tensor.p.transposed"], states, rank);
        yield return Turned("tensor.q", values["tensor.q.transposed"], states, rank);
        float[] joined = values["tensor.linear_u"];
        yield return Turned("tensor.linear.weight", joined[..(2 * states * words)], 2 * states, words);
        yield return Turned("tensor.u", joined[(2 * states * words)..], rank, words);
        yield return new("tensor.linear.bias", [words], values["tensor.linear.bias"]);
        foreach (var weight in Windows(values["weights.taps"], values["weights.taps.bias"], net))
        {
            yield return weight;
        }

        int features = net.WindowChannels * net.Windows.Count;
        yield return Turned("weights.project.weight", values["weights.project.weight.transposed"], features, net.Aspects);
        yield return new("weights.project.bias", [net.Aspects], values["weights.project.bias"]);
        yield return Turned("output.weight", values["output.weight.transposed"], net.Aspects * words, classes);
        yield return new("output.bias", [classes], values["output.bias"]);
    }

    /// <summary>The taps of <see cref="ConvolutionTaps"/> as a kernel a window.</summary>
    private static IEnumerable<Weight> Windows(float[] taps, float[] bias, CrnnOptions net)
    {
        int channels = net.WindowChannels, width = net.EmbeddingWidth, columns = taps.Length / width, column = 0;
        float[][] kernels = [.. net.Windows.Select(window => new float[channels * width * window])];
        foreach (var block in TapBlock.Of(net.Windows))
        {
            for (int i = block.First; i <= block.Last; i++)
            {
                for (int channel = 0; channel < channels; channel++, column++)
                {
                    for (int unit = 0; unit < width && block.TapOf(net.Windows[i]) is { } tap; unit++)
                    {
                        kernels[i][(((channel * width) + unit) * net.Windows[i]) + tap] = taps[(unit * columns) + column];
                    }
                }
            }
        }

        for (int i = 0; i < kernels.Length; i++)
        {
            yield return new($"weights.conv{net.Windows[i]}.weight", [channels, width, net.Windows[i]], kernels[i]);
            yield return new($"weights.conv{net.Windows[i]}.bias", [channels], bias[(i * channels)..((i + 1) * channels)]);
        }
    }

    private static IEnumerable<Weight> Tables(float[] table, int rows, int width, int linear)
    {
        float[] embedding = new float[rows * width], shares = new float[rows * linear];
        for (int row = 0; row < rows; row++)
        {
            var values = table.AsSpan(row * (width + linear), width + linear);
            values[..width].CopyTo(embedding.AsSpan(row * width));
            values[width..].CopyTo(shares.AsSpan(row * linear));
        }

        yield return new(EmbeddingEmitter.Table, [rows, width], embedding);
        if (linear > 0)
        {
            yield return new(LinearTerm.Name, [rows, linear], shares);
        }
    }

    /// <summary>From ONNX's order of gates to Torch's.</summary>
    private static float[] Gates(float[] all, int start, int length)
    {
        float[] ordered = new float[length];
        int size = length / LstmGates.Length;
        for (int i = 0; i < LstmGates.Length; i++)
        {
            all.AsSpan(start + (i * size), size).CopyTo(ordered.AsSpan(LstmGates[i] * size));
        }

        return ordered;
    }

    /// <summary>[columns, rows], from [rows, columns].</summary>
    private static Weight Turned(string name, float[] values, int rows, int columns) =>
        Matrices.Transpose(new Weight(name, [rows, columns], values)) with { Name = name };
}
