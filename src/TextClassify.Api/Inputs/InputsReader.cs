namespace TextClassify.Api.Inputs;

/// <summary>Reads <c>inputs</c>, and the items that NDJSON lines share with it.</summary>
internal static class InputsReader
{
    private const string Known = "id, text, aspect, aspects and sources";

    public static InputList? Read(ref JsonCursor json, string where, LimitsOptions limits)
    {
        if (json.Failed)
        {
            return null;
        }

        if (json.TokenType == JsonTokenType.String)
        {
            return new InputList(Single: true, [BareText(ref json, where)]);
        }

        if (json.TokenType == JsonTokenType.StartObject)
        {
            return new InputList(Single: true, [Item(ref json, where)]);
        }

        if (!json.EnterArray(where, "a string, an object with a text, or a list of them"))
        {
            return null;
        }

        var items = new List<InputItem>();
        while (json.NextElement())
        {
            if (items.Count == limits.MaxInputs)
            {
                json.Refuse(new Problem(
                    ProblemTypes.TooManyInputs, $"A request takes at most {limits.MaxInputs} inputs; send several, or NDJSON lines.")
                {
                    Where = where,
                    Limit = limits.MaxInputs,
                });
                return null;
            }

            items.Add(Item(ref json, $"{where}[{items.Count}]"));
        }

        if (!json.Failed && items.Count == 0)
        {
            json.Refuse(ProblemTypes.EmptyInputs, where, "The list must hold at least one input.");
        }

        return json.Failed ? null : new InputList(Single: false, items);
    }

    /// <summary>What a request without them is told.</summary>
    public static Problem Missing(string where) =>
        new(ProblemTypes.MissingInputs, "Send inputs: a string, a list of strings, or a list of objects with a text.") { Where = where };

    /// <summary>One item: a string, or an object with a text.</summary>
    public static InputItem Item(ref JsonCursor json, string where)
    {
        if (json.TokenType == JsonTokenType.String)
        {
            return BareText(ref json, where);
        }

        string? id = null;
        string? text = null;
        AspectSpan? aspect = null;
        AspectChoice? aspects = null;
        List<CaseText>? sources = null;
        Problem? problem = null;
        int seen = 0;
        if (json.TokenType != JsonTokenType.StartObject)
        {
            json.RefuseType(where, "a string or an object with a text");
        }

        while (json.NextProperty())
        {
            if (json.Named("text"u8, 0, ref seen))
            {
                text = Text(ref json, Inside(where, "text"), ref problem);
            }
            else if (json.Named("id"u8, 1, ref seen))
            {
                id = Id(ref json, Inside(where, "id"));
            }
            else if (json.Named("aspect"u8, 2, ref seen))
            {
                aspect = AspectsReader.One(ref json, Inside(where, "aspect"));
            }
            else if (json.Named("aspects"u8, 3, ref seen))
            {
                aspects = AspectsReader.Several(ref json, Inside(where, "aspects"));
            }
            else if (json.Named("sources"u8, 4, ref seen))
            {
                sources = SourcesReader.Read(ref json, Inside(where, "sources"), out var unread);
                problem ??= unread;
            }
            else
            {
                json.RefuseProperty(where, Known);
            }
        }

        if (!json.Failed && text is not null && sources is not null)
        {
            json.Refuse(ProblemTypes.OutOfRange, Inside(where, "sources"), "Send a text or sources, not both.");
        }

        if (!json.Failed && text is null && sources is null && problem is null)
        {
            json.Refuse(ProblemTypes.MissingProperty, Inside(where, "text"), "An input needs a text.");
        }

        return new InputItem(id, text ?? Joined(sources), aspect, aspects) { Problem = problem, Sources = sources };
    }

    /// <summary>A string; where it is half a character, the problem is the item's.</summary>
    public static InputItem BareText(ref JsonCursor json, string where)
    {
        Problem? problem = null;
        string? text = Text(ref json, where, ref problem);
        return new InputItem(null, text ?? "", null) { Problem = problem, Bare = true };
    }

    /// <summary>The string the cursor stands on; one that is half a character is a problem of the item, not of the request.</summary>
    public static string? Text(ref JsonCursor json, string where, ref Problem? problem)
    {
        if (json.TokenType != JsonTokenType.String)
        {
            json.RefuseType(where, "a string");
            return null;
        }

        if (json.TryGetString(out string? text))
        {
            return text;
        }

        problem ??= new Problem(ProblemTypes.InvalidUtf8, "The text holds half a character (the escape of a lone surrogate).")
        {
            Where = where,
        };
        return null;
    }

    /// <summary>What a caller names a thing by, or null.</summary>
    public static string? Id(ref JsonCursor json, string where)
    {
        string? id = json.OptionalString(where);
        if (id?.Length > InputItem.MaxIdLength)
        {
            json.Refuse(new Problem(ProblemTypes.OutOfRange, $"An id has at most {InputItem.MaxIdLength} characters.")
            {
                Where = where,
                Limit = InputItem.MaxIdLength,
            });
        }

        return id;
    }

    private static string Joined(List<CaseText>? sources) =>
        sources is null ? "" : string.Join('\n', sources.Select(source => source.Text));

    private static string Inside(string where, string name) => where.Length == 0 ? name : $"{where}.{name}";
}
