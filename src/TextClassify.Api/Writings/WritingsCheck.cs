namespace TextClassify.Api.Writings;

/// <summary>Whether a request may have its texts written anew.</summary>
internal static class WritingsCheck
{
    /// <param name="model">That is asked.</param>
    /// <param name="writings">That are asked for; null for none.</param>
    /// <param name="wholeText">Whether texts are to be read in parts.</param>
    /// <param name="sentences">Whether evidence is to be told by sentences.</param>
    /// <param name="promise">Whether a share of right answers is asked for.</param>
    public static Problem? Of(ITextClassifier model, int? writings, bool wholeText, bool sentences, bool promise)
    {
        if (writings is null)
        {
            return null;
        }

        string? lack = model.Encoder is not SmilesEncoder
            ? $"The model {model.Manifest.Name} reads no SMILES, which alone have several writings; leave writings out."
            : wholeText ? "A text of which there are several writings is read whole; leave wholeText out."
            : sentences ? "SMILES has no sentences; leave sentences out."
            : promise ? $"What {model.Manifest.Name} promises is of texts as they are sent; leave writings out."
            : null;
        return lack is null ? null : new Problem(ProblemTypes.NotInModel, lack) { Where = "writings" };
    }
}
