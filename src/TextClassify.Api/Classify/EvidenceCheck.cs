using TextClassify.Models;

namespace TextClassify.Api.Classify;

internal static class EvidenceCheck
{
    /// <summary>The same of a request for evidence by sentences too.</summary>
    public static Problem? Of(ITextClassifier model, ClassifyRequest request) =>
        request.Sentences is true && request.Evidence is not true
            ? new Problem(ProblemTypes.OutOfRange, "sentences is true and evidence isn't; it has the sum of each sentence's evidence.")
            {
                Where = "sentences",
            }
            : Of(model, request.Evidence ?? false);

    /// <summary>Null when evidence is not asked for, or the model gives it.</summary>
    public static Problem? Of(ITextClassifier model, bool asked) => !asked || model.Gives(Capabilities.Evidence)
        ? null
        : new Problem(ProblemTypes.NotInModel, $"The model {model.Manifest.Name} gives no evidence.") { Where = "evidence" };
}
