namespace TextClassify.Explain.Parameters;

/// <inheritdoc/>
public sealed record IntegerParameter(string Name, string Description, int? Default, int Minimum, int Maximum)
    : RangeParameter<int>(Name, Description, Default, Minimum, Maximum)
{
    private protected override string Kind => "a whole number";

    private protected override bool TryGet(JsonElement sent, out int number) => sent.TryGetInt32(out number);
}
