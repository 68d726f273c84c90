namespace TextClassify.Training.Import;

/// <summary>Reads how a model reads a text: from <c>tokenizer.json</c>, or else from the files of the older tokenizers.</summary>
internal static class TokenizerReader
{
    private static readonly SpecialTokens OfBert =
        new() { Pad = "[PAD]", Unknown = "[UNK]", Mask = "[MASK]", Prefix = ["[CLS]"], Suffix = ["[SEP]"] };

    private static readonly SpecialTokens OfRoberta =
        new() { Pad = "<pad>", Unknown = "<unk>", Mask = "<mask>", Prefix = ["<s>"], Suffix = ["</s>"] };

    /// <exception cref="DataException">
    /// There is none, or one of a kind that is not known; the message names the file and the value.
    /// </exception>
    public static ImportedTokenizer Read(ExportFolder folder)
    {
        if (folder.Has(ExportFolder.Tokenizer))
        {
            return FromTokenizerJson(folder, folder.ReadJson(ExportFolder.Tokenizer));
        }

        if (folder.Has(ExportFolder.WordPieces))
        {
            var config = folder.TryReadJson(ExportFolder.TokenizerConfig);
            bool lowercase = config?.TruthOf("do_lower_case") ?? true;
            string[] pieces = folder.ReadText(ExportFolder.WordPieces).Replace("\r\n", "\n", StringComparison.Ordinal).TrimEnd('\n')
                .Split('\n');
            var special = SpecialTokensReader.Read(folder, OfBert, around: null);
            return new ImportedTokenizer(
                new TokenizerSettings(TokenizerSettings.WordPiece, Limit(folder))
                {
                    Lowercase = lowercase,
                    StripAccents = config?.TruthOf("strip_accents") ?? lowercase,
                    SplitIdeographs = config?.TruthOf("tokenize_chinese_chars") ?? true,
                    Special = special with { Mask = special.Mask ?? pieces.FirstOrDefault(piece => piece == OfBert.Mask) },
                },
                ImportedTokenizer.InOrder(ExportFolder.WordPieces, pieces.Select((piece, id) => (piece, id))),
                null);
        }

        if (folder.Has(ExportFolder.BytePieces))
        {
            bool prefixSpace = folder.TryReadJson(ExportFolder.TokenizerConfig)?.TruthOf("add_prefix_space") ?? false;
            var pieces = folder.ReadJson(ExportFolder.BytePieces).Properties().Select(piece => (piece.Name, piece.Value.Whole()));
            string[] merges =
            [
                .. folder.ReadText(ExportFolder.Merges).Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n')
                    .Where((line, index) => line.Length > 0 && !(index == 0 && line.StartsWith("#version", StringComparison.Ordinal))),
            ];
            return new ImportedTokenizer(
                ByteLevel(folder, prefixSpace, around: null), ImportedTokenizer.InOrder(ExportFolder.BytePieces, pieces), merges);
        }

        throw new DataException(
            $"There is no {ExportFolder.Tokenizer}, {ExportFolder.WordPieces} or {ExportFolder.BytePieces} beside {ExportFolder.Config}.");
    }

    private static ImportedTokenizer FromTokenizerJson(ExportFolder folder, JsonPart json)
    {
        var model = json["model"] ?? throw json.Unknown("a tokenizer has a model");
        var kind = model["type"] ?? throw model.Unknown("a model has a type");
        var around = TemplateReader.Read(json["post_processor"]);
        return kind.Text() switch
        {
            "WordPiece" => WordPiece(folder, json, model, around),
            "BPE" => BytePairs(folder, json, model, around),
            _ => throw kind.Unknown("WordPiece and BPE can be imported"),
        };
    }

    private static ImportedTokenizer WordPiece(ExportFolder folder, JsonPart json, JsonPart model, (string[], string[])? around)
    {
        Expect(model, "continuing_subword_prefix", "##");
        if (model["max_input_chars_per_word"] is { } most && most.Whole() != 100)
        {
            throw most.Unknown("100 can be imported");
        }

        var normalizer = json["normalizer"] ?? throw json.Unknown("a tokenizer of word pieces has a normalizer");
        Expect(normalizer, "type", "BertNormalizer");
        if (normalizer.TruthOf("clean_text") is false)
        {
            throw normalizer.Unknown("clean_text must be true");
        }

        Expect(json["pre_tokenizer"] ?? throw json.Unknown("a tokenizer of word pieces has a pre_tokenizer"), "type", "BertPreTokenizer");
        bool lowercase = normalizer.TruthOf("lowercase") ?? true;
        var special = SpecialTokensReader.Read(folder, OfBert, around);
        return new ImportedTokenizer(
            new TokenizerSettings(TokenizerSettings.WordPiece, Limit(folder))
            {
                Lowercase = lowercase,
                StripAccents = normalizer.TruthOf("strip_accents") ?? lowercase,
                SplitIdeographs = normalizer.TruthOf("handle_chinese_chars") ?? true,
                Special = special with { Unknown = model.TextOf("unk_token") ?? special.Unknown },
            },
            Pieces(json, model),
            null);
    }

    private static ImportedTokenizer BytePairs(ExportFolder folder, JsonPart json, JsonPart model, (string[], string[])? around)
    {
        if (json["normalizer"] is { } normalizer)
        {
            throw normalizer.Unknown("byte pairs can be imported without one");
        }

        var words = json["pre_tokenizer"] ?? throw json.Unknown("a tokenizer of byte pairs has a pre_tokenizer");
        Expect(words, "type", "ByteLevel");
        if (words.TruthOf("use_regex") is false || model.TruthOf("ignore_merges") is true || model.TruthOf("byte_fallback") is true)
        {
            throw words.Unknown("byte pairs can be imported with use_regex and without ignore_merges and byte_fallback");
        }

        var merges = model["merges"] ?? throw model.Unknown("byte pairs have merges");
        return new ImportedTokenizer(
            ByteLevel(folder, words.TruthOf("add_prefix_space") ?? true, around),
            Pieces(json, model),
            [.. merges.Items().Select(pair => pair.Value.ValueKind is System.Text.Json.JsonValueKind.Array
                ? string.Join(' ', pair.Items().Select(part => part.Text()))
                : pair.Text())]);
    }

    private static TokenizerSettings ByteLevel(ExportFolder folder, bool prefixSpace, (string[], string[])? around) =>
        new(TokenizerSettings.ByteLevel, Limit(folder))
        {
            PrefixSpace = prefixSpace,
            Special = SpecialTokensReader.Read(folder, OfRoberta, around),
        };

    private static IReadOnlyList<string> Pieces(JsonPart json, JsonPart model)
    {
        var vocabulary = model["vocab"] ?? throw model.Unknown("a model has a vocab");
        return ImportedTokenizer.InOrder(
            ExportFolder.Tokenizer,
            vocabulary.Properties().Select(piece => (piece.Name, piece.Value.Whole()))
                .Concat((json["added_tokens"]?.Items() ?? []).Select(Added)));
    }

    private static (string, int) Added(JsonPart token) =>
        (token.TextOf("content") ?? throw token.Unknown("a token has a content"),
            (token["id"] ?? throw token.Unknown("a token has an id")).Whole());

    private static void Expect(JsonPart part, string name, string expected)
    {
        if (part[name] is { } value && value.Text() != expected)
        {
            throw value.Unknown($"'{expected}' can be imported");
        }
    }

    private static int Limit(ExportFolder folder) =>
        Math.Max(1, folder.TryReadJson(ExportFolder.TokenizerConfig)?["model_max_length"]?.Clamped(int.MaxValue) ?? int.MaxValue);
}
