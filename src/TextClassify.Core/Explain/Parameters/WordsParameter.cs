namespace TextClassify.Explain.Parameters;

/// <summary>Words in a list, for instance a baseline token by token, or several such lists in a list. Left out, it has no value.</summary>
/// <param name="Name">As it stands in a request.</param>
/// <param name="Description">One sentence.</param>
/// <param name="MaximumLists">Most lists.</param>
public sealed record WordsParameter(string Name, string Description, int MaximumLists) : ExplainerParameter(Name, Description)
{
    /// <summary>Longest list.</summary>
    public const int MaximumWords = 10_000;

    internal override object? DefaultValue => null;

    internal override string Allowed => MaximumLists == 1
        ? $"a list of 1 to {MaximumWords} words"
        : $"a list of 1 to {MaximumWords} words, or a list of 1 to {MaximumLists} such lists";

    internal override bool TryRead(JsonElement sent, out object? value)
    {
        value = null;
        if (sent.ValueKind is JsonValueKind.Null)
        {
            return true;
        }

        if (sent.ValueKind is not JsonValueKind.Array || sent.GetArrayLength() == 0)
        {
            return false;
        }

        var lists = new List<IReadOnlyList<string>>();
        if (sent[0].ValueKind is not JsonValueKind.Array)
        {
            if (Words(sent) is not { } list)
            {
                return false;
            }

            lists.Add(list);
        }
        else if (sent.GetArrayLength() > MaximumLists)
        {
            return false;
        }
        else
        {
            foreach (var item in sent.EnumerateArray())
            {
                if (Words(item) is not { } list)
                {
                    return false;
                }

                lists.Add(list);
            }
        }

        value = lists;
        return true;
    }

    private static string[]? Words(JsonElement sent)
    {
        if (sent.ValueKind is not JsonValueKind.Array || sent.GetArrayLength() is 0 or > MaximumWords)
        {
            return null;
        }

        string[] words = new string[sent.GetArrayLength()];
        int count = 0;
        foreach (var item in sent.EnumerateArray())
        {
            if (item.ValueKind is not JsonValueKind.String)
            {
                return null;
            }

            words[count++] = item.GetString()!;
        }

        return words;
    }
}
