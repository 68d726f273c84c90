namespace TextClassify.Training.Vectors;

/// <summary>How word vectors are trained; the defaults suit some ten million tokens.</summary>
internal sealed record SkipGramOptions
{
    /// <summary>Numbers a vector.</summary>
    public int Width { get; init; } = 200;

    /// <summary>Most words taken on each side of the centre; each centre draws 1 to this.</summary>
    public int Window { get; init; } = 5;

    /// <summary>Noise words a centre.</summary>
    public int Negatives { get; init; } = 5;

    public int Epochs { get; init; } = 5;

    /// <summary>Rarer words get no vector.</summary>
    public int MinCount { get; init; } = 5;

    /// <summary>t: a word of frequency f is kept with probability sqrt(t / f) + t / f.</summary>
    public double Subsample { get; init; } = 1e-4;

    /// <summary>Step size at the start; it falls in a line to nearly 0.</summary>
    public double LearningRate { get; init; } = 0.025;

    public int Threads { get; init; } = 1;

    public int Seed { get; init; } = 1;
}
