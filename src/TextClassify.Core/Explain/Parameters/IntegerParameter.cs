namespace TextClassify.Explain.Parameters;

/// <param name="Name">As it stands in a request.</param>
/// <param name="Description">One sentence.</param>
/// <param name="Default">Null when the parameter may be left out and then has no value.</param>
/// <param name="Minimum">Inclusive.</param>
/// <param name="Maximum">Inclusive.</param>
public sealed record IntegerParameter(string Name, string Description, int? Default, int Minimum, int Maximum)
    : ExplainerParameter(Name, Description)
{
    internal override object? DefaultValue => Default;

    internal override string Allowed => $"a whole number from {Minimum} to {Maximum}";

    internal override bool TryRead(JsonElement sent, out object? value)
    {
        value = null;
        if (sent.ValueKind is JsonValueKind.Null)
        {
            return Default is null;
        }

        if (sent.ValueKind is not JsonValueKind.Number || !sent.TryGetInt32(out int number))
        {
            return false;
        }

        value = number;
        return number >= Minimum && number <= Maximum;
    }
}
