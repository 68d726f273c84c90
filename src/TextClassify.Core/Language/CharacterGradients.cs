namespace TextClassify.Language;

/// <summary>A language model's backward pass by the ids that <see cref="CharacterWindow"/> gives its characters.</summary>
/// <param name="pass">By the ids of the character vocabulary.</param>
internal sealed class CharacterGradients(IGradientPass pass) : IGradientPass
{
    public int EmbeddingWidth => pass.EmbeddingWidth;

    public int VocabularySize => pass.VocabularySize;

    public void Embed(ReadOnlySpan<int> ids, Span<float> embeddings)
    {
        int[] characters = ids.ToArray();
        CharacterWindow.Exchange(characters);
        pass.Embed(characters, embeddings);
    }

    public Task<GradientTiming> RunAsync(
        ReadOnlyMemory<float> embeddings,
        int tokens,
        ReadOnlyMemory<float> targetWeights,
        Memory<float> logits,
        Memory<float> gradients,
        CancellationToken cancellationToken) =>
        pass.RunAsync(embeddings, tokens, targetWeights, logits, gradients, cancellationToken);
}
