using System.Globalization;
using System.Numerics;

namespace TextClassify.Explain.Parameters;

/// <summary>A number within bounds.</summary>
/// <param name="Name">As it stands in a request.</param>
/// <param name="Description">One sentence.</param>
/// <param name="Default">Null when the parameter may be left out and then has no value.</param>
/// <param name="Minimum">Inclusive.</param>
/// <param name="Maximum">Inclusive.</param>
public abstract record RangeParameter<T>(string Name, string Description, T? Default, T Minimum, T Maximum)
    : ExplainerParameter(Name, Description)
    where T : struct, INumber<T>
{
    internal override object? DefaultValue => Default;

    internal override string Allowed => string.Create(CultureInfo.InvariantCulture, $"{Kind} from {Minimum} to {Maximum}");

    /// <summary>What the value is, with its article.</summary>
    private protected abstract string Kind { get; }

    internal override bool TryRead(JsonElement sent, out object? value)
    {
        value = null;
        if (sent.ValueKind is JsonValueKind.Null)
        {
            return Default is null;
        }

        if (sent.ValueKind is not JsonValueKind.Number || !TryGet(sent, out var number))
        {
            return false;
        }

        value = number;
        return number >= Minimum && number <= Maximum;
    }

    private protected abstract bool TryGet(JsonElement sent, out T number);
}
