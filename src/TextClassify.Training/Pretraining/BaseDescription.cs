namespace TextClassify.Training.Pretraining;

/// <summary><c>base.json</c>.</summary>
/// <param name="Net">Shape of the body.</param>
/// <param name="RecipeName">File name of its recipe.</param>
/// <param name="Seed">Of the run.</param>
/// <param name="Commit">The program's.</param>
/// <param name="Cosine">With the teacher on development texts, -1..1.</param>
internal sealed record BaseDescription(CrnnOptions Net, string RecipeName, int Seed, string Commit, double Cosine)
{
    /// <summary>How a run names it.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string Label => $"{RecipeName}, seed {Seed}, commit {Commit}";
}
