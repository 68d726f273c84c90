namespace TextClassify.Explain;

/// <summary>What is to be explained.</summary>
public sealed record ExplanationQuery
{
    /// <summary>At least one token.</summary>
    public required EncodedText Text { get; init; }

    /// <summary>Index of the class to explain; null takes the predicted one.</summary>
    public int? Target { get; init; }

    /// <summary>Index of the class it is held against; another than the target.</summary>
    public int? Foil { get; init; }

    /// <summary>
    /// Explains every class, one attribution each; <see cref="Target"/> and <see cref="Foil"/> are null then. Methods that only run rows
    /// forward share their model calls among the classes. A method without a target gives its one attribution.
    /// </summary>
    public bool AllTargets { get; init; }

    /// <summary>Of the model; above 0. Used when a method explains a probability or log-odds.</summary>
    public required double Temperature { get; init; }

    /// <summary>A label's probability hangs on its own logit alone (<see cref="ScoreScale.Independent"/>).</summary>
    public bool Independent { get; init; }

    public required ParameterValues Parameters { get; init; }

    /// <summary>
    /// The text itself with the model's encoder, for a method that <see cref="ExplainerInfo.EditsText"/> and for parameters made of words;
    /// null refuses the latter (<see cref="IExplainer.Check"/>).
    /// </summary>
    public SourceText? Source { get; init; }

    /// <summary>Seen between blocks. A method does at least one block or round whatever it says.</summary>
    public Deadline Deadline { get; init; }

    /// <summary>
    /// Given what a method has so far whenever it has something better, but not its last word; awaited, so a slow reader slows the method
    /// down. A method that has nothing between the start and the end never calls it.
    /// </summary>
    public Func<Explanation, CancellationToken, ValueTask>? Progress { get; init; }
}
