namespace TextClassify.Api.Explain;

/// <summary>How far methods agree on which tokens matter.</summary>
/// <param name="Disagree">Whether any two of them do.</param>
/// <param name="Threshold">Two methods disagree when their Spearman correlation is below it.</param>
/// <param name="Pairs">Every two methods.</param>
internal sealed record AgreementResult(bool Disagree, double Threshold, IReadOnlyList<MethodAgreement> Pairs);

/// <param name="Methods">The two, by name.</param>
/// <param name="Spearman">
/// Rank correlation of their scores, of the scores' sizes where one method has no signs; absent where one gives all tokens the same.
/// </param>
/// <param name="KendallTau">Tau-b of the same.</param>
/// <param name="Disagree">Whether the Spearman correlation is below the threshold.</param>
internal sealed record MethodAgreement(IReadOnlyList<string> Methods, double? Spearman, double? KendallTau, bool Disagree);
