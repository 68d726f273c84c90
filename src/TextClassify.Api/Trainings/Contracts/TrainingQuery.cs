namespace TextClassify.Api.Trainings.Contracts;

/// <summary>What is to be made of the file.</summary>
internal sealed record TrainingQuery
{
    /// <summary>Name of the model: 1 to 64 of a-z, 0-9 and '-', starting with a letter.</summary>
    public string? Name { get; init; }

    /// <summary>Column or property of the text, text without it; A+B joins two.</summary>
    public string? Text { get; init; }

    /// <summary>Column or property of the label, label without it.</summary>
    public string? Label { get; init; }

    /// <summary>Read about a third as much.</summary>
    public bool? Quick { get; init; }

    /// <summary>Rare labels count as much as frequent ones, for recall at the price of accuracy.</summary>
    public bool? ClassWeights { get; init; }

    /// <summary>false leaves out maps, neighbours and search, whose development texts callers can read.</summary>
    public bool? Maps { get; init; }
}
