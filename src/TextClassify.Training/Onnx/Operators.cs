using Google.Protobuf;
using TextClassify.Training.Onnx.Schema;
using AttributeType = TextClassify.Training.Onnx.Schema.AttributeProto.Types.AttributeType;
using DataType = TextClassify.Training.Onnx.Schema.TensorProto.Types.DataType;

namespace TextClassify.Training.Onnx;

/// <summary>The ONNX operators in use (onnx.ai/onnx/operators), under their own names.</summary>
internal static class Operators
{
    extension(GraphBuilder graph)
    {
        public Value Add(Value a, Value b) => graph.Node("Add", [a, b]);

        public Value Sub(Value a, Value b) => graph.Node("Sub", [a, b]);

        public Value Mul(Value a, Value b) => graph.Node("Mul", [a, b]);

        public Value MatMul(Value a, Value b) => graph.Node("MatMul", [a, b]);

        public Value Gemm(Value a, Value b, Value bias) => graph.Node("Gemm", [a, b, bias]);

        public Value Tanh(Value value) => graph.Node("Tanh", [value]);

        public Value Sigmoid(Value value) => graph.Node("Sigmoid", [value]);

        public Value Relu(Value value) => graph.Node("Relu", [value]);

        public Value Less(Value a, Value b) => graph.Node("Less", [a, b]);

        public Value Where(Value condition, Value then, Value otherwise) => graph.Node("Where", [condition, then, otherwise]);

        public Value Shape(Value value) => graph.Node("Shape", [value]);

        public Value Range(Value start, Value end, Value step) => graph.Node("Range", [start, end, step]);

        public Value Gather(Value data, Value indices, int axis = 0) => graph.Node("Gather", [data, indices], Int("axis", axis));

        public Value Cast(Value value, DataType to) => graph.Node("Cast", [value], Int("to", (int)to));

        public Value Softmax(Value value, int axis) => graph.Node("Softmax", [value], Int("axis", axis));

        public Value Concat(ReadOnlySpan<Value> values, int axis) => graph.Node("Concat", values, Int("axis", axis));

        public Value Transpose(Value value, params ReadOnlySpan<long> order) => graph.Node("Transpose", [value], Ints("perm", order));

        public Value Conv(Value value, Value kernel, Value bias, params ReadOnlySpan<long> pads) =>
            graph.Node("Conv", [value, kernel, bias], Ints("pads", pads));

        /// <summary>Axes of size 0 keep the input's size, one of -1 takes what is left.</summary>
        public Value Reshape(Value value, params ReadOnlySpan<long> shape) => graph.Node("Reshape", [value, graph.Integers(shape)]);

        public Value Squeeze(Value value, params ReadOnlySpan<long> axes) => graph.Node("Squeeze", [value, graph.Integers(axes)]);

        public Value Unsqueeze(Value value, params ReadOnlySpan<long> axes) => graph.Node("Unsqueeze", [value, graph.Integers(axes)]);

        public Value ReduceSum(Value value, int axis) => graph.Node("ReduceSum", [value, graph.Integers(axis)], Int("keepdims", 0));

        public Value[] Split(Value value, int axis, params ReadOnlySpan<long> sizes) =>
            graph.Nodes("Split", [value, graph.Integers(sizes)], sizes.Length, Int("axis", axis));

        public Value[] SplitEvenly(Value value, int axis, int parts) => graph.Nodes("Split", [value], parts, Int("axis", axis));
    }

    public static AttributeProto Int(string name, long value) => new() { Name = name, Type = AttributeType.Int, I = value };

    public static AttributeProto Float(string name, float value) => new() { Name = name, Type = AttributeType.Float, F = value };

    public static AttributeProto Text(string name, string value) =>
        new() { Name = name, Type = AttributeType.String, S = ByteString.CopyFromUtf8(value) };

    public static AttributeProto Ints(string name, ReadOnlySpan<long> values)
    {
        var attribute = new AttributeProto { Name = name, Type = AttributeType.Ints };
        attribute.Ints.AddRange(values.ToArray());
        return attribute;
    }
}
