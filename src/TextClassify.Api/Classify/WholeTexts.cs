using TextClassify.LongTexts;

namespace TextClassify.Api.Classify;

/// <summary>Texts that are read whole, however long they are.</summary>
internal static class WholeTexts
{
    private static readonly string[] SentenceEnds = [".", "!", "?", "…", "。"];

    /// <summary>What reads the texts of a request: the model's own encoder, or one that cuts none.</summary>
    public static Outcome<ITextEncoder> EncoderOf(ITextClassifier model, ClassifyRequest request, LimitsOptions limits)
    {
        if (request.WholeText is not true)
        {
            return new Outcome<ITextEncoder>(model.Encoder, null);
        }

        string? lack = model is IAspectClassifier
            ? $"The model {model.Manifest.Name} reads a text once for all its aspects; leave wholeText out."
            : model is ICaseClassifier
                ? $"The model {model.Manifest.Name} reads as much of a source as its limit says; leave wholeText out."
            : (request.Abstain ?? request.Coverage) is not null
                ? $"What {model.Manifest.Name} promises is of texts that are cut at {model.Encoder.MaxTokens} tokens; leave wholeText out."
                : null;

        // A token is a character at least.
        return lack is null
            ? new Outcome<ITextEncoder>(model.Encoder.WithLimit(Math.Max(model.Encoder.MaxTokens, limits.MaxTextLength)), null)
            : new Problem(ProblemTypes.NotInModel, lack) { Where = "wholeText" };
    }

    /// <summary>The model's pass over texts of any length.</summary>
    public static PartwisePass PassOf(ITextClassifier model, ForwardTerms terms)
    {
        var ends = new List<int>(SentenceEnds.Length);
        foreach (string sign in SentenceEnds)
        {
            if (model.Encoder.IdOf(sign) is var id && id != model.Encoder.Special.Unknown)
            {
                ends.Add(id);
            }
        }

        return new(model.Forward.Under(terms), model.Encoder.MaxTokens, [.. ends]);
    }
}
