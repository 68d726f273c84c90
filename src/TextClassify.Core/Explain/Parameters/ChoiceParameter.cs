namespace TextClassify.Explain.Parameters;

/// <param name="Name">As it stands in a request.</param>
/// <param name="Description">One sentence.</param>
/// <param name="Default">One of <paramref name="Choices"/>.</param>
/// <param name="Choices">Every value allowed, case-sensitive.</param>
public sealed record ChoiceParameter(string Name, string Description, string Default, IReadOnlyList<string> Choices)
    : ExplainerParameter(Name, Description)
{
    internal override object? DefaultValue => Default;

    internal override string Allowed => $"one of {string.Join(", ", Choices)}";

    internal override bool TryRead(JsonElement sent, out object? value)
    {
        value = Find(Choices, sent);
        return value is not null;
    }

    /// <summary>The choice that <paramref name="sent"/> spells; null when there is none.</summary>
    internal static string? Find(IReadOnlyList<string> choices, JsonElement sent)
    {
        foreach (string choice in choices)
        {
            if (sent.ValueKind is JsonValueKind.String && sent.ValueEquals(choice))
            {
                return choice;
            }
        }

        return null;
    }
}
