using TextClassify.Models;
using TextClassify.Numerics;

namespace TextClassify.Api.Explain.Planning;

/// <summary>A model that labels texts by their words.</summary>
internal sealed class ExplainedWords(ITextClassifier model) : ExplainedModel(model)
{
    public override IReadOnlyList<string> Labels => model.Labels;

    public override string LabelsInWords => string.Join(", ", model.Labels);

    public override ScoreScale Scale => model.Scale;

    public override ForwardShape Shape => model.Forward.Shape;

    public override string DefaultMethod => model.Gives(Capabilities.Evidence) ? "evidence" : base.DefaultMethod;

    public override ITextEncoder Encoder => model.Encoder;

    public override Problem? Check(ExplainRequest request) =>
        request.Position is not null ? OfCharacters("position") : request.Context is not null ? OfCharacters("context") : null;

    public override Outcome<EncodedInput[]> Read(HttpContext http, InferenceServices services, ExplainRequest request) =>
        services.Encode(http, model, request.Inputs);

    public override EncodedInput Read(InputItem item, ExplainRequest request, LimitsOptions limits) =>
        InputEncoder.Encode(model, item, limits, severalAspects: false);

    public override int MostTokens(LimitsOptions limits) => model.Encoder.MaxTokens;

    /// <summary>Of an aspect: a pass over the same words that reads them for it.</summary>
    public override ValueTask<IForwardPass> OpenAsync(EncodedInput input, CancellationToken cancellationToken) => new(
        model is IAspectClassifier { Aspects: var pass } && input.Aspects is [var aspect]
            ? new AspectForward(pass).Within(input.Text!.Length, aspect)
            : model.Forward);

    private static Problem OfCharacters(string property) =>
        new(ProblemTypes.WrongTask, $"A {property} is for language models; this model reads texts whole.") { Where = property };
}
