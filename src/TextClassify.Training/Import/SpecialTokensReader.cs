namespace TextClassify.Training.Import;

/// <summary>Reads the names of special tokens, which stand as texts or as objects with a content.</summary>
internal static class SpecialTokensReader
{
    /// <param name="folder">Whose files name them.</param>
    /// <param name="usual">What is taken where they name none.</param>
    /// <param name="around">What stands before and behind a text by the tokenizer's own rule; null takes cls and sep of the files.</param>
    public static SpecialTokens Read(ExportFolder folder, SpecialTokens usual, (string[] Prefix, string[] Suffix)? around)
    {
        JsonPart?[] files = [folder.TryReadJson(ExportFolder.TokenizerConfig), folder.TryReadJson(ExportFolder.SpecialTokens)];
        var (prefix, suffix) = around ?? ([Named("cls_token") ?? usual.Prefix[0]], [Named("sep_token") ?? usual.Suffix[0]]);
        string pad = Named("pad_token") ?? usual.Pad;
        return new SpecialTokens
        {
            Pad = pad,
            Unknown = Named("unk_token") ?? usual.Unknown,
            Mask = Named("mask_token"),
            Prefix = prefix,
            Suffix = suffix,
        };

        string? Named(string name)
        {
            var part = files.Select(file => file?[name]).FirstOrDefault(part => part is not null);
            return part is null ? null : (part["content"] ?? part).Text();
        }
    }
}
