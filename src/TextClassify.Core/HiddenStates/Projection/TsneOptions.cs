namespace TextClassify.HiddenStates.Projection;

/// <summary>How a map is laid out. The defaults are openTSNE's (Polacar et al. 2019) but for the iterations, which 50,000 states
/// need.</summary>
public sealed record TsneOptions
{
    /// <summary>Effective neighbours of a state; three times as many are looked up.</summary>
    public double Perplexity { get; init; } = 30;

    public int ExaggeratedIterations { get; init; } = 250;

    public int Iterations { get; init; } = 500;

    /// <summary>Factor on the attraction in the first iterations, so that clusters find each other.</summary>
    public float Exaggeration { get; init; } = 12;

    public int TotalIterations => ExaggeratedIterations + Iterations;

    /// <summary>Neighbours looked up for a state.</summary>
    public int Neighbours => Math.Max(1, (int)Math.Ceiling(3 * Perplexity));

    /// <summary>N / exaggeration (Belkina et al. 2019), and never below the classic 200.</summary>
    public float LearningRate(int states) => Math.Max(200, states / Exaggeration);
}
