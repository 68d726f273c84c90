using System.Runtime.InteropServices;
using Google.Protobuf;
using TextClassify.Training.Onnx.Schema;
using DataType = TextClassify.Training.Onnx.Schema.TensorProto.Types.DataType;

namespace TextClassify.Training.Onnx;

/// <summary>Collects the nodes and weights of one ONNX graph. The same calls give the same bytes.</summary>
internal sealed class GraphBuilder
{
    /// <summary>Opset 17 and IR 8 (ONNX 1.12): every operator used is there, and runtimes from 2022 on read it.</summary>
    private const int Opset = 17;

    private const int IrVersion = 8;

    /// <summary>Behind the name of a weight's numbers where they are halves.</summary>
    public const string HalfSuffix = ".half";

    // Below, the node that widens them would cost more than they save.
    private const int LeastHalves = 1_024;

    private readonly GraphProto _graph;
    private readonly Dictionary<string, Value> _integers = new(StringComparer.Ordinal);
    private readonly HashSet<string> _weights = new(StringComparer.Ordinal);
    private readonly string _prefix;

    /// <param name="name">The graph's name.</param>
    /// <param name="prefix">Begins the names of nodes and weights, which are unique across a model: a subgraph needs its own.</param>
    /// <param name="real">Element type of weights and outputs: <see cref="DataType.Double"/> to check others against.</param>
    public GraphBuilder(string name, string prefix = "", DataType real = DataType.Float)
    {
        _graph = new GraphProto { Name = name };
        _prefix = prefix;
        Real = real;
    }

    /// <summary>The type of every number that is not an index.</summary>
    public DataType Real { get; }

    /// <param name="name">The input's name.</param>
    /// <param name="type">Element type.</param>
    /// <param name="axes">A number, or the name of an axis that varies.</param>
    public Value Input(string name, DataType type, params ReadOnlySpan<string> axes)
    {
        _graph.Input.Add(Describe(name, type, axes));
        return new Value(name);
    }

    /// <summary>Declares <paramref name="value"/> as an output of type <see cref="Real"/> under <paramref name="name"/>.</summary>
    public void Output(string name, Value value, params ReadOnlySpan<string> axes)
    {
        var node = NewNode("Identity", [value]);
        node.Output.Add(name);
        _graph.Output.Add(Describe(name, Real, axes));
    }

    /// <summary>Declares a node's value as an output under its own name, without the copy that another name costs.</summary>
    public void Declare(Value value, params ReadOnlySpan<string> axes) => _graph.Output.Add(Describe(value.Name, Real, axes));

    public Value Node(string operation, ReadOnlySpan<Value> inputs, params ReadOnlySpan<AttributeProto> attributes)
    {
        var node = NewNode(operation, inputs);
        node.Attribute.AddRange(attributes.ToArray());
        node.Output.Add(node.Name);
        return new Value(node.Name);
    }

    /// <summary>A node of several outputs.</summary>
    public Value[] Nodes(string operation, ReadOnlySpan<Value> inputs, int outputs, params ReadOnlySpan<AttributeProto> attributes)
    {
        var node = NewNode(operation, inputs);
        node.Attribute.AddRange(attributes.ToArray());
        for (int i = 0; i < outputs; i++)
        {
            node.Output.Add($"{node.Name}.{i}");
        }

        return [.. node.Output.Select(name => new Value(name))];
    }

    /// <summary>
    /// A weight by its name; asked for again, the same one, so that a backward pass shares its forward's weights. Where half precision
    /// holds each number, that is what the file has: the runtime widens it once, when it loads the graph.
    /// </summary>
    public Value Weight(string name, ReadOnlySpan<int> shape, ReadOnlySpan<float> values) => Real is DataType.Float && AreHalves(values)
        ? Halved(_prefix + name, shape, values)
        : Computed(name, shape, Array.ConvertAll(values.ToArray(), value => (double)value));

    /// <summary>A weight that was computed of others, rounded only as far as <see cref="Real"/> is.</summary>
    public Value Computed(string name, ReadOnlySpan<int> shape, double[] values)
    {
        name = _prefix + name;
        if (_weights.Add(name))
        {
            var tensor = NewTensor(name, Real, shape);
            tensor.RawData = Real is DataType.Double
                ? LittleEndian<double>(values)
                : LittleEndian<float>(Array.ConvertAll(values, value => (float)value));
        }

        return new Value(name);
    }

    /// <summary>A weight whose bytes lie in a file beside the graph.</summary>
    /// <param name="name">Of the weight.</param>
    /// <param name="file">Beside the graph.</param>
    /// <param name="type">Of its numbers.</param>
    /// <param name="shape">Of the weight.</param>
    /// <param name="offset">Bytes of the file before it.</param>
    public Value External(string name, string file, DataType type, ReadOnlySpan<int> shape, long offset = 0)
    {
        long bytes = type switch { DataType.Int8 => 1, DataType.Float16 => 2, _ => sizeof(float) };
        foreach (int dim in shape)
        {
            bytes *= dim;
        }

        var tensor = NewTensor(name, type, shape);
        tensor.DataLocation = TensorProto.Types.DataLocation.External;
        tensor.ExternalData.Add(new StringStringEntryProto { Key = "location", Value = file });
        tensor.ExternalData.Add(
            new StringStringEntryProto { Key = "offset", Value = offset.ToString(CultureInfo.InvariantCulture) });
        tensor.ExternalData.Add(new StringStringEntryProto { Key = "length", Value = bytes.ToString(CultureInfo.InvariantCulture) });
        return new Value(name);
    }

    /// <summary>A constant int64 vector; equal ones are kept once.</summary>
    public Value Integers(params ReadOnlySpan<long> values)
    {
        string name = _prefix + "int64:" + string.Join(',', values.ToArray());
        if (!_integers.TryGetValue(name, out var value))
        {
            var tensor = NewTensor(name, DataType.Int64, [values.Length]);
            tensor.RawData = LittleEndian(values);
            value = new Value(name);
            _integers.Add(name, value);
        }

        return value;
    }

    /// <summary>A constant int64 of no axes.</summary>
    public Value Integer(long number)
    {
        string name = _prefix + "int64 scalar:" + number.ToString(CultureInfo.InvariantCulture);
        if (!_integers.TryGetValue(name, out var value))
        {
            var tensor = NewTensor(name, DataType.Int64, []);
            tensor.RawData = LittleEndian<long>([number]);
            value = new Value(name);
            _integers.Add(name, value);
        }

        return value;
    }

    /// <summary>The nodes so far as the body of a loop; they may read values of the graph around them by name.</summary>
    public AttributeProto BuildBody() => new() { Name = "body", Type = AttributeProto.Types.AttributeType.Graph, G = _graph.Clone() };

    public ModelProto Build() => new()
    {
        IrVersion = IrVersion,
        ProducerName = "TextClassify",
        ProducerVersion = typeof(GraphBuilder).Assembly.GetName().Version?.ToString(3) ?? "",
        OpsetImport = { new OperatorSetIdProto { Domain = "", Version = Opset } },
        Graph = _graph.Clone(),
    };

    private Value Halved(string name, ReadOnlySpan<int> shape, ReadOnlySpan<float> values)
    {
        if (_weights.Add(name))
        {
            string halves = name + HalfSuffix;
            var numbers = Array.ConvertAll(values.ToArray(), value => (Half)value);
            NewTensor(halves, DataType.Float16, shape).RawData = LittleEndian<Half>(numbers);
            var node = NewNode("Cast", [new Value(halves)]);
            node.Attribute.Add(Operators.Int("to", (int)Real));
            node.Output.Add(name);
        }

        return new Value(name);
    }

    private static bool AreHalves(ReadOnlySpan<float> values)
    {
        if (values.Length < LeastHalves)
        {
            return false;
        }

        foreach (float value in values)
        {
            if ((float)(Half)value != value)
            {
                return false;
            }
        }

        return true;
    }

    private NodeProto NewNode(string operation, ReadOnlySpan<Value> inputs)
    {
        var node = new NodeProto { Name = $"{_prefix}{operation}_{_graph.Node.Count}", OpType = operation };
        foreach (var input in inputs)
        {
            node.Input.Add(input.Name);
        }

        _graph.Node.Add(node);
        return node;
    }

    private TensorProto NewTensor(string name, DataType type, ReadOnlySpan<int> shape)
    {
        var tensor = new TensorProto { Name = name, DataType = (int)type };
        foreach (int dim in shape)
        {
            tensor.Dims.Add(dim);
        }

        _graph.Initializer.Add(tensor);
        return tensor;
    }

    private static ValueInfoProto Describe(string name, DataType type, ReadOnlySpan<string> axes)
    {
        var shape = new TensorShapeProto();
        foreach (string axis in axes)
        {
            shape.Dim.Add(long.TryParse(axis, CultureInfo.InvariantCulture, out long size)
                ? new TensorShapeProto.Types.Dimension { DimValue = size }
                : new TensorShapeProto.Types.Dimension { DimParam = axis });
        }

        return new ValueInfoProto
        {
            Name = name,
            Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = (int)type, Shape = shape } },
        };
    }

    private static ByteString LittleEndian<T>(ReadOnlySpan<T> values)
        where T : unmanaged =>
        BitConverter.IsLittleEndian
            ? ByteString.CopyFrom(MemoryMarshal.AsBytes(values))
            : throw new PlatformNotSupportedException("Graphs are written on little-endian machines.");
}
