namespace TextClassify.Client;

/// <summary>What is to be made of a file of rows.</summary>
/// <param name="Name">Name of the model: 1 to 64 of a-z, 0-9 and '-', starting with a letter.</param>
public sealed record TrainingChoices(string Name)
{
    /// <summary>How the rows are written: text/csv, text/tab-separated-values or application/jsonl.</summary>
    public string MediaType { get; init; } = "text/csv";

    /// <summary>Column or property of the text; A+B joins two.</summary>
    public string Text { get; init; } = "text";

    /// <summary>Column or property of the label.</summary>
    public string Label { get; init; } = "label";

    /// <summary>Read about a third as much.</summary>
    public bool Quick { get; init; }

    /// <summary>Rare labels count as much as frequent ones.</summary>
    public bool ClassWeights { get; init; }

    /// <summary>Maps, neighbours and search, whose development texts callers can read.</summary>
    public bool Maps { get; init; } = true;

    internal string Query => $"name={Uri.EscapeDataString(Name)}&text={Uri.EscapeDataString(Text)}&label={Uri.EscapeDataString(Label)}"
        + $"{(Quick ? "&quick=true" : "")}{(ClassWeights ? "&classWeights=true" : "")}{(Maps ? "" : "&maps=false")}";
}
