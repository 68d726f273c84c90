namespace TextClassify.Explain.Parameters;

/// <summary>One setting of an explainer, with what it may be.</summary>
/// <param name="Name">As it stands in a request.</param>
/// <param name="Description">One sentence.</param>
public abstract record ExplainerParameter(string Name, string Description)
{
    /// <summary>The value without it; null when it then has none.</summary>
    internal abstract object? DefaultValue { get; }

    /// <summary>What is allowed, to end the sentence "it must be".</summary>
    internal abstract string Allowed { get; }

    /// <summary>The value that was sent; false when it is not allowed.</summary>
    internal abstract bool TryRead(JsonElement sent, out object? value);
}
