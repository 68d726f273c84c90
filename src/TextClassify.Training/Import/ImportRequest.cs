using TextClassify.Training.Packaging;

namespace TextClassify.Training.Import;

/// <summary>What is imported, and where to.</summary>
internal sealed record ImportRequest : PackagePlace
{
    /// <summary>The folder that an exporter wrote.</summary>
    public required string From { get; init; }

    public required string Name { get; init; }

    /// <summary>A text a line, whose scores travel with the package; null for some that are made up.</summary>
    public string? Golden { get; init; }

    /// <summary>Labelled rows that the temperature is fitted on; null leaves the scores as the graph gives them.</summary>
    public string? Calibrate { get; init; }

    /// <summary>Column or property of the text in <see cref="Calibrate"/>.</summary>
    public string TextColumn { get; init; } = "text";

    /// <summary>Column or property of the label.</summary>
    public string LabelColumn { get; init; } = "label";
}
