namespace TextClassify.Explain.Parameters;

/// <inheritdoc/>
public sealed record NumberParameter(string Name, string Description, double? Default, double Minimum, double Maximum)
    : RangeParameter<double>(Name, Description, Default, Minimum, Maximum)
{
    private protected override string Kind => "a number";

    private protected override bool TryGet(JsonElement sent, out double number) => sent.TryGetDouble(out number);
}
