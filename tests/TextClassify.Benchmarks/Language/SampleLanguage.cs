using Google.Protobuf;
using TextClassify.Forward;
using TextClassify.Inference.Batching;
using TextClassify.Inference.Kinds.Language;
using TextClassify.Inference.Sessions;
using TextClassify.Inference.Settings;
using TextClassify.Inference.Slots;
using TextClassify.Models;
using TextClassify.Models.Language;
using TextClassify.Text;
using TextClassify.Training.Native;
using TextClassify.Training.Nets;
using TextClassify.Training.Onnx.Language;
using TorchSharp;

namespace TextClassify.Benchmarks.Language;

/// <summary>A character net with weights by seed, as both runtimes read it: time does not depend on what was learned.</summary>
internal sealed class SampleLanguage : IDisposable
{
    /// <summary>V: about as many characters as English reviews have.</summary>
    public const int Characters = 100;

    // No text ends by chance, so that a generation is as long as it was asked for.
    private const float NoEdge = -50;

    private readonly string _folder = Directory.CreateTempSubdirectory("textclassify-bench-").FullName;

    public SampleLanguage(CharacterNetOptions options)
    {
        Options = options;
        TorchLoader.Load(1);
        torch.manual_seed(1);
        using var net = new CharacterNet(options, Characters);
        Weights = net.ToWeightTable();
        Weights["output.bias"].Values[CharacterVocabulary.EdgeId] = NoEdge;
        var graphs = new CharacterGraphs(options, Weights, zoneout: 0);
        Write(ModelManifest.ForwardFile, graphs.Forward());
        Write(LanguageManifest.StepFile, graphs.OneStep());
    }

    public CharacterNetOptions Options { get; }

    public WeightTable Weights { get; }

    public static CharacterVocabulary Vocabulary { get; } = new(
        Enumerable.Range(' ', Characters - 2).Select(unit => new System.Text.Rune(unit)));

    /// <summary>Both graphs as the service runs them.</summary>
    public OnnxLanguagePass Open(InferenceOptions inference, RunSlots gate)
    {
        var zones = Options.Zones;
        var sessions = new SessionFactory(inference);
        return new OnnxLanguagePass(
            sessions.Open(Path.Combine(_folder, ModelManifest.ForwardFile)).Session,
            sessions.Open(Path.Combine(_folder, LanguageManifest.StepFile)).Session,
            new LanguageShape(Characters, Options.Layers, Options.StateWidth, zones.Composed, zones.Width),
            gate,
            BatchingRules.Of(inference),
            TimeProvider.System);
    }

    /// <summary>Known characters behind an edge, all rows equally long.</summary>
    public static ReadOnlyMemory<int>[] Rows(int batch, int length)
    {
        var random = new Random((batch * 1_000) + length);
        return [.. Enumerable.Range(0, batch).Select(_ =>
        {
            int[] ids = new int[length + 1];
            ids[0] = CharacterVocabulary.EdgeId;
            for (int i = 1; i < ids.Length; i++)
            {
                ids[i] = random.Next(2, Characters);
            }

            return (ReadOnlyMemory<int>)ids;
        })];
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void Write(string name, IMessage graph)
    {
        using var stream = File.Create(Path.Combine(_folder, name));
        graph.WriteTo(stream);
    }
}
