namespace TextClassify.Api.Classify;

/// <summary>Whether a request may have its texts written anew.</summary>
internal static class WritingsCheck
{
    public static Problem? Of(ITextClassifier model, ClassifyRequest request)
    {
        if (request.Writings is null)
        {
            return null;
        }

        string? lack = model.Encoder is not SmilesEncoder
            ? $"The model {model.Manifest.Name} reads no SMILES, which alone have several writings; leave writings out."
            : request.WholeText is true ? "A text of which there are several writings is read whole; leave wholeText out."
            : request.Sentences is true ? "SMILES has no sentences; leave sentences out."
            : (request.Abstain ?? request.Coverage) is not null
                ? $"What {model.Manifest.Name} promises is of texts as they are sent; leave writings out."
            : null;
        return lack is null ? null : new Problem(ProblemTypes.NotInModel, lack) { Where = "writings" };
    }
}
