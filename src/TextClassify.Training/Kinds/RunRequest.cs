using TextClassify.Training.Vectors;

namespace TextClassify.Training.Kinds;

/// <summary>What is to be trained.</summary>
/// <param name="Recipe">Path of the recipe.</param>
/// <param name="DataFolder">Where the recipe's files are.</param>
/// <param name="Vectors">Path of the word vectors to start from; null for none.</param>
/// <param name="Seed">Of the run.</param>
/// <param name="Threads">Of libtorch.</param>
internal sealed record RunRequest(string Recipe, string DataFolder, string? Vectors, int Seed, int Threads)
{
    /// <summary>Folder of the base that table and net start from; null for random numbers.</summary>
    public string? Base { get; init; }

    /// <summary>Path of what teachers said of the rows, and of texts without a label; null for none.</summary>
    public string? Lessons { get; init; }

    /// <summary>For the record.</summary>
    public RunSource Source => new(Path.GetFileName(Recipe), Path.GetFileName(Vectors), Seed, Threads);

    /// <exception cref="DataException">They can't be read.</exception>
    public WordVectors? ReadVectors() => Vectors is null ? null : WordVectors.Read(Vectors);
}
