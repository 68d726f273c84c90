namespace TextClassify.Explain.Parameters;

/// <summary>One or more of some choices, each at most once.</summary>
/// <param name="Name">As it stands in a request.</param>
/// <param name="Description">One sentence.</param>
/// <param name="Default">Some of <paramref name="Choices"/>.</param>
/// <param name="Choices">Every value allowed, case-sensitive.</param>
public sealed record ChoicesParameter(string Name, string Description, IReadOnlyList<string> Default, IReadOnlyList<string> Choices)
    : ExplainerParameter(Name, Description)
{
    internal override object? DefaultValue => Default;

    internal override string Allowed => $"a list of one or more of {string.Join(", ", Choices)}, each once";

    internal override bool TryRead(JsonElement sent, out object? value)
    {
        value = null;
        if (sent.ValueKind is not JsonValueKind.Array || sent.GetArrayLength() == 0)
        {
            return false;
        }

        var chosen = new List<string>();
        foreach (var item in sent.EnumerateArray())
        {
            if (ChoiceParameter.Find(Choices, item) is not { } choice || chosen.Contains(choice))
            {
                return false;
            }

            chosen.Add(choice);
        }

        value = chosen;
        return true;
    }
}
