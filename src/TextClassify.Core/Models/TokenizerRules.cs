namespace TextClassify.Models;

/// <summary>
/// What must hold inside the parts of a manifest that say how a text comes to the graph. A reason is the end of a sentence.
/// </summary>
internal static class TokenizerRules
{
    private const int MostAround = 16;
    private const int MostNameLength = 128;

    private static readonly string[] Kinds = [TokenizerSettings.Word, TokenizerSettings.WordPiece, TokenizerSettings.ByteLevel];

    /// <summary>Of a model that reads words and whose graph this repository's tools wrote.</summary>
    public static string? CheckWords(ModelManifest manifest) => CheckPlain(manifest, TokenizerSettings.Word);

    /// <summary>The same of one that may read SMILES instead.</summary>
    public static string? CheckSymbols(ModelManifest manifest) =>
        CheckPlain(manifest, TokenizerSettings.Word, TokenizerSettings.Smiles);

    private static string? CheckPlain(ModelManifest manifest, params ReadOnlySpan<string> kinds) =>
        !kinds.Contains(manifest.Tokenizer.Kind)
            ? $"has the tokenizer '{manifest.Tokenizer.Kind}'; this build has '{string.Join("', '", kinds)}'."
        : manifest.Tokenizer != new TokenizerSettings(manifest.Tokenizer.Kind, manifest.Tokenizer.MaxTokens)
            ? $"has settings of its own for its tokenizer, which the architecture '{manifest.Architecture}' does not have."
        : manifest.Inputs is not null ? $"names inputs, which the architecture '{manifest.Architecture}' does not do."
        : manifest.Embedding.Precision is not (null or EmbeddingShape.BytePrecision)
            ? $"has an embedding of precision '{manifest.Embedding.Precision}'; of the architecture '{manifest.Architecture}' it is "
                + $"'{EmbeddingShape.BytePrecision}', or not named for half precision."
        : null;

    /// <summary>Of a model whose graph may come from anywhere.</summary>
    public static string? CheckAny(ModelManifest manifest) =>
        CheckTokenizer(manifest.Tokenizer) ?? CheckSpecial(manifest.Tokenizer) ?? CheckInputs(manifest) ?? CheckTable(manifest.Embedding);

    private static string? CheckTokenizer(TokenizerSettings tokenizer)
    {
        bool pieces = tokenizer.Kind == TokenizerSettings.WordPiece, bytes = tokenizer.Kind == TokenizerSettings.ByteLevel;
        return !Kinds.AsSpan().Contains(tokenizer.Kind)
                ? $"has the tokenizer '{tokenizer.Kind}'; this build has '{string.Join("', '", Kinds)}'."
            : !pieces && (tokenizer.Lowercase || tokenizer.StripAccents || tokenizer.SplitIdeographs)
                ? $"has lowercase, stripAccents or splitIdeographs, which a tokenizer '{tokenizer.Kind}' does not have."
            : !bytes && tokenizer.PrefixSpace ? $"has prefixSpace, which a tokenizer '{tokenizer.Kind}' does not have."
            : tokenizer.Kind != TokenizerSettings.Word && tokenizer.Special is null
                ? $"names no special tokens, which a tokenizer '{tokenizer.Kind}' has."
            : null;
    }

    private static string? CheckSpecial(TokenizerSettings tokenizer)
    {
        if (tokenizer.Special is not { } special)
        {
            return null;
        }

        if (special.Prefix.Count + special.Suffix.Count > MostAround)
        {
            return $"has {special.Prefix.Count + special.Suffix.Count} special tokens around a text; the most is {MostAround}.";
        }

        foreach (string? token in (string?[])[special.Pad, special.Unknown, special.Mask ?? "-", .. special.Prefix, .. special.Suffix])
        {
            if (token is not { Length: > 0 and <= MostNameLength })
            {
                return $"has a special token of {token?.Length ?? 0} characters; it takes 1 to {MostNameLength}.";
            }
        }

        return null;
    }

    private static string? CheckInputs(ModelManifest manifest)
    {
        if (manifest.Inputs is not { } inputs)
        {
            return null;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (string name in inputs.Names)
        {
            if (name.Length is 0 or > MostNameLength)
            {
                return $"has the name of an input with {name.Length} characters; it takes 1 to {MostNameLength}.";
            }

            if (!seen.Add(name))
            {
                return $"names the input '{name}' twice.";
            }
        }

        bool fromTable = manifest.Has(Capabilities.Embeddings);
        return inputs.Ids is null && inputs.Embeddings is null ? "names neither ids nor embeddings among its inputs."
            : (inputs.Embeddings is not null) != fromTable
                ? $"{(fromTable ? "names no embeddings among its inputs" : "names embeddings among its inputs")} and "
                    + $"{(fromTable ? "declares" : "does not declare")} the capability '{Capabilities.Embeddings}'."
            : fromTable != manifest.Embedding.Width > 0
                ? $"has an embedding of width {manifest.Embedding.Width}; it takes "
                    + $"{(fromTable ? "at least 1" : "0, as its graph takes ids alone")}."
            : null;
    }

    private static string? CheckTable(EmbeddingShape embedding) => embedding.IsKnown
        ? null
        : $"has an embedding of precision '{embedding.Precision}'; it is '{EmbeddingShape.SinglePrecision}', "
            + $"'{EmbeddingShape.BytePrecision}', or not named for half precision.";
}
