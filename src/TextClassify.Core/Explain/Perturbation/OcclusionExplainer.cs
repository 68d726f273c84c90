namespace TextClassify.Explain.Perturbation;

/// <summary>Scores the rows of <see cref="Occlusion"/> in blocks; one model call a window and one for the text itself.</summary>
/// <param name="blockTokens">Most tokens sent in one call, one row at least.</param>
internal sealed class OcclusionExplainer(int blockTokens = RowRun.DefaultBlockTokens) : IExplainer
{
    private const int MaxWindow = 64;
    private const string Window = "window";
    private const string Stride = "stride";

    public ExplainerInfo Info { get; } = new(
        "occlusion",
        "How far the target's output falls when a window of tokens is hidden. A token's score is the mean over the windows "
            + "that cover it.",
        [
            new IntegerParameter(Window, "Tokens hidden at a time.", Default: 1, Minimum: 1, Maximum: MaxWindow),
            new IntegerParameter(
                Stride, "Tokens from one window to the next; at most the window.", Default: 1, Minimum: 1, Maximum: MaxWindow),
            SharedParameters.Removal,
            SharedParameters.OutputSpaces,
        ]);

    public ParameterBinding Bind(IReadOnlyDictionary<string, JsonElement> given, ForwardShape shape)
    {
        var binding = ParameterBinder.Bind(Info.Name, Info.Parameters, given);
        return binding.Values is { } values && values.Integer(Stride) > values.Integer(Window)
            ? ParameterBinding.Refused(
                Stride,
                $"stride is {values.Integer(Stride)}; it must not exceed window, which is {values.Integer(Window)}, or tokens are "
                    + "left out.")
            : binding;
    }

    public long MostModelCalls(ParameterValues parameters, ExplainSize size) => 1L + Windows(parameters, size.Tokens).Count;

    public Task<Explanation> ExplainAsync(ExplanationQuery request, IForwardPass model, CancellationToken cancellationToken) =>
        OcclusionRun.ExplainAsync(request, Windows(request.Parameters, request.Text.Length), model, blockTokens, cancellationToken);

    private static OcclusionWindows Windows(ParameterValues parameters, int tokens) =>
        new(tokens, parameters.Integer(Window), parameters.Integer(Stride));
}
