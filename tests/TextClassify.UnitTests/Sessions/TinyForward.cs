using TextClassify.Forward;
using TextClassify.Inference.Sessions;
using TextClassify.Inference.Settings;
using TextClassify.Models;
using TextClassify.UnitTests.Models;

namespace TextClassify.UnitTests.Sessions;

/// <summary>The tiny package's graph on the real runtime, and rows for it.</summary>
internal static class TinyForward
{
    public const ForwardOutputs Everything = ForwardOutputs.Evidence | ForwardOutputs.WordWeights | ForwardOutputs.ForwardStates
        | ForwardOutputs.BackwardStates | ForwardOutputs.WordStates | ForwardOutputs.LocalLogits;

    private const int Vocabulary = 23;

    public static ForwardShape Shape { get; } = new(Classes: 3, Aspects: 2, StateWidth: 5, WordWidth: 19);

    public static string Path { get; } = System.IO.Path.Combine(TinyPackage.Folder, ModelManifest.ForwardFile);

    public static OnnxForwardPass Open(InferenceOptions? options = null, TimeProvider? time = null) => OnnxForwardPass.Open(
        Path, Shape, options ?? new InferenceOptions { BulkShare = InferenceOptions.EvenShare }, time ?? TimeProvider.System);

    public static ReadOnlyMemory<int>[] Rows(int seed, params IEnumerable<int> lengths)
    {
        var random = new Random(seed);
        return [
            .. lengths.Select(length => new ReadOnlyMemory<int>([.. Enumerable.Range(0, length).Select(_ => random.Next(Vocabulary))])),
        ];
    }

    /// <summary>Every part of a result, by name.</summary>
    public static IEnumerable<(string Name, float[] Values)> Parts(ForwardResult result) =>
    [
        (nameof(result.Logits), result.Logits),
        (nameof(result.Evidence), result.Evidence),
        (nameof(result.WordWeights), result.WordWeights),
        (nameof(result.ForwardStates), result.ForwardStates), (nameof(result.BackwardStates), result.BackwardStates),
        (nameof(result.WordStates), result.WordStates), (nameof(result.LocalLogits), result.LocalLogits),
    ];
}
