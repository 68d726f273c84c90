namespace TextClassify.Text;

/// <summary>Encoders of models whose vocabulary is made of their own training texts.</summary>
public static class SymbolEncoders
{
    /// <param name="smiles">Whether texts are SMILES; else they are words.</param>
    /// <param name="vocabulary">The model's.</param>
    /// <param name="maxTokens">At least 1.</param>
    public static ITextEncoder Create(bool smiles, Vocabulary vocabulary, int maxTokens) =>
        smiles ? new SmilesEncoder(vocabulary, maxTokens) : new TextEncoder(vocabulary, maxTokens);
}
