namespace TextClassify.Inference.Tokenizing;

/// <summary>Makes the encoder that a package declares.</summary>
internal static class TextEncoders
{
    /// <param name="settings">What the package declares.</param>
    /// <param name="vocabulary">Of the package.</param>
    /// <param name="files">Of it.</param>
    /// <exception cref="InvalidDataException">The files do not make one.</exception>
    public static ITextEncoder Create(TokenizerSettings settings, Vocabulary vocabulary, IPackageFiles files)
    {
        switch (settings.Kind)
        {
            case TokenizerSettings.WordPiece:
                return new WordPieceEncoder(vocabulary, settings);
            case TokenizerSettings.ByteLevel:
                using (var stream = files.OpenRead(ModelManifest.MergesFile))
                {
                    return new ByteLevelEncoder(vocabulary, settings, Merges.Read(stream));
                }

            default:
                return SymbolEncoders.Create(settings.Kind == TokenizerSettings.Smiles, vocabulary, settings.MaxTokens);
        }
    }
}
