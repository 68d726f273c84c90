namespace TextClassify.Explain.Perturbation;

/// <summary>Windows over the tokens of a text, moved by a stride; the last one is cut at the end of the text (as in Captum's
/// Occlusion).</summary>
internal readonly record struct OcclusionWindows(int Tokens, int Window, int Stride)
{
    public int Count => Tokens <= Window ? 1 : ((Tokens - Window + Stride - 1) / Stride) + 1;

    public int Start(int index) => index * Stride;

    public int Length(int index) => Math.Min(Window, Tokens - Start(index));
}
