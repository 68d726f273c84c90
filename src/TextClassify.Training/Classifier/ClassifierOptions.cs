namespace TextClassify.Training.Classifier;

/// <summary><c>options.json</c> of a run folder: all that made the run, so that it can be made again.</summary>
internal sealed record ClassifierOptions : IRunOptions
{
    /// <summary>The recipe as it was run, its net and training options included.</summary>
    public required Recipe Recipe { get; init; }

    /// <summary>File name of the recipe, or of the user's own data.</summary>
    public required string RecipeName { get; init; }

    /// <summary>The classes in the order of the logits.</summary>
    public required IReadOnlyList<string> Labels { get; init; }

    public required int Seed { get; init; }

    /// <summary>Threads of libtorch's pool; the same seed gives the same bits only with the same number.</summary>
    public required int Threads { get; init; }

    /// <summary>The commit the program was built from, or "unknown".</summary>
    public required string Commit { get; init; }

    /// <summary>File name of the word vectors the table started from; none when absent.</summary>
    public string? Vectors { get; init; }

    /// <summary>The base that table and net started from; none when absent.</summary>
    public string? Base { get; init; }

    /// <summary>File name of what teachers said of the texts; none when absent.</summary>
    public string? Lessons { get; init; }

    /// <summary>The package it went on from; none when absent.</summary>
    public string? From { get; init; }

    /// <summary>The package whose net it is, nothing trained and the table in bytes; none when absent.</summary>
    public string? Shrunk { get; init; }

    /// <summary>What the run was to take at most, in seconds; none when absent. How far it came then hangs on the machine.</summary>
    public double? MostSeconds { get; init; }

    public required int TrainRows { get; init; }

    public required int DevRows { get; init; }

    /// <summary>Rows left out because they couldn't be read.</summary>
    public required int BadRows { get; init; }

    /// <summary>V, vocabulary rows with padding and unknown.</summary>
    public required int VocabularyRows { get; init; }

    /// <summary>Vocabulary rows that started from the vectors file.</summary>
    public required int VectorRows { get; init; }
}
