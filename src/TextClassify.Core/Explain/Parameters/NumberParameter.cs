using System.Globalization;

namespace TextClassify.Explain.Parameters;

/// <param name="Name">As it stands in a request.</param>
/// <param name="Description">One sentence.</param>
/// <param name="Default">Null when the parameter may be left out and then has no value.</param>
/// <param name="Minimum">Inclusive.</param>
/// <param name="Maximum">Inclusive.</param>
public sealed record NumberParameter(string Name, string Description, double? Default, double Minimum, double Maximum)
    : ExplainerParameter(Name, Description)
{
    internal override object? DefaultValue => Default;

    internal override string Allowed => string.Create(CultureInfo.InvariantCulture, $"a number from {Minimum} to {Maximum}");

    internal override bool TryRead(JsonElement sent, out object? value)
    {
        value = null;
        if (sent.ValueKind is JsonValueKind.Null)
        {
            return Default is null;
        }

        if (sent.ValueKind is not JsonValueKind.Number || !sent.TryGetDouble(out double number))
        {
            return false;
        }

        value = number;
        return number >= Minimum && number <= Maximum;
    }
}
