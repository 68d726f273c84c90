namespace TextClassify.Explain.Parameters;

/// <param name="Name">As it stands in a request.</param>
/// <param name="Description">One sentence.</param>
/// <param name="Default">The value without it.</param>
public sealed record BooleanParameter(string Name, string Description, bool Default) : ExplainerParameter(Name, Description)
{
    internal override object? DefaultValue => Default;

    internal override string Allowed => "true or false";

    internal override bool TryRead(JsonElement sent, out object? value)
    {
        bool isBoolean = sent.ValueKind is JsonValueKind.True or JsonValueKind.False;
        value = isBoolean ? sent.GetBoolean() : null;
        return isBoolean;
    }
}
