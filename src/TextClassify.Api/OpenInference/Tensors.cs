using TextClassify.Models;

namespace TextClassify.Api.OpenInference;

/// <summary>Names and shapes of what goes in and comes out.</summary>
internal static class Tensors
{
    public const string Text = "text";
    public const string Label = "label";
    public const string Score = "score";
    public const string Scores = "scores";
    public const string Labels = "labels";
    public const string Evidence = "evidence";
    public const string Bytes = "BYTES";
    public const string Single = "FP32";

    /// <summary>Evidence is one number a token and asked for by name, or by the parameter of that name.</summary>
    public static readonly string[] ByDefault = [Label, Score, Scores, Labels];

    /// <summary>Of the protocol, by the names that Triton gives them, and of this service.</summary>
    public static readonly string[] Extensions = ["binary_tensor_data", "classification", Evidence];

    public static readonly string[] Outputs = [.. ByDefault, Evidence];

    public static InferModelMetadata Of(ITextClassifier model, ModelSnapshot current)
    {
        var manifest = model.Manifest;
        int classes = model.Labels.Count;
        bool evidence = model.Gives(Capabilities.Evidence);
        return new InferModelMetadata(
            manifest.Name,
            [.. current.All<ITextClassifier>().Where(one => one.Manifest.Name == manifest.Name).Select(one => one.Manifest.Version)],
            "onnx_onnxv1",
            [new(Text, Bytes, [-1])],
            [
                new(Label, Bytes, [-1]), new(Score, Single, [-1]), new(Scores, Single, [-1, classes]), new(Labels, Bytes, [classes]),
                .. evidence ? [new TensorMetadata(Evidence, Bytes, [-1])] : (TensorMetadata[])[],
            ]);
    }
}
