using Google.Protobuf;
using TextClassify.Inference.Batching;
using TextClassify.Inference.Kinds.Aspect;
using TextClassify.Inference.Sessions;
using TextClassify.Inference.Slots;
using TextClassify.Models.Aspect;
using TextClassify.Training.Onnx;
using TextClassify.Training.Onnx.Aspect;
using TextClassify.Training.Packaging;

namespace TextClassify.Training.Aspect;

/// <summary>The graphs of an aspect model as they lie in a folder.</summary>
internal static class AspectGraphFiles
{
    public static void Write(AspectNetOptions options, WeightTable weights, PackageStage stage)
    {
        stage.Write(EmbeddingTable.ShapeOf(weights).File!, stream => EmbeddingTable.Write(weights, stream));
        stage.Write(AspectManifest.EncoderFile, stream => AspectEncoderGraph.Build(options, weights).WriteTo(stream));
        stage.Write(AspectManifest.ReadoutFile, stream => AspectReadoutGraph.Build(options, weights).WriteTo(stream));
    }

    /// <summary>The pass that the service would run. The caller disposes it, then the gate.</summary>
    public static OnnxAspectPass Open(string folder, AspectManifest manifest, RunSlots gate, TimeProvider time)
    {
        var sessions = new SessionFactory(OpenPackage.Cpu);
        return new OnnxAspectPass(
            sessions.Open(Path.Combine(folder, AspectManifest.EncoderFile)).Session,
            sessions.Open(Path.Combine(folder, AspectManifest.ReadoutFile)).Session,
            manifest,
            gate,
            BatchingRules.Of(OpenPackage.Cpu),
            time);
    }

    /// <summary>The encoder alone.</summary>
    public static SharedSession OpenEncoder(string folder) =>
        new(new SessionFactory(OpenPackage.Cpu).Open(Path.Combine(folder, AspectManifest.EncoderFile)).Session);
}
