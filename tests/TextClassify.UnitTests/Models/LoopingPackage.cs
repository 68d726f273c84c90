using System.Text;
using System.Text.Json.Nodes;
using TextClassify.Models;

namespace TextClassify.UnitTests.Models;

/// <summary>
/// A foreign package whose graph loops 2^62 times over a text that is longer than it may be, and says the same of every other: zeros.
/// Written by hand in the wire format of ONNX (onnx.proto of version 9), of which it needs a dozen fields.
/// </summary>
internal static class LoopingPackage
{
    private const int Classes = 3;
    private const int Int64 = 7, Bool = 9, Float = 1;

    /// <param name="longest">Tokens of the longest text that ends; 0 for none.</param>
    /// <param name="externalData">A file that holds the graph's zero in its place; null for none.</param>
    public static TinyPackage Create(int longest, string? externalData = null) => TinyPackage.Foreign()
        .Manifest(manifest => manifest["tokenizer"]!["maxTokens"] = 1_000)
        .Golden(texts =>
        {
            foreach (var text in texts.AsArray())
            {
                text!["scores"] = new JsonArray(1.0 / Classes, 1.0 / Classes, 1.0 / Classes);
            }
        })
        .Honestly(ModelManifest.ForwardFile, Graph(new TinyPackage(), longest, externalData));

    private static byte[] Graph(TinyPackage tiny, int longest, string? externalData)
    {
        int width = JsonNode.Parse(tiny[ModelManifest.FileName])!["embedding"]!["width"]!.GetValue<int>();
        byte[] body = GraphOf(
            [Node("Identity", ["go_on"], ["goes_on"]), Node("Add", ["value", "value"], ["next"])],
            [Value("trip", Int64), Value("go_on", Bool), Value("value", Float, "b", $"{Classes}")],
            [Value("goes_on", Bool), Value("next", Float, "b", $"{Classes}")],
            []);
        byte[] graph = GraphOf(
            [
                Node("Gather", ["embeddings", "first"], ["word"], Number("axis", 1)),
                Node("Slice", ["word", "starts", "ends", "axes"], ["part"]),
                Node("Mul", ["part", "zero"], ["start"]),
                Node("Shape", ["embeddings"], ["shape"]),
                Node("Gather", ["shape", "second"], ["tokens"], Number("axis", 0)),
                Node("Greater", ["tokens", "longest"], ["long"]),
                Node("Loop", ["trips", "long", "start"], ["logits"], [.. Text(1, "body"), .. Field(6, body), .. Integer(20, 5)]),
            ],
            [Value("embeddings", Float, "b", "t", $"{width}")],
            [Value("logits", Float, "b", $"{Classes}")],
            [
                Constant("first", 0), Constant("second", 1), Constant("longest", longest), Constant("trips", 1L << 62),
                Constants("starts", 0), Constants("ends", Classes), Constants("axes", 1), Zero(externalData),
            ]);
        return [.. Integer(1, 9), .. Field(7, graph), .. Field(8, [.. Text(1, ""), .. Integer(2, 18)])];
    }

    private static byte[] GraphOf(byte[][] nodes, byte[][] inputs, byte[][] outputs, byte[][] constants) =>
        [.. All(1, nodes), .. Text(2, "graph"), .. All(5, constants), .. All(11, inputs), .. All(12, outputs)];

    private static byte[] Node(string type, string[] inputs, string[] outputs, params byte[][] attributes) =>
        [.. inputs.SelectMany(name => Text(1, name)), .. outputs.SelectMany(name => Text(2, name)),
            .. Text(4, type), .. All(5, attributes)];

    private static byte[] Number(string name, long value) => [.. Text(1, name), .. Integer(3, value), .. Integer(20, 2)];

    private static byte[] Value(string name, int type, params string[] axes)
    {
        byte[] shape = [.. axes.SelectMany(axis => Field(1, long.TryParse(axis, out long size) ? Integer(1, size) : Text(2, axis)))];
        return [.. Text(1, name), .. Field(2, Field(1, [.. Integer(1, type), .. Field(2, shape)]))];
    }

    private static byte[] Constant(string name, long value) => [.. Integer(2, Int64), .. Integer(7, value), .. Text(8, name)];

    private static byte[] Constants(string name, long value) => [.. Integer(1, 1), .. Constant(name, value)];

    private static byte[] Zero(string? externalData) => externalData is null
        ? [.. Integer(1, 1), .. Integer(2, Float), .. Field(4, new byte[sizeof(float)]), .. Text(8, "zero")]
        : [.. Integer(1, 1), .. Integer(2, Float), .. Text(8, "zero"),
            .. Field(13, [.. Text(1, "location"), .. Text(2, externalData)]), .. Integer(14, 1)];

    private static byte[] All(int field, byte[][] messages) => [.. messages.SelectMany(message => Field(field, message))];

    private static byte[] Text(int field, string text) => Field(field, Encoding.UTF8.GetBytes(text));

    private static byte[] Field(int field, byte[] content) =>
        [.. Varint(((ulong)field << 3) | 2), .. Varint((ulong)content.Length), .. content];

    private static byte[] Integer(int field, long value) => [.. Varint((ulong)field << 3), .. Varint((ulong)value)];

    private static byte[] Varint(ulong value)
    {
        var bytes = new List<byte>();
        for (; value > 0x7F; value >>= 7)
        {
            bytes.Add((byte)(value | 0x80));
        }

        return [.. bytes, (byte)value];
    }
}
