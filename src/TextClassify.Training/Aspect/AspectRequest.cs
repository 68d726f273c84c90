namespace TextClassify.Training.Aspect;

/// <summary>What to publish, and where.</summary>
internal sealed record AspectRequest
{
    /// <summary>The run that ships.</summary>
    public required AspectRun Run { get; init; }

    /// <summary>Runs of the same recipe with other seeds, for the mean and spread on the card.</summary>
    public IReadOnlyList<AspectRun> Others { get; init; } = [];

    /// <summary>Where the recipe's files are; the development texts are read again.</summary>
    public required string DataFolder { get; init; }

    public string Version { get; init; } = "1";

    /// <summary>The folder of all packages; the package goes to NAME/VERSION below it.</summary>
    public required string OutFolder { get; init; }

    /// <summary>Allows a package of the same name and version to be replaced.</summary>
    public bool Replace { get; init; }
}
