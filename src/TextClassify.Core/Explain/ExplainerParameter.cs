namespace TextClassify.Explain;

/// <summary>One setting of an explainer, with what it may be.</summary>
/// <param name="Name">As it stands in a request.</param>
/// <param name="Description">One sentence.</param>
public abstract record ExplainerParameter(string Name, string Description);

/// <param name="Name">As it stands in a request.</param>
/// <param name="Description">One sentence.</param>
/// <param name="Default">Null when the parameter may be left out and then has no value.</param>
/// <param name="Minimum">Inclusive.</param>
/// <param name="Maximum">Inclusive.</param>
public sealed record IntegerParameter(string Name, string Description, int? Default, int Minimum, int Maximum)
    : ExplainerParameter(Name, Description);

/// <param name="Name">As it stands in a request.</param>
/// <param name="Description">One sentence.</param>
/// <param name="Default">One of <paramref name="Choices"/>.</param>
/// <param name="Choices">Every value allowed, case-sensitive.</param>
public sealed record ChoiceParameter(string Name, string Description, string Default, IReadOnlyList<string> Choices)
    : ExplainerParameter(Name, Description);
