using TextClassify.Models;

namespace TextClassify.Api.Classify;

internal static class EvidenceCheck
{
    /// <summary>Null when evidence is not asked for, or the model gives it.</summary>
    public static Problem? Of(ITextClassifier model, bool asked) => !asked || model.Gives(Capabilities.Evidence)
        ? null
        : new Problem(ProblemTypes.NotInModel, $"The model {model.Manifest.Name} gives no evidence.") { Where = "evidence" };
}
