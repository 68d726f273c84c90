using Google.Protobuf;
using TextClassify.Training.Onnx.Schema;
using DataType = TextClassify.Training.Onnx.Schema.TensorProto.Types.DataType;

namespace TextClassify.Training.Transformer;

/// <summary>Logits from the mean of a text's states, as ONNX: padding counts for nothing.</summary>
internal static class MeanHead
{
    private const string States = "last_hidden_state";
    private const string Mask = "attention_mask";

    /// <param name="graph">Gives the states; gets the output <c>logits</c> in place of its own.</param>
    /// <param name="weight">[C,D].</param>
    /// <param name="bias">[C].</param>
    public static void Add(GraphProto graph, Weight weight, Weight bias)
    {
        graph.Initializer.Add(Tensor("head.weight", MiniLmGraph.Bytes(weight.Values), weight.Shape));
        graph.Initializer.Add(Tensor("head.bias", MiniLmGraph.Bytes(bias.Values), bias.Shape));
        graph.Initializer.Add(Axis("head.last", 2));
        graph.Initializer.Add(Axis("head.time", 1));

        var cast = Node("Cast", "head.mask", Mask);
        cast.Attribute.Add(new AttributeProto { Name = "to", Type = AttributeProto.Types.AttributeType.Int, I = (long)DataType.Float });
        var sum = Node("ReduceSum", "head.sum", "head.shown", "head.time");
        var count = Node("ReduceSum", "head.count", "head.column", "head.time");
        foreach (var node in (NodeProto[])[sum, count])
        {
            node.Attribute.Add(new AttributeProto { Name = "keepdims", Type = AttributeProto.Types.AttributeType.Int, I = 0 });
        }

        var logits = Node("Gemm", "logits", "head.mean", "head.weight", "head.bias");
        logits.Attribute.Add(new AttributeProto { Name = "transB", Type = AttributeProto.Types.AttributeType.Int, I = 1 });
        graph.Node.Add(
        [
            cast,
            Node("Unsqueeze", "head.column", "head.mask", "head.last"),
            Node("Mul", "head.shown", States, "head.column"),
            sum,
            count,
            Node("Div", "head.mean", "head.sum", "head.count"),
            logits,
        ]);
        graph.Output.Clear();
        graph.Output.Add(new ValueInfoProto
        {
            Name = "logits",
            Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = (int)DataType.Float } },
        });
    }

    private static NodeProto Node(string operation, string output, params string[] inputs)
    {
        var node = new NodeProto { OpType = operation, Name = output, Output = { output } };
        node.Input.AddRange(inputs);
        return node;
    }

    private static TensorProto Axis(string name, long axis)
    {
        var tensor = new TensorProto
        {
            Name = name,
            DataType = (int)DataType.Int64,
            RawData = ByteString.CopyFrom(BitConverter.GetBytes(axis)),
        };
        tensor.Dims.Add(1);
        return tensor;
    }

    private static TensorProto Tensor(string name, ByteString bytes, IReadOnlyList<int> shape)
    {
        var tensor = new TensorProto { Name = name, DataType = (int)DataType.Float, RawData = bytes };
        tensor.Dims.AddRange(shape.Select(size => (long)size));
        return tensor;
    }
}
