using TextClassify.HiddenStates.Projection;

namespace TextClassify.Training.Maps;

/// <summary>Which maps to add to which package.</summary>
internal sealed record MapRequest
{
    /// <summary>The package's folder, NAME/VERSION at its end.</summary>
    public required string Folder { get; init; }

    /// <summary>Labelled texts that the model was not fitted to.</summary>
    public required IReadOnlyList<LabelledText> Rows { get; init; }

    /// <summary>Most points of a map.</summary>
    public int States { get; init; } = 5_000;

    /// <summary>Most texts that are kept in the package.</summary>
    public int Texts { get; init; } = 1_000;

    public int Seed { get; init; } = 1;

    public TsneOptions Layout { get; init; } = new();

    /// <summary>Threads of the arithmetic; they change no bit.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;
}
