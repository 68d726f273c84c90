namespace TextClassify.Training.Cases;

/// <summary><c>options.json</c> of a run folder: all that made the run.</summary>
/// <param name="Recipe">As run.</param>
/// <param name="RecipeName">Its file.</param>
/// <param name="Labels">In the order of the logits.</param>
/// <param name="Base">What made the vectors that the table started from; null for random numbers.</param>
/// <param name="Seed">Of weights, order and what is left out.</param>
/// <param name="Threads">The same seed gives the same bits only with the same number.</param>
/// <param name="TrainCases">Cases that were fit.</param>
/// <param name="DevCases">Cases that were chosen on.</param>
/// <param name="VectorRows">Words that began with a vector.</param>
/// <param name="Commit">The commit the program was built from, or "unknown".</param>
internal sealed record CaseOptions(
    CaseRecipe Recipe,
    string RecipeName,
    IReadOnlyList<string> Labels,
    string? Base,
    int Seed,
    int Threads,
    int TrainCases,
    int DevCases,
    int VectorRows,
    string Commit) : IRunOptions;
