using System.Globalization;
using TextClassify.Doubt;

namespace TextClassify.Api.Classify;

/// <summary>When a text gets no label, and which labels stand in a set, for one request.</summary>
/// <param name="LeastScore">The likeliest label's, from which on it is told; null where every text gets a label.</param>
/// <param name="MostUnknown">Share of unknown words up to which a text is like those of training.</param>
/// <param name="SetLeast">Of a label in the set; null where no set was asked for.</param>
/// <param name="IsForeign">Whether a text is in another language than the model's; null where nobody looks.</param>
internal sealed record AnswerDoubt(double? LeastScore, double MostUnknown, double? SetLeast, Func<string, bool>? IsForeign)
{
    private static readonly AnswerDoubt None = new(null, 1, null, null);

    /// <summary>What a request's risk and coverage mean for the model.</summary>
    public static Outcome<AnswerDoubt> Of(ITextClassifier model, ClassifyRequest request, TextLanguages languages)
    {
        if ((request.Abstain ?? request.Coverage) is null)
        {
            return None;
        }

        string where = request.Abstain is null ? "coverage" : "abstain";
        if (model.Promise is not { } promise || model is IAspectClassifier)
        {
            string lack = $"The package {model.Manifest.Name}/{model.Manifest.Version} has no scores of development texts to promise by.";
            return new Problem(ProblemTypes.NotInModel, lack) { Where = where };
        }

        SelectiveThreshold? threshold = null;
        if (request.Abstain is { } risk && (threshold = promise.Risk.For(risk)) is null)
        {
            string least = string.Create(
                CultureInfo.InvariantCulture,
                $"abstain is {risk}; the development texts of {model.Manifest.Name}/{model.Manifest.Version} promise "
                + $"{promise.Risk.Least ?? 1:0.###} at the least.");
            return new Problem(ProblemTypes.OutOfRange, least) { Where = where };
        }

        double? setLeast = request.Coverage is { } share ? promise.SetThreshold(share) : null;
        var isForeign = request.Abstain is null ? null : languages.ForeignTo(model);
        return new AnswerDoubt(threshold?.Score, promise.UnknownWordShare, setLeast, isForeign);
    }

    /// <summary>Why a text gets no label; null where it gets one.</summary>
    /// <param name="text">As the caller sent it.</param>
    /// <param name="score">The likeliest label's.</param>
    /// <param name="unknownShare">Of its words.</param>
    public string? ReasonOf(string text, float score, float unknownShare) =>
        LeastScore is not { } least ? null
        : IsForeign?.Invoke(text) is true ? AbstentionReason.Language
        : unknownShare > MostUnknown ? AbstentionReason.UnlikeTraining
        : score < least ? AbstentionReason.Uncertain
        : null;

    /// <summary>The labels in the set, by falling probability: the likeliest in any case, and those that are likely enough.</summary>
    public IReadOnlyList<string>? SetOf(LabelScore[] ranked)
    {
        if (SetLeast is not { } least)
        {
            return null;
        }

        var set = new List<string> { ranked[0].Label };
        foreach (var (label, score) in ranked.AsSpan(1))
        {
            if (score >= least)
            {
                set.Add(label);
            }
        }

        return set;
    }
}
