using Google.Protobuf;
using TextClassify.Forward;
using TextClassify.Training.Onnx.Schema;

namespace TextClassify.Training.Import;

/// <summary>A graph as an exporter wrote it, checked and brought to one output for the logits.</summary>
internal sealed class ExportedGraph
{
    private const string Ids = "input_ids";
    private const string Mask = "attention_mask";
    private const string Types = "token_type_ids";

    private static readonly string[] Domains = ["", "ai.onnx", "com.microsoft"];

    private ExportedGraph(ModelProto model, GraphInputs inputs) => (Model, Inputs) = (model, inputs);

    public ModelProto Model { get; }

    public GraphProto Graph => Model.Graph;

    /// <summary>What it takes.</summary>
    public GraphInputs Inputs { get; private set; }

    /// <param name="path">Of <c>model.onnx</c>.</param>
    /// <param name="classes">Labels by the configuration.</param>
    /// <exception cref="DataException">It is no graph, or one that can't be imported; the operator, input or tensor is named.</exception>
    public static ExportedGraph Read(string path, int classes)
    {
        ModelProto model;
        try
        {
            using var stream = File.OpenRead(path);
            model = ModelProto.Parser.ParseFrom(stream);
        }
        catch (InvalidProtocolBufferException error)
        {
            throw new DataException($"{ExportFolder.Graph} is no ONNX file: {error.Message}", error);
        }

        var graph = model.Graph ?? throw new DataException($"{ExportFolder.Graph} holds no graph.");
        if (graph.Node.FirstOrDefault(node => !Domains.Contains(node.Domain)) is { } foreign)
        {
            throw new DataException(
                $"{ExportFolder.Graph} uses the operator {foreign.OpType} of the domain '{foreign.Domain}', which can't be imported.");
        }

        if (graph.Initializer.FirstOrDefault(tensor => tensor.DataLocation is TensorProto.Types.DataLocation.External) is { } outside)
        {
            throw new DataException($"{ExportFolder.Graph} keeps '{outside.Name}' in another file; export it as one file.");
        }

        var initializers = graph.Initializer.Select(tensor => tensor.Name).ToHashSet(StringComparer.Ordinal);
        var inputs = graph.Input.Where(input => !initializers.Contains(input.Name)).ToArray();
        Check(inputs);
        Keep(graph.Input, inputs);
        Rename(graph, classes);
        return new ExportedGraph(model, new GraphInputs { Ids = Ids, Mask = NameOf(inputs, Mask), Types = NameOf(inputs, Types) });
    }

    /// <summary>Adds an output.</summary>
    /// <param name="tensor">Its name in the graph.</param>
    /// <param name="name">What it is called outside.</param>
    /// <param name="width">Of its last axis.</param>
    public void AddOutput(string tensor, string name, int width)
    {
        if (tensor != name)
        {
            Graph.Node.Add(new NodeProto { OpType = "Identity", Input = { tensor }, Output = { name }, Name = name });
        }

        Graph.Output.Add(Declared(name, TensorProto.Types.DataType.Float, "batch", "sequence", width));
    }

    public void RemoveOutput(string name) => Keep(Graph.Output, [.. Graph.Output.Where(output => output.Name != name)]);

    /// <summary>Takes embeddings from outside, and ids only where something else than the table needs them.</summary>
    public void TakeEmbeddings(string name, int width, bool idsAreNeeded)
    {
        Graph.Input.Add(Declared(name, TensorProto.Types.DataType.Float, "batch", "sequence", width));
        Inputs = Inputs with { Embeddings = name, Ids = idsAreNeeded ? Inputs.Ids : null };
        if (!idsAreNeeded)
        {
            Keep(Graph.Input, [.. Graph.Input.Where(input => input.Name != Ids)]);
        }
    }

    public void Write(Stream stream) => Model.WriteTo(stream);

    private static void Check(ValueInfoProto[] inputs)
    {
        foreach (var input in inputs)
        {
            if (input.Name is not (Ids or Mask or Types))
            {
                throw new DataException($"{ExportFolder.Graph} takes an input '{input.Name}'; {Ids}, {Mask} and {Types} can be imported.");
            }

            var type = input.Type?.TensorType;
            if (type?.ElemType != (int)TensorProto.Types.DataType.Int64)
            {
                throw new DataException($"{ExportFolder.Graph} takes '{input.Name}' in another type than 64-bit integers.");
            }

            if (type.Shape is not { Dim: { Count: 2 } axes } || axes.Any(axis => axis.HasDimValue))
            {
                throw new DataException(
                    $"{ExportFolder.Graph} takes '{input.Name}' in a fixed size; export it with dynamic axes for batch and sequence.");
            }
        }

        if (NameOf(inputs, Ids) is null || NameOf(inputs, Mask) is null)
        {
            throw new DataException(
                $"{ExportFolder.Graph} takes no {(NameOf(inputs, Ids) is null ? Ids : Mask)}, which rows of different lengths need.");
        }
    }

    private static void Rename(GraphProto graph, int classes)
    {
        var logits = graph.Output.FirstOrDefault(output => output.Name == ForwardGraph.Logits)
            ?? throw new DataException(
                $"{ExportFolder.Graph} gives no '{ForwardGraph.Logits}' but "
                + $"{string.Join(", ", graph.Output.Take(5).Select(output => $"'{output.Name}'"))}; "
                + "export it for the task text-classification.");
        var type = logits.Type?.TensorType;
        if (type?.ElemType != (int)TensorProto.Types.DataType.Float)
        {
            throw new DataException($"{ExportFolder.Graph} gives '{ForwardGraph.Logits}' in another type than 32-bit floats.");
        }

        if (type.Shape is { Dim: { Count: > 0 } axes } && axes[^1].HasDimValue && axes[^1].DimValue != classes)
        {
            throw new DataException(
                $"{ExportFolder.Graph} gives {axes[^1].DimValue} logits where {ExportFolder.Config} has {classes} labels.");
        }

        var declared = Declared(ForwardGraph.Logits, TensorProto.Types.DataType.Float, "batch", null, classes);
        Keep(graph.Output, [declared]);
    }

    private static ValueInfoProto Declared(string name, TensorProto.Types.DataType type, string batch, string? sequence, int width)
    {
        var shape = new TensorShapeProto { Dim = { new TensorShapeProto.Types.Dimension { DimParam = batch } } };
        if (sequence is not null)
        {
            shape.Dim.Add(new TensorShapeProto.Types.Dimension { DimParam = sequence });
        }

        shape.Dim.Add(new TensorShapeProto.Types.Dimension { DimValue = width });
        var tensor = new TypeProto.Types.Tensor { ElemType = (int)type, Shape = shape };
        return new ValueInfoProto { Name = name, Type = new TypeProto { TensorType = tensor } };
    }

    private static string? NameOf(ValueInfoProto[] inputs, string name) => inputs.Any(input => input.Name == name) ? name : null;

    private static void Keep(Google.Protobuf.Collections.RepeatedField<ValueInfoProto> values, ValueInfoProto[] kept)
    {
        values.Clear();
        values.AddRange(kept);
    }
}
