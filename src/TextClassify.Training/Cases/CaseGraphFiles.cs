using Google.Protobuf;
using TextClassify.Inference.Batching;
using TextClassify.Inference.Kinds.Sources;
using TextClassify.Inference.Sessions;
using TextClassify.Inference.Slots;
using TextClassify.Models.Sources;
using TextClassify.Training.Nets.Communicating;
using TextClassify.Training.Onnx;
using TextClassify.Training.Onnx.Communicating;
using TextClassify.Training.Packaging;

namespace TextClassify.Training.Cases;

/// <summary>The graphs of a model of several sources as they lie in a folder.</summary>
internal static class CaseGraphFiles
{
    /// <exception cref="DataException">Its nodes send nothing: the graphs are of nets that do.</exception>
    public static void Write(CaseNetOptions options, WeightTable weights, PackageStage stage)
    {
        if (options.Aggregation is AggregationKind.None)
        {
            throw new DataException("The run's nodes send no messages (net.aggregation none); it is to compare with, and ships nothing.");
        }

        stage.Write(ModelManifest.EmbeddingFile, stream => EmbeddingTable.Write(weights, stream));
        stage.Write(SourcesManifest.ReadFile, stream => SourcesGraphs.Read(options, weights).WriteTo(stream));
        stage.Write(SourcesManifest.NodeFile, stream => SourcesGraphs.Node(options, weights).WriteTo(stream));
        stage.Write(SourcesManifest.ReadoutFile, stream => SourcesGraphs.Readout(options, weights).WriteTo(stream));
    }

    /// <summary>The pass that the service would run. The caller disposes it, then the gate.</summary>
    public static OnnxCasePass Open(string folder, SourcesManifest manifest, RunSlots gate, TimeProvider time)
    {
        var factory = new SessionFactory(OpenPackage.Cpu);
        return new OnnxCasePass(
            new SourcesSessions(Session(SourcesManifest.ReadFile), Session(SourcesManifest.NodeFile), Session(SourcesManifest.ReadoutFile)),
            manifest,
            gate,
            BatchingRules.Of(OpenPackage.Cpu),
            time);

        GraphSession Session(string file) => factory.Open(Path.Combine(folder, file)).Session;
    }
}
