using System.Runtime.InteropServices;
using TextClassify.Training.Onnx.Schema;

namespace TextClassify.Training.Import;

/// <summary>Cuts the table of word embeddings out of a graph, which begins behind its <c>Gather</c> then.</summary>
internal static class TableCut
{
    /// <summary>What the graph takes in the place of the table's rows.</summary>
    public const string Input = "inputs_embeds";

    /// <summary>The table, [V,D] row-major; or, where it stays in the graph, why.</summary>
    /// <param name="exported">Changed where the table is cut out.</param>
    public static (EmbeddingTableValues? Table, string? Reason) Cut(ExportedGraph exported)
    {
        var graph = exported.Graph;
        var gathers = graph.Node
            .Where(node => node.OpType == "Gather" && node.Input.Count == 2 && IsIds(graph, exported.Inputs.Ids!, node.Input[1])).ToArray();
        if (gathers.Length != 1)
        {
            return (null, gathers.Length == 0
                ? "no Gather reads rows of a table by input_ids"
                : $"{gathers.Length} Gathers read rows by input_ids");
        }

        var gather = gathers[0];
        if (gather.Attribute.Any(attribute => attribute.Name == "axis" && attribute.I != 0))
        {
            return (null, "the Gather by input_ids reads along another axis");
        }

        var tensor = graph.Initializer.FirstOrDefault(tensor => tensor.Name == gather.Input[0]);
        if (tensor is not { Dims.Count: 2, DataType: (int)TensorProto.Types.DataType.Float })
        {
            return (null, "the table that input_ids read is not of 32-bit floats");
        }

        if (Read(tensor) is not { } table)
        {
            return (null, "the table that input_ids read has another size than it says");
        }

        // Whoever reads the rows goes on reading them under their name.
        int place = graph.Node.IndexOf(gather);
        graph.Node[place] = new NodeProto { OpType = "Identity", Input = { Input }, Output = { gather.Output[0] }, Name = Input };
        exported.TakeEmbeddings(Input, table.Width, IsRead(graph, exported.Inputs.Ids!));
        if (!IsRead(graph, tensor.Name))
        {
            graph.Initializer.Remove(tensor);
        }

        return (table, null);
    }

    private static bool IsIds(GraphProto graph, string ids, string tensor) =>
        tensor == ids
        || graph.Node.Any(node => node.OpType is "Cast" or "Identity" && node.Output.Contains(tensor) && node.Input.Contains(ids));

    /// <summary>Whether a node reads a tensor; the body of a loop or a branch may read any.</summary>
    private static bool IsRead(GraphProto graph, string tensor) =>
        graph.Node.Any(node => node.Input.Contains(tensor) || node.Attribute.Any(attribute => attribute.G is not null));

    private static EmbeddingTableValues? Read(TensorProto tensor)
    {
        long rows = tensor.Dims[0], width = tensor.Dims[1], bytes = rows * width * sizeof(float);
        if (rows is < 2 or > int.MaxValue || width is < 1 or > 32_768 || bytes > int.MaxValue)
        {
            return null;
        }

        if (tensor.RawData.Length == bytes)
        {
            return new((int)rows, (int)width, MemoryMarshal.Cast<byte, float>(tensor.RawData.Span).ToArray());
        }

        return tensor.FloatData.Count == rows * width ? new((int)rows, (int)width, [.. tensor.FloatData]) : null;
    }
}

/// <summary>A table of embeddings.</summary>
/// <param name="Rows">V.</param>
/// <param name="Width">D.</param>
/// <param name="Values">[V,D], row-major.</param>
internal sealed record EmbeddingTableValues(int Rows, int Width, float[] Values)
{
    public void Write(Stream stream) => stream.Write(MemoryMarshal.AsBytes(Values.AsSpan()));
}
