using System.Buffers;
using System.Text.Json;
using TextClassify.Forward;

namespace TextClassify.Explain;

/// <summary>Scores the rows of <see cref="Occlusion"/> in blocks; one model call a window and one for the text itself.</summary>
/// <param name="blockTokens">Most tokens sent in one call, one row at least.</param>
internal sealed class OcclusionExplainer(int blockTokens = OcclusionExplainer.DefaultBlockTokens) : IExplainer
{
    // A block of 16 rows of the longest text; keeps one long explanation from holding the model.
    private const int DefaultBlockTokens = 4096;
    private const int MaxWindow = 64;
    private const string Window = "window";
    private const string Stride = "stride";
    private const string Baseline = "baseline";
    private const string Output = "output";

    public ExplainerInfo Info { get; } = new()
    {
        Name = "occlusion",
        Description = "How far the target's output falls when a window of tokens is hidden. A token's score is the mean over the windows that cover it.",
        Parameters =
        [
            new IntegerParameter(Window, "Tokens hidden at a time.", Default: 1, Minimum: 1, Maximum: MaxWindow),
            new IntegerParameter(Stride, "Tokens from one window to the next; at most the window.", Default: 1, Minimum: 1, Maximum: MaxWindow),
            new ChoiceParameter(Baseline, "What stands in a hidden token's place: the unknown word, padding, or nothing.", "unk", ["unk", "pad", "delete"]),
            new ChoiceParameter(Output, "The number whose fall is measured; a probability is after temperature.", "logit", ["logit", "probability"]),
        ],
        IsSigned = true,
        NeedsTarget = true,
        Capability = null,
        PromisesSum = false,
    };

    public ParameterBinding Bind(IReadOnlyDictionary<string, JsonElement> given, ForwardShape shape)
    {
        var binding = ParameterBinder.Bind(Info.Name, Info.Parameters, given);
        return binding.Values is { } values && values.Integer(Stride) > values.Integer(Window)
            ? ParameterBinding.Refused(
                Stride, $"stride is {values.Integer(Stride)}; it must not exceed window, which is {values.Integer(Window)}, or tokens are left out.")
            : binding;
    }

    public async Task<Explanation> ExplainAsync(ExplainRequest request, IForwardPass model, CancellationToken cancellationToken)
    {
        var parameters = request.Parameters;
        var ids = request.Text.Ids;
        var windows = new OcclusionWindows(ids.Length, parameters.Integer(Window), parameters.Integer(Stride));
        var baseline = Enum.Parse<OcclusionBaseline>(parameters.Choice(Baseline), ignoreCase: true);
        bool probability = parameters.Choice(Output) == "probability";

        var text = await model.RunAsync([ids], ForwardOutputs.Logits, cancellationToken).ConfigureAwait(false);
        float[] logits = text.Results[0].Logits;
        var contrast = Contrast.Of(request, logits);
        TimeSpan queue = text.Queue, compute = text.Compute;
        int calls = 1;

        float[] occluded = new float[windows.Count];
        int blockRows = Math.Min(windows.Count, Math.Max(1, blockTokens / ids.Length));
        int[] buffer = ArrayPool<int>.Shared.Rent(blockRows * ids.Length);
        try
        {
            var rows = new List<ReadOnlyMemory<int>>(blockRows);
            for (int start = 0; start < windows.Count; start += blockRows)
            {
                int end = Math.Min(start + blockRows, windows.Count);
                rows.Clear();
                for (int index = start; index < end; index++)
                {
                    var row = buffer.AsMemory((index - start) * ids.Length, ids.Length);
                    int length = Occlusion.WriteRow(ids.Span, windows, index, baseline, row.Span);
                    if (length > 0)
                    {
                        rows.Add(row[..length]);
                    }
                }

                var block = rows.Count > 0
                    ? await model.RunAsync(rows, ForwardOutputs.Logits, cancellationToken).ConfigureAwait(false)
                    : new ForwardBatch([], TimeSpan.Zero, TimeSpan.Zero);
                queue += block.Queue;
                compute += block.Compute;
                calls += rows.Count;
                for (int index = start; index < end; index++)
                {
                    // Only a window over the whole text leaves nothing, and then it is the only one: the bias is what remains.
                    var remaining = rows.Count > 0 ? block.Results[index - start].Logits : model.Bias.Span;
                    occluded[index] = Value(remaining);
                }
            }
        }
        finally
        {
            ArrayPool<int>.Shared.Return(buffer);
        }

        float[] scores = new float[ids.Length];
        Occlusion.WriteScores(Value(logits), occluded, windows, scores);
        return new Explanation
        {
            Scores = scores,
            Target = contrast.Target,
            Logits = logits,
            ModelCalls = calls,
            Queue = queue,
            Compute = compute,
        };

        float Value(ReadOnlySpan<float> z) => probability ? contrast.OfProbabilities(z, request.Temperature) : contrast.Of(z);
    }
}
