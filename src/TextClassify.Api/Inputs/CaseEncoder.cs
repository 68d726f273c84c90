namespace TextClassify.Api.Inputs;

/// <summary>From the sources of an input to what the nodes read, or what is wrong with them.</summary>
internal static class CaseEncoder
{
    /// <param name="model">What reads them.</param>
    /// <param name="item">The input.</param>
    /// <param name="sources">Its sources.</param>
    /// <param name="limits">On a text.</param>
    /// <param name="references">Whether nodes have texts that are not sent.</param>
    public static EncodedInput Encode(
        ITextClassifier model, InputItem item, IReadOnlyList<CaseText> sources, LimitsOptions limits, bool references)
    {
        if (model is not ICaseClassifier cases)
        {
            return Refuse(item, ProblemTypes.UnknownSource, $"The model {model.Manifest.Name} reads one text; send text.", "sources");
        }

        var read = new ReadSource[sources.Count];
        var (ids, tokens) = (new List<int>(), new List<TokenSpan>());
        int start = 0, total = 0;
        for (int i = 0; i < read.Length; i++)
        {
            string where = $"sources[{i}]";
            var (name, text, reference) = sources[i];
            int role = RoleOf(cases, name);
            if (role < 0)
            {
                return Refuse(item, ProblemTypes.UnknownSource, Unknown(cases, name), $"{where}.name");
            }

            if (HasRole(read.AsSpan(0, i), role))
            {
                return Refuse(item, ProblemTypes.OutOfRange, $"The source {Quoted.Name(name)} stands twice.", $"{where}.name");
            }

            if (reference is not null && !references)
            {
                return Refuse(
                    item,
                    ProblemTypes.UnknownSource,
                    $"No node of {Quoted.Name(name)} is asked here that could have the text; send it.",
                    $"{where}.ref");
            }

            if (text?.Length > limits.MaxTextLength)
            {
                var problem = new Problem(
                    ProblemTypes.TextTooLong, $"The text has {text.Length} UTF-16 code units; the limit is {limits.MaxTextLength}.")
                {
                    Limit = limits.MaxTextLength,
                    Where = $"{where}.text",
                };
                return new EncodedInput(item, null, problem);
            }

            var encoded = model.Encoder.WithLimit(cases.Sources[role].MaxTokens).Encode(text ?? "");
            read[i] = new ReadSource(name, role, encoded, start, text?.Length ?? 0)
            {
                Own = text ?? "",
                Reference = reference,
                Elsewhere = reference is null ? 0 : cases.Sources[role].MaxTokens,
            };
            ids.AddRange(encoded.Ids.Span);
            foreach (var (from, to) in encoded.Tokens.Span)
            {
                tokens.Add(new TokenSpan(start + from, start + to));
            }

            total += encoded.TotalTokens;
            start += (text?.Length ?? 0) + 1;
        }

        return !Array.Exists(read, static source => source.CanBeRead)
            ? Refuse(item, ProblemTypes.AllSourcesLost, "No source has a word, number or sign.", "sources")
            : new EncodedInput(
                item,
                new EncodedText(ids.ToArray(), tokens.ToArray(), total) { Special = model.Encoder.Special },
                null)
            {
                Case = new CaseInput(read),
            };
    }

    /// <summary>A source's role, or -1.</summary>
    public static int RoleOf(ICaseClassifier model, string name)
    {
        for (int role = 0; role < model.Sources.Count; role++)
        {
            if (model.Sources[role].Name == name)
            {
                return role;
            }
        }

        return -1;
    }

    public static string Unknown(ICaseClassifier model, string name) =>
        $"{Quoted.Name(name)} is no source of {model.Manifest.Name}; there are {string.Join(", ", model.Sources.Select(one => one.Name))}.";

    private static bool HasRole(ReadOnlySpan<ReadSource> sources, int role)
    {
        foreach (var source in sources)
        {
            if (source.Role == role)
            {
                return true;
            }
        }

        return false;
    }

    private static EncodedInput Refuse(InputItem item, ProblemType type, string detail, string where) =>
        new(item, null, new Problem(type, detail) { Where = where });
}
