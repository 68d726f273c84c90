namespace TextClassify.Training.Packaging;

/// <summary>What to publish, and where.</summary>
internal sealed record PublishRequest : PackagePlace
{
    /// <summary>The run that ships.</summary>
    public required RunFolder Run { get; init; }

    /// <summary>Runs of the same recipe with other seeds, for the mean and spread on the card.</summary>
    public IReadOnlyList<RunFolder> Others { get; init; } = [];

    /// <summary>Where the recipe's files are; the development texts are read again.</summary>
    public required string DataFolder { get; init; }

    /// <summary>What the shipped run and the others reached, the shipped one first. They may differ in their seed only.</summary>
    /// <param name="shipped">Options of the run that ships.</param>
    /// <param name="figures">What it reaches, measured on the shipped graphs.</param>
    /// <param name="measure">The figures of another run.</param>
    /// <exception cref="DataException">A run has other options, or a seed that another has: that would be no spread over seeds.</exception>
    public IReadOnlyList<TFigures> WithOthers<TOptions, TFigures>(
        TOptions shipped, TFigures figures, Func<RunFolder, TOptions, TFigures> measure)
        where TOptions : IRunOptions
    {
        var all = new List<TFigures> { figures };
        var seeds = new HashSet<int> { shipped.Seed };
        foreach (var run in Others)
        {
            if (!run.IsOf(shipped, "seed", "threads", "recipeName"))
            {
                throw new DataException(
                    $"The run in {run.Path} has other data, vectors or options than {Run.Path}; only the seed may differ.");
            }

            var options = run.ReadOptions<TOptions>();
            if (!seeds.Add(options.Seed))
            {
                throw new DataException($"The run in {run.Path} has the seed {options.Seed}, which another run has too.");
            }

            all.Add(measure(run, options));
        }

        return all;
    }
}
